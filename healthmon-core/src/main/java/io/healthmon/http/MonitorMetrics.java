package io.healthmon.http;

import io.healthmon.ApplicationMetrics;
import io.healthmon.HealthMonitor;
import io.healthmon.HealthSnapshot;
import io.healthmon.SelfHealth;
import io.healthmon.StoreHealth;
import io.healthmon.check.HealthStatus;
import io.healthmon.metric.application.ThresholdReading;
import java.time.Duration;

/** What is known of the whole and of the monitor itself, as metrics. */
final class MonitorMetrics {

    private final HealthMonitor monitor;

    MonitorMetrics(HealthMonitor monitor) {
        this.monitor = monitor;
    }

    void writeTo(MetricText text, HealthSnapshot snapshot) {
        HealthMonitor.Application application = monitor.application();
        text.info("healthmon_application", "What the application says of itself.")
                .add(
                        MetricText.label("version", application.version())
                                + ','
                                + MetricText.label("environment", application.environment()),
                        1);
        single(
                text,
                "healthmon_start_time_seconds",
                "When the monitor was built, in Unix time.",
                IntegrationMetrics.seconds(monitor.startedAt()));
        whole(text, snapshot);
        SelfHealth self = monitor.selfHealth();
        schedule(text, self);
        alerts(text, self.alerts());
        store(text, self.store());
        measured(text, monitor.metrics());
    }

    private static void whole(MetricText text, HealthSnapshot snapshot) {
        text.gauge("healthmon_overall_status", "The status of the whole: 1 for the one that it has, 0 for the others.");
        for (HealthStatus status : HealthStatus.values()) {
            text.add(IntegrationMetrics.statusLabel(status), status == snapshot.status() ? 1 : 0);
        }
        HealthSnapshot.Summary summary = snapshot.summary();
        text.gauge("healthmon_integrations", "Integrations that count, by status.");
        text.add(IntegrationMetrics.statusLabel(HealthStatus.DOWN), summary.down());
        text.add(IntegrationMetrics.statusLabel(HealthStatus.DEGRADED), summary.degraded());
        text.add(IntegrationMetrics.statusLabel(HealthStatus.UNKNOWN), summary.unknown());
        text.add(IntegrationMetrics.statusLabel(HealthStatus.HEALTHY), summary.healthy());
    }

    private static void schedule(MetricText text, SelfHealth self) {
        SelfHealth.Schedule schedule = self.schedule();
        single(
                text,
                "healthmon_scheduler_lag_seconds",
                "How late due checks were noticed, at most, of late.",
                seconds(schedule.lag()));
        count(text, "healthmon_scheduler_due", "Runs that were due.", schedule.due());
        count(text, "healthmon_scheduler_missed", "Runs left out because a later one was due.", schedule.missed());
        single(text, "healthmon_checks_running", "Checks under way.", schedule.running());
        single(text, "healthmon_checks_stuck", "Checks under way that ignore their time limit.", schedule.stuck());
        count(text, "healthmon_clock_jumps", "How often the clock was set.", self.clockJumps());
    }

    private static void alerts(MetricText text, SelfHealth.Alerts alerts) {
        Long waiting = alerts.waiting();
        if (waiting != null) {
            single(text, "healthmon_alert_deliveries_waiting", "Deliveries of alerts that wait.", waiting);
        }
        count(text, "healthmon_alert_deliveries_given_up", "Deliveries of alerts given up.", alerts.givenUp());
        count(text, "healthmon_alert_deliveries_dropped", "Deliveries of alerts forgotten.", alerts.dropped());
    }

    private static void store(MetricText text, StoreHealth store) {
        single(text, "healthmon_store_failing", "Whether the store takes no results now.", store.failing() ? 1 : 0);
        StoreHealth.Queue queue = store.queue();
        single(text, "healthmon_store_queue_results", "Results that wait to be written.", queue.results());
        single(text, "healthmon_store_queue_capacity", "How many may wait.", queue.capacity());
        single(text, "healthmon_store_queue_age_seconds", "The age of the oldest of them.", seconds(queue.oldest()));
        count(
                text,
                "healthmon_store_dropped_results",
                "Results that could not be written.",
                store.dropped().results());
        StoreHealth.Writes writes = store.writes();
        count(text, "healthmon_store_written_results", "Results written.", writes.results());
        count(text, "healthmon_store_written_batches", "Transactions that wrote them.", writes.batches());
        StoreHealth.Latency latency = writes.latency();
        if (latency != null) {
            text.gauge("healthmon_store_write_quantile_seconds", "Quantiles of how long these took, of the last hour.");
            text.add(MetricText.quantile(0.5), latency.p50() / 1_000);
            text.add(MetricText.quantile(0.95), latency.p95() / 1_000);
            text.add(MetricText.quantile(0.99), latency.p99() / 1_000);
        }
        StoreHealth.CleanUp cleanUp = store.cleanUp();
        if (cleanUp != null) {
            single(
                    text,
                    "healthmon_last_cleanup_timestamp_seconds",
                    "When old results were last removed, in Unix time.",
                    IntegrationMetrics.seconds(cleanUp.at()));
            single(text, "healthmon_last_cleanup_failed", "Whether that failed.", cleanUp.failure() == null ? 0 : 1);
        }
    }

    private static void measured(MetricText text, ApplicationMetrics metrics) {
        single(text, "healthmon_active_users", "Users active in the last 15 minutes.", (double) metrics.activeUsers());
        count(text, "healthmon_metrics_overflowed", "Values without room in a series.", metrics.overflowed());
        text.gauge("healthmon_metric_threshold_exceeded", "Whether what the application measures exceeds a threshold.");
        for (ThresholdReading reading : metrics.thresholds()) {
            text.add(MetricText.label("threshold", reading.threshold().id()), reading.exceeded() ? 1 : 0);
        }
    }

    private static void single(MetricText text, String name, String help, double value) {
        text.gauge(name, help).add("", value);
    }

    private static void count(MetricText text, String name, String help, long value) {
        text.counter(name, help).add("", (double) value);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
