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

    /** Returns the one form that stands for all ways to write the value. */
    static String plain(DnsRecord record, String value) {
        String trimmed = value.trim();
        return switch (record) {
            case A, AAAA -> address(trimmed);
            case TXT ->
                trimmed.length() > 1 && trimmed.startsWith("\"") && trimmed.endsWith("\"")
                        ? trimmed.substring(1, trimmed.length() - 1)
                        : trimmed;
            case MX, CNAME, NS -> name(trimmed);
        };
    }

    /** Returns whether an answer is what was expected; a mail server's preference may be left out. */
    static boolean fits(DnsRecord record, String expected, String answer) {
        String wanted = plain(record, expected);
        return answer.equals(wanted) || (record == DnsRecord.MX && answer.endsWith(" " + wanted));
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
