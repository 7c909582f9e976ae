package io.healthmon.check;

import io.healthmon.secret.Redactor;
import org.jspecify.annotations.Nullable;

/** Text as it may be kept: redacted, one line of bounded length, without control characters. */
final class BoundedText {

    /** More than is kept, because redaction makes a text shorter. */
    private static final int MOST_READ = 2 * CheckResult.MAX_TEXT;

    /** The longest end of a cut text that is given up when no blank tells where its last word begins. */
    private static final int LONGEST_WORD = 512;

    private final int longest;
    private final String shown;

    /** What was read, which is more than is shown of a text that was cut. */
    private final String read;

    /** Whether there was still more than was read. */
    private final boolean more;

    private BoundedText(String read, boolean more, int longest) {
        boolean whole = !more && read.length() <= longest;
        this.longest = longest;
        this.shown = whole ? read : start(read, longest - 1) + "…";
        this.read = read;
        this.more = more;
    }

    /** Returns a text as it may be kept, at most {@link CheckResult#MAX_TEXT} characters of it. */
    static BoundedText of(String text) {
        return of(text, CheckResult.MAX_TEXT);
    }

    static BoundedText of(String text, int longest) {
        String bounded = text.length() <= MOST_READ ? text : cutBetweenWords(text);
        String clean = withoutControls(Redactor.standard().redact(bounded));
        return new BoundedText(clean, bounded.length() < text.length(), longest);
    }

    /** Returns a short text in which nothing can be secret, such as a number. */
    static BoundedText plain(String text) {
        return new BoundedText(text, false, CheckResult.MAX_TEXT);
    }

    /** Returns the text itself. */
    String shown() {
        return shown;
    }

    /** Returns whether it knows more than it shows. */
    boolean isCut() {
        return more || read.length() > longest;
    }

    /**
     * Returns the text without what a redactor knows by heart, taken out before it is cut: half of a secret can be told by
     * nobody. What it returns knows no more than it shows.
     */
    BoundedText redactedBy(Redactor redactor) {
        String clean = new BoundedText(redactor.redact(read), more, longest).shown;
        return new BoundedText(clean, false, longest);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BoundedText that && shown.equals(that.shown);
    }

    @Override
    public int hashCode() {
        return shown.hashCode();
    }

    /** Returns the text as it may be shown. */
    @Override
    public String toString() {
        return shown;
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
