package io.healthmon.check.network;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What an SMTP server answers.
 *
 * @param code the three digits
 * @param lines the texts behind them
 */
record SmtpReply(int code, List<String> lines) {

    private static final int LONGEST_SHOWN = 200;

    boolean positive() {
        return code >= 200 && code < 300;
    }

    /** Returns the first line, for messages. */
    String text() {
        return shown(code + " " + lines.get(0));
    }

    /** Returns the first words of the lines behind the first one: what the server says that it can. */
    List<String> extensions() {
        return lines.stream()
                .skip(1)
                .map(line -> line.strip().split("[ =]", 2)[0])
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toList());
    }

    static String shown(String line) {
        String plain = line.replaceAll("[^\\p{Print}]", "?");
        return plain.length() <= LONGEST_SHOWN ? plain : plain.substring(0, LONGEST_SHOWN - 1) + "…";
    }
}
