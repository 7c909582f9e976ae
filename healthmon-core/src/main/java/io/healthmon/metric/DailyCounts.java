package io.healthmon.metric;

import java.util.OptionalDouble;

/** How many results, and how many of them successes, on each of the last 30 days; mutable. */
final class DailyCounts {

    static final int DAYS = 30;
    private static final int RESULTS_SHIFT = 32;
    private static final long SUCCESSES = (1L << RESULTS_SHIFT) - 1;

    /** Results in the upper half, successes in the lower; a day's place is its number modulo 30. */
    private final long[] counts = new long[DAYS];

    private long newest = Long.MIN_VALUE;

    /** Counts results of a day; one that is more than 29 days before the newest is left out. */
    void add(long day, long results, long successes) {
        if (newest != Long.MIN_VALUE && day <= newest - DAYS) {
            return;
        }
        while (newest < day) {
            // Older days than these have been overwritten or are about to be.
            newest = Math.max(newest + 1, day - DAYS + 1);
            counts[place(newest)] = 0;
        }
        counts[place(day)] += (results << RESULTS_SHIFT) + successes;
    }

    void clear() {
        newest = Long.MIN_VALUE;
    }

    /** Returns the percentage of successes in the 30 days that end with a day; empty without results. */
    OptionalDouble uptime(long lastDay) {
        long results = 0;
        long successes = 0;
        long last = Math.min(lastDay, newest);
        for (long day = Math.max(lastDay, newest) - DAYS + 1; day <= last; day++) {
            results += counts[place(day)] >>> RESULTS_SHIFT;
            successes += counts[place(day)] & SUCCESSES;
        }
        return results == 0 ? OptionalDouble.empty() : OptionalDouble.of(100.0 * successes / results);
    }

    private static int place(long day) {
        return (int) Math.floorMod(day, (long) DAYS);
    }
}
