package io.healthmon.metric;

import java.util.OptionalDouble;

/**
 * Figures of one integration over a span of time. Results that are unknown count neither way.
 *
 * @param results how many results told something, up or down
 * @param successes how many of them were no failure
 * @param averageMillis the average response time, or -1 without results; like all times here, in milliseconds
 * @param minMillis the shortest, or -1
 * @param maxMillis the longest, or -1
 * @param p50Millis the median, or -1; percentiles are not rounded, for that alone would be an error of more than 1 %
 * @param p95Millis what 95 % of the results stay within, or -1
 * @param p99Millis what 99 % of the results stay within, or -1
 * @since 0.1
 */
public record Statistics(
        long results,
        long successes,
        long averageMillis,
        long minMillis,
        long maxMillis,
        double p50Millis,
        double p95Millis,
        double p99Millis) {

    /** No results at all. */
    public static final Statistics NONE = new Statistics(0, 0, -1, -1, -1, -1, -1, -1);

    /** Returns the percentage of successes from 0 to 100; empty without results. */
    public OptionalDouble successRate() {
        return results == 0 ? OptionalDouble.empty() : OptionalDouble.of(100.0 * successes / results);
    }
}
