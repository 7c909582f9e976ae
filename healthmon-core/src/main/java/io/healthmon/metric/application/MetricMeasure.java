package io.healthmon.metric.application;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What of a window is compared with a threshold.
 *
 * @since 0.1
 */
public enum MetricMeasure {
    /** How many values there were. */
    RECORDINGS,
    /** The sum of the values: of counts, how many there were. */
    SUM,
    /** The average of the values. */
    AVERAGE,
    /** The least value. */
    MIN,
    /** The greatest value. */
    MAX,
    /** The last value; of several series the one that is worst. */
    LAST,
    /** How many outcomes were bad. */
    FAILURES,
    /** The percentage of outcomes that were bad, from 0 to 100. */
    FAILURE_PERCENT,
    /** The duration that half of them stay within. */
    P50,
    /** The duration that 95 % stay within. */
    P95,
    /** The duration that 99 % stay within. */
    P99;

    /** Returns the name in lower case, as it stands in settings and documents. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    OptionalDouble of(MetricFigures figures) {
        return switch (this) {
            case RECORDINGS -> OptionalDouble.of((double) figures.count());
            case SUM -> OptionalDouble.of(figures.sum());
            case AVERAGE -> figures.average();
            case MIN -> figures.min();
            case MAX -> figures.max();
            case LAST -> last(figures);
            case FAILURES -> OptionalDouble.of((double) figures.failures());
            case FAILURE_PERCENT -> figures.failurePercent();
            case P50 -> figures.percentile(0.5);
            case P95 -> figures.percentile(0.95);
            case P99 -> figures.percentile(0.99);
        };
    }

    private static OptionalDouble last(MetricFigures figures) {
        return figures.last().map(last -> OptionalDouble.of(last.value())).orElse(OptionalDouble.empty());
    }

    /** Returns whether it means something only with more than a few values. */
    boolean needsSample() {
        return this == FAILURE_PERCENT || this == P50 || this == P95 || this == P99;
    }

    /** Returns the last values of all series with some labels. */
    static List<Double> lasts(
            MetricWindows windows, String name, Map<String, String> labels, Duration window, Instant now) {
        return windows.each(name, labels, window, now).stream()
                .flatMap(figures -> figures.last().stream())
                .map(MetricFigures.Last::value)
                .toList();
    }
}
