package io.healthmon.metric;

import java.util.Arrays;
import java.util.Random;

/** Response times as services have them, and the true answers to compare with. */
enum Samples {
    UNIFORM {
        @Override
        long next(Random random) {
            return random.nextLong(0, 2_000);
        }
    },
    LOG_NORMAL {
        @Override
        long next(Random random) {
            return Math.round(150 * Math.exp(0.5 * random.nextGaussian()));
        }
    },
    BIMODAL {
        @Override
        long next(Random random) {
            return random.nextInt(10) == 0 ? random.nextLong(9_900, 10_100) : random.nextLong(3, 9);
        }
    },
    CONSTANT {
        @Override
        long next(Random random) {
            return 137;
        }
    },
    HEAVY_TAILED {
        @Override
        long next(Random random) {
            return (long) (2 / Math.pow(1 - random.nextDouble(), 2));
        }
    };

    static final double[] PARTS = {0, 0.001, 0.01, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1};

    abstract long next(Random random);

    long[] take(int count, long seed) {
        Random random = new Random(seed);
        long[] values = new long[count];
        Arrays.setAll(values, index -> next(random));
        return values;
    }

    /** The rule of percentile_disc: the first value whose position divided by the count is the part or more. */
    static long percentileDisc(long[] sorted, double part) {
        for (int position = 1; position <= sorted.length; position++) {
            if (position >= part * sorted.length) {
                return sorted[position - 1];
            }
        }
        throw new IllegalArgumentException("no values");
    }
}
