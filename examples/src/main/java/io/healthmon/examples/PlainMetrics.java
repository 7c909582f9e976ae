package io.healthmon.examples;

import io.healthmon.ApplicationMetrics;
import io.healthmon.HealthMonitor;
import io.healthmon.metric.application.MetricFigures;
import io.healthmon.metric.application.MetricMeasure;
import io.healthmon.metric.application.MetricSettings;
import io.healthmon.metric.application.MetricThreshold;
import io.healthmon.metric.application.ThresholdReading;
import java.time.Duration;
import java.util.Map;

/** The shortest way to record what an application measures, and to see what is too much. */
public final class PlainMetrics {

    private PlainMetrics() {}

    /** Records a value of every kind, prints a window and the thresholds that are exceeded, and ends. */
    public static void main(String[] arguments) {
        try (HealthMonitor monitor = HealthMonitor.builder()
                .metrics(MetricSettings.defaults()
                        .with(MetricThreshold.below("orders", "orders", MetricMeasure.SUM, 1)
                                .withMinimumSample(0))
                        .without("credit"))
                .build()) {
            monitor.start();
            ApplicationMetrics metrics = monitor.metrics();
            metrics.count("errors", 6, Map.of("severity", "critical"));
            metrics.gauge("database_size_bytes", 3.5e9, Map.of());
            metrics.duration("page_load", Duration.ofMillis(1234), Map.of("route", "/cart"));
            metrics.outcome("sms", true, Map.of("provider", "acme"));
            metrics.user("user-17");
            MetricFigures errors = metrics.window("errors", Map.of(), Duration.ofHours(1));
            System.out.println("Errors in the last hour: " + errors.sum());
            metrics.thresholds().stream()
                    .filter(ThresholdReading::exceeded)
                    .forEach(reading -> System.out.println(
                            "Exceeded: " + reading.threshold().id()));
        }
    }
}
