package io.healthmon.jdbc;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** Parts the tries of a transaction that others were in the way of, so that they do not meet again at once. */
@FunctionalInterface
interface Pause {

    /** How long it is at most after the first try; twice as long after each further one. */
    long FIRST_NANOS = Duration.ofMillis(2).toNanos();

    /**
     * Waits.
     *
     * @param attempt which try failed, from 1 on
     */
    void after(int attempt);

    /** Returns one that waits a random time of up to 2 ms, 4 ms, 8 ms and so on. */
    static Pause random() {
        return attempt -> LockSupport.parkNanos(
                ThreadLocalRandom.current().nextLong(FIRST_NANOS << Math.min(attempt - 1, 6)) + 1);
    }

    /** Returns one that always waits as long. */
    static Pause of(Duration pause) {
        return attempt -> LockSupport.parkNanos(pause.toNanos());
    }
}
