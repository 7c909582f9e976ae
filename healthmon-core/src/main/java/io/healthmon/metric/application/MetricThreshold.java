package io.healthmon.metric.application;

import io.healthmon.settings.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * A limit for what a metric comes to in a window.
 *
 * @param id its own name: lower-case letters, digits, {@code -} and {@code _}, at most 50
 * @param metric the name of the metric
 * @param labels the labels that a series must have to be looked at; every one has none
 * @param measure what is compared
 * @param window the time that is looked at, from 1 minute to 31 days
 * @param side which side of the limit is the wrong one
 * @param limit the limit itself, which is still right
 * @param minimumSample how many values there must be in the window; with fewer the limit is not exceeded
 * @since 0.1
 */
public record MetricThreshold(
        String id,
        String metric,
        Map<String, String> labels,
        MetricMeasure measure,
        Duration window,
        Side side,
        double limit,
        long minimumSample) {

    /** The shortest window: 1 minute. */
    public static final Duration SHORTEST_WINDOW = Duration.ofMinutes(1);

    /** How many values percentages and percentiles need, unless told otherwise: 20. */
    public static final long USUAL_SAMPLE = 20;

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,49}");
    static final long MOST_SAMPLES = 1_000_000_000;

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if a value is not allowed
     */
    public MetricThreshold {
        Objects.requireNonNull(measure, "measure");
        Objects.requireNonNull(side, "side");
        requireId(id);
        metric = MetricNames.name(metric);
        labels = MetricNames.labels(labels);
        if (window.compareTo(SHORTEST_WINDOW) < 0 || window.compareTo(MetricWindows.LONGEST) > 0) {
            throw new IllegalArgumentException("window " + DurationText.format(window) + " of the threshold \"" + id
                    + "\" is not allowed; use from 1m to 31d");
        }
        if (!Double.isFinite(limit)) {
            throw new IllegalArgumentException(
                    "limit " + limit + " of the threshold \"" + id + "\" is not allowed; use a finite number");
        }
        if (minimumSample < 0 || minimumSample > MOST_SAMPLES) {
            throw new IllegalArgumentException("minimumSample " + minimumSample + " of the threshold \"" + id
                    + "\" is not allowed; use from 0 to " + MOST_SAMPLES);
        }
    }

    /**
     * Returns a threshold that is exceeded by more than a limit: of any labels, over 1 hour, with a minimum sample of 20
     * for percentages and percentiles and of 1 for everything else.
     */
    public static MetricThreshold above(String id, String metric, MetricMeasure measure, double limit) {
        return new MetricThreshold(
                id, metric, Map.of(), measure, Duration.ofHours(1), Side.ABOVE, limit, usualSample(measure));
    }

    /** Returns a threshold that is exceeded by less than a limit; otherwise as {@link #above} says. */
    public static MetricThreshold below(String id, String metric, MetricMeasure measure, double limit) {
        return above(id, metric, measure, limit).withLimit(Side.BELOW, limit);
    }

    /** Returns the same threshold for series with these labels only. */
    public MetricThreshold withLabels(Map<String, String> only) {
        return new MetricThreshold(id, metric, only, measure, window, side, limit, minimumSample);
    }

    /** Returns the same threshold over another window. */
    public MetricThreshold withWindow(Duration other) {
        return new MetricThreshold(id, metric, labels, measure, other, side, limit, minimumSample);
    }

    /** Returns the same threshold with another minimum sample. */
    public MetricThreshold withMinimumSample(long values) {
        return new MetricThreshold(id, metric, labels, measure, window, side, limit, values);
    }

    /** Returns the same threshold with another limit. */
    public MetricThreshold withLimit(Side wrong, double other) {
        return new MetricThreshold(id, metric, labels, measure, window, wrong, other, minimumSample);
    }

    static long usualSample(MetricMeasure measure) {
        return measure.needsSample() ? USUAL_SAMPLE : 1;
    }

    static String requireId(String id) {
        Objects.requireNonNull(id, "id");
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("threshold id \"" + id.replaceAll("\\p{Cntrl}", "?")
                    + "\" is not allowed; use lower-case letters, digits, '-' and '_', at most 50");
        }
        return id;
    }

    /** Returns how things are with it now. */
    public ThresholdReading read(MetricWindows windows, Instant now) {
        MetricFigures figures = windows.figures(metric, labels, window, now);
        OptionalDouble value = measure == MetricMeasure.LAST ? worstLast(windows, now) : measure.of(figures);
        boolean exceeded = figures.count() >= minimumSample && value.isPresent() && isWrong(value.getAsDouble());
        return new ThresholdReading(this, value, figures.count(), exceeded);
    }

    private OptionalDouble worstLast(MetricWindows windows, Instant now) {
        Comparator<Double> worse = side == Side.ABOVE ? Comparator.naturalOrder() : Comparator.reverseOrder();
        return MetricMeasure.lasts(windows, metric, labels, window, now).stream()
                .max(worse)
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }

    private boolean isWrong(double value) {
        return side == Side.ABOVE ? value > limit : value < limit;
    }

    /** Which side of a limit is the wrong one. */
    public enum Side {
        /** More than the limit is too much. */
        ABOVE,
        /** Less than the limit is too little. */
        BELOW
    }
}
