package io.healthmon.provider.http;

/**
 * A text that a regular expression may look at only so long: an expression that backtracks for ever ends with a
 * {@link TooSlowException} instead of keeping its thread.
 */
final class GuardedText implements CharSequence {

    private static final int LOOKS_BETWEEN_CLOCKS = 4_096;

    private final CharSequence text;
    private final long deadline;
    private int looks;

    GuardedText(CharSequence text, long nanos) {
        this.text = text;
        this.deadline = Ticks.now() + nanos;
    }

    @Override
    public char charAt(int index) {
        if (++looks >= LOOKS_BETWEEN_CLOCKS) {
            looks = 0;
            if (Ticks.now() - deadline > 0) {
                throw new TooSlowException();
            }
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** The time is over; without a stack trace, since it says all. */
    static final class TooSlowException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooSlowException() {
            super("the regular expression took too long", null, false, false);
        }
    }
}
