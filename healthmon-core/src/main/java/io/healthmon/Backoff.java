package io.healthmon;

import java.time.Duration;

/** How long a store that fails is left alone; a pure function. */
final class Backoff {

    /** The pause after the first failure. */
    static final Duration SHORTEST = Duration.ofSeconds(1);

    /** The longest pause. */
    static final Duration LONGEST = Duration.ofSeconds(10);

    private Backoff() {}

    /**
     * Returns the pause after a failure: twice as long each time, and by chance up to half of it less, so that many
     * instances do not come back in one instant.
     *
     * @param failures how many failures in a row there are, from 1 on
     * @param chance from 0 to 1
     */
    static long nanos(int failures, double chance) {
        long doubled = SHORTEST.toNanos() << Math.min(Math.max(failures, 1) - 1, 10);
        long pause = Math.min(doubled, LONGEST.toNanos());
        return pause / 2 + (long) (chance * (pause - pause / 2));
    }
}
