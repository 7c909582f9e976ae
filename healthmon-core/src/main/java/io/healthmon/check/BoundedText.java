package io.healthmon.check;

import io.healthmon.secret.Redactor;

/** Text as it may be kept: redacted, one line of bounded length, without control characters. */
final class BoundedText {

    /** More than is kept, because redaction makes a text shorter. */
    private static final int MOST_READ = 2 * CheckResult.MAX_TEXT;

    /** The longest end of a cut text that is given up when no blank tells where its last word begins. */
    private static final int LONGEST_WORD = 512;

    private BoundedText() {}

    static String of(String text) {
        String bounded = text.length() <= MOST_READ ? text : cutBetweenWords(text);
        String clean = withoutControls(Redactor.standard().redact(bounded));
        boolean whole = bounded.length() == text.length() && clean.length() <= CheckResult.MAX_TEXT;
        return whole ? clean : start(clean, CheckResult.MAX_TEXT - 1) + "…";
    }

    /** Returns the first characters, never half of a character that takes two. */
    static String start(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    /** Returns the beginning without its last word, in which half a secret could stand that nothing recognises. */
    private static String cutBetweenWords(String text) {
        int end = MOST_READ;
        while (end > MOST_READ - LONGEST_WORD && !Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return start(text, end);
    }

    private static String withoutControls(String text) {
        for (int index = 0; index < text.length(); index++) {
            if (breaksLine(text.charAt(index))) {
                return oneLine(text);
            }
        }
        return text;
    }

    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        boolean gap = false;
        for (int index = 0; index < text.length(); index++) {
            boolean control = breaksLine(text.charAt(index));
            if (!control) {
                line.append(text.charAt(index));
            } else if (!gap) {
                line.append(' ');
            }
            gap = control;
        }
        return line.toString();
    }

    private static boolean breaksLine(char character) {
        return Character.isISOControl(character) || character == '\u2028' || character == '\u2029';
    }
}
