package io.healthmon.metric.application;

import static io.healthmon.metric.application.MetricMeasure.AVERAGE;
import static io.healthmon.metric.application.MetricMeasure.FAILURES;
import static io.healthmon.metric.application.MetricMeasure.FAILURE_PERCENT;
import static io.healthmon.metric.application.MetricMeasure.LAST;
import static io.healthmon.metric.application.MetricMeasure.SUM;
import static io.healthmon.metric.application.MetricThreshold.above;
import static io.healthmon.metric.application.MetricThreshold.below;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The thresholds that are there unless the application says otherwise; docs/metrics.md lists them. */
final class SeedThresholds {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final double GIGABYTE = 1e9;

    private SeedThresholds() {}

    static List<MetricThreshold> all() {
        return List.of(
                above("critical-errors", "errors", SUM, 5).withLabels(Map.of("severity", "critical")),
                above("high-errors", "errors", SUM, 20).withLabels(Map.of("severity", "high")),
                above("error-rate", "request", FAILURE_PERCENT, 5),
                above("slow", "function", AVERAGE, 3_000),
                above("very-slow", "function", AVERAGE, 10_000),
                above("failed-sms", "sms", FAILURES, 10),
                above("failed-emails", "email", FAILURES, 20),
                above("sms-bounce", "sms", FAILURE_PERCENT, 10).withWindow(DAY),
                above("database-size", "database_size_bytes", LAST, 8 * GIGABYTE)
                        .withWindow(DAY),
                above("function-calls", "function_calls", SUM, 400_000).withWindow(DAY),
                above("bandwidth", "bandwidth_bytes", SUM, 40 * GIGABYTE).withWindow(MONTH),
                below("credit", "credit", LAST, 100).withWindow(DAY),
                above("failed-provisions", "provision", FAILURES, 5).withWindow(DAY),
                above("concurrent-users", MetricWindows.ACTIVE_USERS, LAST, 100).withWindow(ActiveUsers.SEEN_WITHIN),
                above("page-load", "page_load", AVERAGE, 5_000));
    }
}
