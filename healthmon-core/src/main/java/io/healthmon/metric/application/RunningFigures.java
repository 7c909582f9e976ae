package io.healthmon.metric.application;

import io.healthmon.metric.LatencySketch;
import io.healthmon.metric.application.MetricFigures.Last;
import org.jspecify.annotations.Nullable;

/** Figures that values are still added to; guarded by whoever has them. */
final class RunningFigures {

    /** Keeps to 1 % while the longest duration is up to some 25,000 times the shortest; about 4 KB at the most. */
    private static final int MOST_BUCKETS = 512;

    /** Durations are milliseconds with fractions, and a sketch takes whole numbers. */
    static final double MICROS = 1_000;

    static final long NEVER = Long.MIN_VALUE;

    long count;
    double sum;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    long successes;

    @Nullable LatencySketch sketch;

    double last;
    long lastAtMillis = NEVER;

    RunningFigures() {}

    /** Makes figures that go on from others. */
    RunningFigures(@Nullable MetricFigures before) {
        if (before != null) {
            merge(before);
        }
    }

    void add(MetricKind kind, double value, long atMillis) {
        count++;
        sum += value;
        min = Math.min(min, value);
        max = Math.max(max, value);
        successes += kind == MetricKind.OUTCOME && value != 0 ? 1 : 0;
        last(value, atMillis);
        if (kind == MetricKind.DURATION) {
            sketch().add(Math.round(MICROS * value));
        }
    }

    void merge(MetricFigures more) {
        if (more.count() == 0) {
            return;
        }
        count += more.count();
        sum += more.sum();
        min = Math.min(min, more.min().orElseThrow());
        max = Math.max(max, more.max().orElseThrow());
        successes += more.successes();
        last(more.lastValue(), more.lastAtMillis());
        byte[] encoded = more.sketch();
        if (encoded != null) {
            sketch().merge(LatencySketch.decode(encoded));
        }
    }

    void last(Last value) {
        last(value.value(), value.at().toEpochMilli());
    }

    private void last(double value, long atMillis) {
        if (atMillis >= lastAtMillis) {
            last = value;
            lastAtMillis = atMillis;
        }
    }

    private LatencySketch sketch() {
        LatencySketch present = sketch;
        if (present == null) {
            present = LatencySketch.create(MOST_BUCKETS);
            sketch = present;
        }
        return present;
    }
}
