package io.healthmon.metric.application;

import java.time.Duration;
import java.util.Map;

/**
 * One value of a series, checked.
 *
 * @param series what was measured
 * @param value the value: an amount, a level, milliseconds, or 1 for a good outcome and 0 for a bad one
 * @since 0.1
 */
public record Recording(MetricSeries series, double value) {

    private static final double LARGEST = 1e18;
    private static final long MOST_AT_ONCE = 1_000_000_000_000_000L;
    private static final Duration LONGEST = Duration.ofDays(31);

    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if the kind of the series does not take the value
     */
    public Recording {
        switch (series.kind()) {
            case COUNT -> amount(series.name(), value);
            case GAUGE -> level(series.name(), value);
            case DURATION -> millis(series.name(), value);
            case OUTCOME -> outcome(series.name(), value);
        }
    }

    /** Returns how much more of something there was. */
    public static Recording count(String name, long amount, Map<String, String> labels) {
        return new Recording(new MetricSeries(MetricKind.COUNT, name, labels), (double) amount);
    }

    /** Returns how much of something there is. */
    public static Recording gauge(String name, double value, Map<String, String> labels) {
        return new Recording(new MetricSeries(MetricKind.GAUGE, name, labels), value);
    }

    /** Returns how long something took. */
    public static Recording duration(String name, Duration duration, Map<String, String> labels) {
        return new Recording(new MetricSeries(MetricKind.DURATION, name, labels), millis(name, duration));
    }

    /** Returns whether something succeeded. */
    public static Recording outcome(String name, boolean success, Map<String, String> labels) {
        return new Recording(new MetricSeries(MetricKind.OUTCOME, name, labels), success ? 1 : 0);
    }

    static double amount(String name, double amount) {
        if (!(amount >= 0 && amount <= MOST_AT_ONCE)) {
            throw refused("count", name, amount, "a whole number from 0 to " + MOST_AT_ONCE);
        }
        return amount;
    }

    static double level(String name, double value) {
        if (!(Math.abs(value) <= LARGEST)) {
            throw refused("gauge", name, value, "a finite number from -1e18 to 1e18");
        }
        return value;
    }

    static double millis(String name, Duration duration) {
        if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            throw refused("duration", name, duration, "from 0ms to 31d");
        }
        return duration.toNanos() / 1e6;
    }

    private static void millis(String name, double millis) {
        if (!(millis >= 0 && millis <= LONGEST.toMillis())) {
            throw refused("duration", name, millis, "milliseconds from 0 to " + LONGEST.toMillis());
        }
    }

    private static void outcome(String name, double value) {
        if (value != 0 && value != 1) {
            throw refused("outcome", name, value, "1 for a success and 0 for a failure");
        }
    }

    private static IllegalArgumentException refused(String kind, String name, Object value, String allowed) {
        return new IllegalArgumentException(
                kind + " \"" + MetricNames.name(name) + "\" of " + value + " is not allowed; use " + allowed);
    }
}
