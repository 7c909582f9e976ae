package io.healthmon.http;

import io.healthmon.Flag;
import io.healthmon.HealthMonitor;
import io.healthmon.IntegrationHealth;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.metric.Statistics;
import io.healthmon.state.HealthState;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What is known of each integration, as metrics: read once, and written by family in the order of the ids. */
final class IntegrationMetrics {

    /** So many integrations are shown, at most; the worst ones, if there are more. */
    static final int MOST = 10_000;

    private static final double NONE = Double.NaN;
    private static final Map<HealthStatus, String> STATUS_LABELS = statusLabels();

    private final List<Shown> shown;
    private final int omitted;

    IntegrationMetrics(HealthMonitor monitor, List<IntegrationHealth> worstFirst) {
        this.omitted = Math.max(0, worstFirst.size() - MOST);
        this.shown = worstFirst.stream()
                .limit(MOST)
                .flatMap(health -> Shown.of(health, monitor).stream())
                .sorted(Comparator.comparing(each -> each.health.integration().id()))
                .toList();
    }

    void writeTo(MetricText text) {
        status(text);
        circumstances(text);
        lastCheck(text);
        ratios(text);
        quantiles(text);
        checks(text);
        text.gauge("healthmon_integrations_omitted", "Integrations not shown here: the best, beyond " + MOST + ".")
                .add("", omitted);
    }

    private void circumstances(MetricText text) {
        gauge(
                text,
                "healthmon_active",
                "Whether it is checked and counts: neither disabled nor paused.",
                each -> flag(each.health.counts()));
        gauge(
                text,
                "healthmon_stale",
                "Whether its last result is too old to rely on.",
                each -> flag(each.health.is(Flag.STALE)));
    }

    private void lastCheck(MetricText text) {
        gauge(
                text,
                "healthmon_response_time_seconds",
                "Response time of the last check.",
                each -> seconds((double) each.state().responseTimeMillis()));
        gauge(
                text,
                "healthmon_last_check_timestamp_seconds",
                "When the last check ended, in Unix time.",
                each -> seconds(each.state().lastCheckAt()));
        gauge(
                text,
                "healthmon_last_success_timestamp_seconds",
                "When a check last succeeded, in Unix time.",
                each -> seconds(each.state().lastSuccessAt()));
        gauge(
                text,
                "healthmon_consecutive_failures",
                "Failed checks in a row up to the last one.",
                each -> each.state().consecutiveFailures());
    }

    private void ratios(MetricText text) {
        gauge(
                text,
                "healthmon_success_ratio",
                "Part of the last 24 hours' results that were no failure.",
                each -> each.statistics.successRate().orElse(NONE) / 100);
        gauge(
                text,
                "healthmon_uptime_ratio",
                "Part of the last 30 days' results that were no failure.",
                each -> each.uptime / 100);
    }

    private static int flag(boolean holds) {
        return holds ? 1 : 0;
    }

    private void status(MetricText text) {
        text.gauge("healthmon_status", "The status that counts: 1 for the one that it has, 0 for the others.");
        for (Shown each : shown) {
            STATUS_LABELS.forEach((status, label) -> text.add(each.who, label, status == each.health.status() ? 1 : 0));
        }
    }

    private void gauge(MetricText text, String name, String help, ToDoubleFunction<Shown> value) {
        text.gauge(name, help);
        for (Shown each : shown) {
            add(text, each.id, "", value.applyAsDouble(each));
        }
    }

    private void quantiles(MetricText text) {
        text.gauge("healthmon_response_time_quantile_seconds", "Quantiles of the response times of the last 24 hours.");
        String median = MetricText.quantile(0.5);
        String most = MetricText.quantile(0.95);
        String nearlyAll = MetricText.quantile(0.99);
        for (Shown each : shown) {
            add(text, each.id, median, seconds(each.statistics.p50Millis()));
            add(text, each.id, most, seconds(each.statistics.p95Millis()));
            add(text, each.id, nearlyAll, seconds(each.statistics.p99Millis()));
        }
    }

    private void checks(MetricText text) {
        text.counter("healthmon_checks", "Checks since the start, by what they saw.");
        for (Shown each : shown) {
            each.counts.forEach((status, count) -> text.add(each.id, statusLabel(status), (double) count));
        }
    }

    /** What is not known has no sample. */
    private static void add(MetricText text, String labels, String more, double value) {
        if (!Double.isNaN(value)) {
            text.add(labels, more, value);
        }
    }

    static double seconds(double millis) {
        return millis < 0 ? NONE : millis / 1_000;
    }

    static double seconds(@Nullable Instant moment) {
        return moment == null ? NONE : moment.toEpochMilli() / 1_000.0;
    }

    static String statusLabel(HealthStatus status) {
        return Objects.requireNonNull(STATUS_LABELS.get(status));
    }

    private static Map<HealthStatus, String> statusLabels() {
        Map<HealthStatus, String> labels = new EnumMap<>(HealthStatus.class);
        for (HealthStatus status : HealthStatus.values()) {
            labels.put(status, MetricText.label("status", status.label()));
        }
        return labels;
    }

    /**
     * An integration to show.
     *
     * @param id the label of its id
     * @param who the labels that tell more of it
     * @param uptime the percentage of 30 days, or NaN
     */
    private record Shown(
            IntegrationHealth health,
            String id,
            String who,
            Statistics statistics,
            double uptime,
            Map<HealthStatus, Long> counts) {

        HealthState state() {
            return health.state();
        }

        /** Reads what is known of an integration; nothing if it was removed meanwhile. */
        static Optional<Shown> of(IntegrationHealth health, HealthMonitor monitor) {
            try {
                return Optional.of(read(health, monitor));
            } catch (IntegrationHealth.UnknownException removedMeanwhile) {
                return Optional.empty();
            }
        }

        private static Shown read(IntegrationHealth health, HealthMonitor monitor) {
            Integration integration = health.integration();
            String id = MetricText.label("id", integration.id());
            return new Shown(
                    health,
                    id,
                    id
                            + ','
                            + MetricText.label("name", integration.name())
                            + label("type", integration.type())
                            + label("provider", integration.provider()),
                    monitor.statistics(integration.id()),
                    monitor.uptime30Days(integration.id()).orElse(NONE),
                    monitor.checkCounts(integration.id()));
        }

        /** A label that is empty is the same as none, to whoever reads it. */
        private static String label(String name, @Nullable String value) {
            return ',' + MetricText.label(name, Objects.requireNonNullElse(value, ""));
        }
    }
}
