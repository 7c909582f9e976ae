package io.healthmon;

import io.healthmon.metric.LatencySketch;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How writing to the store goes: how much, how fast, and whether at all. Its time is the running time, which nobody sets.
 * Safe for use by multiple threads; its lock is held for a moment only.
 */
final class WriteFigures {

    private static final long HALF_AN_HOUR = Duration.ofMinutes(30).toNanos();
    private static final long AN_HOUR = 2 * HALF_AN_HOUR;
    private static final int HOURS = 24;

    private final long[] hours = new long[HOURS];
    private long hour;
    private final long begun;

    /** Of the half hour under way and the one before. */
    private LatencySketch present = LatencySketch.create();

    private LatencySketch before = LatencySketch.create();
    private long presentMax;
    private long beforeMax;
    private long half;

    private long batches;
    private long results;
    private @Nullable Instant lastAt;

    WriteFigures(long nanoTime) {
        this.begun = nanoTime;
    }

    /**
     * Counts a batch that was written.
     *
     * @param size how many results it had
     * @param nanos how long that took
     * @param nanoTime the running time when it was done
     * @param now the date when it was done
     */
    synchronized void written(int size, long nanos, long nanoTime, Instant now) {
        goOn(nanoTime);
        long millis = (Math.max(0, nanos) + 500_000) / 1_000_000;
        present.add(millis);
        presentMax = Math.max(presentMax, millis);
        hours[(int) (hour % HOURS)] += size;
        batches++;
        results += size;
        lastAt = now;
    }

    private void goOn(long nanoTime) {
        long running = nanoTime - begun;
        long halves = running / HALF_AN_HOUR - half;
        if (halves > 0) {
            before = halves == 1 ? present : LatencySketch.create();
            beforeMax = halves == 1 ? presentMax : 0;
            present = LatencySketch.create();
            presentMax = 0;
            half += halves;
        }
        long next = running / AN_HOUR;
        if (next - hour >= HOURS) {
            Arrays.fill(hours, 0);
            hour = next;
        }
        while (hour < next) {
            hour++;
            hours[(int) (hour % HOURS)] = 0;
        }
    }

    synchronized StoreHealth.Writes read(long nanoTime) {
        goOn(nanoTime);
        return new StoreHealth.Writes(batches, results, Arrays.stream(hours).sum(), lastAt, latency());
    }

    private StoreHealth.@Nullable Latency latency() {
        LatencySketch both = LatencySketch.create();
        both.merge(before);
        both.merge(present);
        if (both.count() == 0) {
            return null;
        }
        long max = Math.max(presentMax, beforeMax);
        return new StoreHealth.Latency(
                quantile(both, 0.5, max), quantile(both, 0.95, max), quantile(both, 0.99, max), max);
    }

    /** What the sketch says may be a little beyond the longest one. */
    private static double quantile(LatencySketch both, double fraction, long max) {
        return Math.min(both.quantile(fraction).orElseThrow(), (double) max);
    }
}
