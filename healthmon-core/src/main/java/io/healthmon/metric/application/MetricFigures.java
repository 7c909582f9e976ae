package io.healthmon.metric.application;

import io.healthmon.metric.LatencySketch;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What the values over some time come to.
 *
 * <p>Counts and sums are exact as far as a {@code double} is: whole numbers up to 2^53. Durations are milliseconds; their
 * percentiles are within 1 % as long as the longest is at most some 25,000 times the shortest, and within 2 % beyond that.
 * Immutable; safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class MetricFigures {

    /** The figures of nothing. */
    public static final MetricFigures NONE = new MetricFigures(new RunningFigures());

    private final long count;
    private final double sum;
    private final double min;
    private final double max;
    private final double lastValue;
    private final long lastAtMillis;
    private final long successes;
    private final byte @Nullable [] sketch;

    MetricFigures(RunningFigures running) {
        this.count = running.count;
        this.sum = running.sum;
        this.min = running.min;
        this.max = running.max;
        this.lastValue = running.last;
        this.lastAtMillis = running.lastAtMillis;
        this.successes = running.successes;
        this.sketch = running.sketch == null ? null : running.sketch.encode();
    }

    /**
     * Returns figures as a store holds them.
     *
     * @param count how many values there were, at least 1
     * @param last the last value
     * @param successes how many outcomes were good
     * @param sketch the encoded sketch of durations in microseconds; null for everything else
     * @throws IllegalArgumentException if they are no figures
     */
    public static MetricFigures of(
            long count, double sum, double min, double max, Last last, long successes, byte @Nullable [] sketch) {
        if (count < 1 || successes < 0 || successes > count || !(min <= max)) {
            throw new IllegalArgumentException("a count of " + count + " with " + successes + " successes from " + min
                    + " to " + max + " is no figure");
        }
        RunningFigures running = new RunningFigures();
        running.count = count;
        running.sum = sum;
        running.min = min;
        running.max = max;
        running.last(last);
        running.successes = successes;
        running.sketch = sketch == null ? null : LatencySketch.decode(sketch);
        return new MetricFigures(running);
    }

    /** Returns how many values there were. */
    public long count() {
        return count;
    }

    /** Returns the sum of the values; of counts, how many there were; of outcomes, how many were good. */
    public double sum() {
        return sum;
    }

    /** Returns the average of the values; empty without any. */
    public OptionalDouble average() {
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
    }

    /** Returns the least value; empty without any. */
    public OptionalDouble min() {
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(min);
    }

    /** Returns the greatest value; empty without any. */
    public OptionalDouble max() {
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(max);
    }

    /** Returns the value that was recorded last; empty without any. */
    public Optional<Last> last() {
        return lastAtMillis == RunningFigures.NEVER
                ? Optional.empty()
                : Optional.of(new Last(lastValue, Instant.ofEpochMilli(lastAtMillis)));
    }

    /** Returns how many outcomes were good; of other kinds, 0. */
    public long successes() {
        return successes;
    }

    /** Returns how many outcomes were bad; of other kinds it means nothing. */
    public long failures() {
        return count - successes;
    }

    /** Returns the percentage of outcomes that were good, from 0 to 100; empty without any. */
    public OptionalDouble successPercent() {
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(100.0 * successes / count);
    }

    /** Returns the percentage of outcomes that were bad, from 0 to 100; empty without any. */
    public OptionalDouble failurePercent() {
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(100.0 * failures() / count);
    }

    /**
     * Returns the milliseconds that a part of all durations do not exceed.
     *
     * @param part from 0 to 1; 0.95 asks for what 95 % stay within
     * @return empty without any duration
     */
    public OptionalDouble percentile(double part) {
        if (sketch == null) {
            return OptionalDouble.empty();
        }
        OptionalDouble about = LatencySketch.decode(sketch).quantile(part);
        // why: the extremes are exact, so nothing lies beyond them
        return about.isEmpty()
                ? about
                : OptionalDouble.of(Math.max(min, Math.min(max, about.getAsDouble() / RunningFigures.MICROS)));
    }

    /**
     * Returns the encoding of the sketch of durations, as {@link LatencySketch} describes it but in microseconds; null for
     * other kinds.
     */
    public byte @Nullable [] encodedSketch() {
        return sketch == null ? null : sketch.clone();
    }

    double lastValue() {
        return lastValue;
    }

    long lastAtMillis() {
        return lastAtMillis;
    }

    byte @Nullable [] sketch() {
        return sketch;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MetricFigures that
                && count == that.count
                && Double.compare(sum, that.sum) == 0
                && Double.compare(min, that.min) == 0
                && Double.compare(max, that.max) == 0
                && last().equals(that.last())
                && successes == that.successes
                && Arrays.equals(sketch, that.sketch);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(new Object[] {count, sum, min, max, lastValue, successes, Arrays.hashCode(sketch)});
    }

    @Override
    public String toString() {
        return "count " + count + ", sum " + sum + ", from " + min + " to " + max + ", " + successes + " successes";
    }

    /**
     * The value that was recorded last.
     *
     * @param value the value
     * @param at when, to the millisecond
     */
    public record Last(double value, Instant at) {}
}
