package io.healthmon.benchmarks;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/** How late things began, counted in steps of 10 microseconds up to a second; safe for use by multiple threads. */
final class Lateness {

    private static final int STEP_NANOS = 10_000;
    private static final int STEPS = 100_000;

    private final AtomicIntegerArray counts = new AtomicIntegerArray(STEPS + 1);
    private final AtomicLong total = new AtomicLong();

    /** Counts what began so many nanoseconds after it was due; before it was due counts as in time. */
    void add(long nanos) {
        counts.incrementAndGet((int) Math.min(STEPS, Math.max(0, nanos / STEP_NANOS)));
        total.incrementAndGet();
    }

    long count() {
        return total.get();
    }

    void clear() {
        for (int step = 0; step <= STEPS; step++) {
            counts.set(step, 0);
        }
        total.set(0);
    }

    /** Returns the lateness in milliseconds that a part of all do not exceed. */
    double millis(double part) {
        long left = Math.max(1, (long) Math.ceil(part * count()));
        int step = 0;
        while (step < STEPS && (left -= counts.get(step)) > 0) {
            step++;
        }
        return (step + 0.5) * STEP_NANOS / 1e6;
    }
}
