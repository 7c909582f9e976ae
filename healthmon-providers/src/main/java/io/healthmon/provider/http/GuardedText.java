package io.healthmon.provider.http;

import io.healthmon.schedule.Stopwatch;
import java.time.Duration;

/**
 * A text that a regular expression may look at only so long: an expression that backtracks for ever ends with a
 * {@link TooSlowException} instead of keeping its thread.
 */
final class GuardedText implements CharSequence {

    private static final int LOOKS_BETWEEN_CLOCKS = 4_096;

    private final CharSequence text;
    private final Duration limit;
    private final Stopwatch sinceStart = Stopwatch.started();
    private int looks;

    GuardedText(CharSequence text, Duration limit) {
        this.text = text;
        this.limit = limit;
    }

    @Override
    public char charAt(int index) {
        if (++looks >= LOOKS_BETWEEN_CLOCKS) {
            looks = 0;
            if (sinceStart.elapsed().compareTo(limit) > 0) {
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
