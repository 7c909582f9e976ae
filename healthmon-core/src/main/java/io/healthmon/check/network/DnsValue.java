package io.healthmon.check.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** The values of DNS records, as they are shown and compared. */
final class DnsValue {

    /** Only what can be nothing but an address, so that reading it looks up no name. */
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private DnsValue() {}

    /** Returns the one form of an answer of JNDI, which quotes texts where they have blanks. */
    static String answered(DnsRecord record, String answer) {
        return record == DnsRecord.TXT ? joined(answer) : plain(record, answer);
    }

    /** Returns the one form that stands for all ways to write the value. */
    static String plain(DnsRecord record, String value) {
        String trimmed = value.trim();
        return switch (record) {
            case A, AAAA -> address(trimmed);
            case TXT -> trimmed.startsWith("\"") && trimmed.endsWith("\"") ? joined(trimmed) : trimmed;
            case MX, CNAME, NS -> name(trimmed);
        };
    }

    /** Returns whether an answer is what was expected; a mail server's preference may be left out. */
    static boolean fits(DnsRecord record, String expected, String answer) {
        String wanted = plain(record, expected);
        return answer.equals(wanted) || (record == DnsRecord.MX && answer.endsWith(" " + wanted));
    }

    /** Returns the text that a record is in several strings, each quoted or not, as long keys and policies are. */
    private static String joined(String strings) {
        StringBuilder text = new StringBuilder();
        boolean quoted = false;
        for (int index = 0; index < strings.length(); index++) {
            char letter = strings.charAt(index);
            if (letter == '\\' && quoted && index + 1 < strings.length()) {
                text.append(strings.charAt(++index));
            } else if (letter == '"') {
                quoted = !quoted;
            } else if (letter != ' ' || quoted) {
                text.append(letter);
            }
        }
        return text.toString();
    }

    /** Returns whether an answer holds a text; case counts in texts alone. */
    static boolean holds(DnsRecord record, String part, String answer) {
        return record == DnsRecord.TXT
                ? answer.contains(part)
                : answer.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    private static String name(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.length() > 1 && lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static String address(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            return text;
        }
        try {
            return InetAddress.getByName(text).getHostAddress();
        } catch (UnknownHostException none) {
            return text;
        }
    }
}
