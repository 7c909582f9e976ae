package io.healthmon.check.network;

import io.healthmon.secret.Redactor;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an SMTP server answers.
 *
 * @param code the three digits
 * @param lines the texts behind them
 */
record SmtpReply(int code, List<String> lines) {

    private static final int LONGEST_SHOWN = 200;
    private static final Pattern ENHANCED = Pattern.compile("([245]\\.\\d{1,3}\\.\\d{1,3})(?: .*)?");

    boolean positive() {
        return code >= 200 && code < 300;
    }

    /** Returns the first line, for messages, without what a redactor knows. */
    String text(Redactor redactor) {
        // why: a secret that is cut in half is one that no redactor finds
        return shown(redactor.redact(code + " " + lines.get(0)));
    }

    /** Returns the enhanced status code such as {@code 5.7.8}, or an empty text. */
    String enhanced() {
        Matcher code = ENHANCED.matcher(lines.get(0));
        return code.matches() ? code.group(1) : "";
    }

    /** Returns the first words of the lines behind the first one: what the server says that it can. */
    List<String> extensions() {
        return words().map(words -> words[0]).collect(Collectors.toList());
    }

    /** Returns the ways to log in that the server offers, in capitals. */
    List<String> mechanisms() {
        return words().filter(words -> words[0].equalsIgnoreCase("AUTH") && words.length > 1)
                .flatMap(words -> Stream.of(words[1].strip().split("[ =]+")))
                .map(name -> name.toUpperCase(Locale.ROOT))
                .distinct()
                .collect(Collectors.toList());
    }

    private Stream<String[]> words() {
        return lines.stream().skip(1).map(line -> line.strip().split("[ =]", 2)).filter(words -> !words[0].isEmpty());
    }

    static String shown(String line) {
        String plain = line.replaceAll("[^\\p{Print}]", "?");
        return plain.length() <= LONGEST_SHOWN ? plain : plain.substring(0, LONGEST_SHOWN - 1) + "…";
    }
}
