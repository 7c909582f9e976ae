package io.healthmon;

import io.healthmon.metric.application.MetricResolution;
import io.healthmon.metric.application.MetricWindows;
import io.healthmon.store.HealthStore;
import io.healthmon.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Metrics in a store, past the monitor that a test looks at. */
final class Metrics {

    private Metrics() {}

    /** Returns how many of something all instances have stored in the last hour. */
    static double sum(HealthStore store, String name, Instant now) {
        TimeRange range = new TimeRange(now.minus(Duration.ofHours(1)), now.plus(Duration.ofHours(1)));
        return store.metrics().read(MetricResolution.MINUTE, range).stream()
                .filter(bucket -> bucket.series().name().equals(name))
                .mapToDouble(bucket -> bucket.figures().sum())
                .sum();
    }

    /** Stores what another instance counted. */
    static void add(HealthStore store, String name, long amount, Instant at) {
        MetricWindows other = MetricWindows.create(UUID.randomUUID().toString());
        other.count(name, amount, Map.of(), at);
        store.metrics().add(other.takeChanged());
    }
}
