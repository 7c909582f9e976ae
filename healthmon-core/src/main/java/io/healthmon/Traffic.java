package io.healthmon;

import java.time.Duration;

/**
 * What the application's own calls to one integration showed last. A call costs a look at the time and, at most every 10 ms,
 * a write; nobody waits for anybody. Safe for use by multiple threads.
 */
final class Traffic {

    /** Of calls that follow one another more closely the first counts. */
    private static final long GRAIN = Duration.ofMillis(10).toNanos();

    /** How long one failure has a check run at once for others, too. */
    private static final long PATIENCE = Duration.ofSeconds(5).toNanos();

    private volatile boolean succeeded;
    private volatile boolean failed;
    private volatile long succeededAt;
    private volatile long failedAt;
    private volatile long askedAt;
    private volatile long took;

    /** Notes a success. */
    void succeeded(long nanos, Duration time) {
        if (!succeeded || nanos - succeededAt >= GRAIN) {
            took = time.isNegative() ? 0 : time.toNanos();
            succeededAt = nanos;
            succeeded = true;
        }
    }

    /** Notes a failure; returns whether a check is to be run for it. */
    boolean failed(long nanos) {
        boolean first = !failed || nanos - askedAt >= PATIENCE;
        if (first) {
            askedAt = nanos;
        }
        if (!failed || nanos - failedAt >= GRAIN) {
            failedAt = nanos;
            failed = true;
        }
        return first;
    }

    /** Returns whether there was a success within the age and after the moment, and no failure since. */
    boolean vouches(long now, Duration age, long since) {
        long at = succeededAt;
        return succeeded && now - at <= age.toNanos() && at - since > 0 && !(failed && failedAt - at > -GRAIN);
    }

    /** Returns how long the last success took. */
    Duration took() {
        return Duration.ofNanos(took);
    }
}
