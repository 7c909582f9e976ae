package io.healthmon.metric;

/**
 * Numbers the buckets of a {@link LatencySketch}.
 *
 * <p>Key 0 is for zero alone. At level 0 the key {@code 1 + i} is for what lies above {@code gamma^(i-1)} and not above
 * {@code gamma^i}, gamma being 1.01 / 0.99; each further level joins two neighbours, so its gamma is the square of the
 * one before.
 */
final class LogScale {

    /** At this level everything above 1 is in one bucket. */
    static final int HIGHEST_LEVEL = 12;

    private static final double LOG_GAMMA = Math.log(1.01 / 0.99);

    private LogScale() {}

    static int key(long millis, int level) {
        if (millis == 0) {
            return 0;
        }
        return coarser(1 + (int) Math.ceil(Math.log((double) millis) / LOG_GAMMA), level);
    }

    /** Returns the key that a key gets some levels further up. */
    static int coarser(int key, int levels) {
        return key == 0 ? 0 : 1 + ((key - 1 + (1 << levels) - 1) >> levels);
    }

    static int highestKey(int level) {
        return key(Long.MAX_VALUE, level);
    }

    /**
     * Returns what stands for all values of a bucket: the value that is least wrong, relatively, for both the smallest
     * and the greatest integer in it. A bucket with a single integer is exact.
     */
    static double value(int key, int level) {
        if (key == 0) {
            return 0;
        }
        double lowest = key == 1 ? 1 : Math.floor(border(key - 1, level)) + 1;
        double highest = Math.floor(border(key, level));
        return lowest == highest ? lowest : 2 * lowest * (highest / (lowest + highest));
    }

    private static double border(int key, int level) {
        return Math.exp((double) ((long) (key - 1) << level) * LOG_GAMMA);
    }

    /** Returns the relative error of a level: (gamma - 1) / (gamma + 1). */
    static double relativeError(int level) {
        return Math.tanh(LOG_GAMMA * (1 << level) / 2);
    }
}
