package io.healthmon.schedule;

import java.time.Duration;

/**
 * Measures how long something takes, on the running time rather than the wall clock.
 *
 * <p>It runs from the moment it is made. Immutable; safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class Stopwatch {

    private final long startedAt = System.nanoTime();

    private Stopwatch() {}

    /** Returns a stopwatch that starts now. */
    public static Stopwatch started() {
        return new Stopwatch();
    }

    /** Returns the time since the start. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /** Returns what is left of a time that began at the start; zero when it is over. */
    public Duration leftOf(Duration limit) {
        Duration left = limit.minus(elapsed());
        return left.isNegative() ? Duration.ZERO : left;
    }
}
