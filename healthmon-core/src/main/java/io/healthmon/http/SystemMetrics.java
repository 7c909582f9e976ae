package io.healthmon.http;

import io.healthmon.HealthMonitor;
import io.healthmon.HealthSnapshot;
import io.healthmon.HealthSnapshot.Summary;
import io.healthmon.IntegrationHealth;
import io.healthmon.metric.Figures;
import io.healthmon.metric.Resolution;
import io.healthmon.metric.Statistics;
import io.healthmon.report.Grouping;
import io.healthmon.report.Reports;
import io.healthmon.report.RoundedPercentage;
import io.healthmon.report.Rows;
import io.healthmon.secret.RedactedFailure;
import io.healthmon.store.StoreException;
import io.healthmon.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How all integrations and the monitor itself are, with figures of the last hours or days by provider. These come from the
 * store; while that is away everything else is told all the same.
 */
final class SystemMetrics {

    /** The spans that can be asked for. */
    static final List<String> SPANS = List.of("24h", "7d", "30d");

    private static final List<Duration> LENGTHS =
            List.of(Duration.ofHours(24), Duration.ofDays(7), Duration.ofDays(30));
    private static final Logger LOG = LoggerFactory.getLogger(SystemMetrics.class);

    private final HealthMonitor monitor;

    SystemMetrics(HealthMonitor monitor) {
        this.monitor = monitor;
    }

    Map<String, @Nullable Object> over(String span) {
        Instant now = monitor.clock().instant();
        HealthSnapshot snapshot = monitor.health();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("timestamp", Times.text(now));
        json.put("status", snapshot.status().label());
        json.put(
                "uptime", Math.max(0, Duration.between(monitor.startedAt(), now).toSeconds()));
        json.put("summary", IntegrationJson.summary(snapshot.summary()));
        TimeRange range = new TimeRange(now.minus(LENGTHS.get(SPANS.indexOf(span))), now);
        json.put("history", history(span, range));
        Figured figured = figures(range);
        json.put("figures", figured == null ? null : json(figured.overall));
        json.put("providers", providers(snapshot, figured));
        json.put("selfHealth", SelfHealthJson.of(monitor.selfHealth()));
        return json;
    }

    private Map<String, Object> history(String span, TimeRange range) {
        TimeRange widened = monitor.reports().span(Resolution.HOUR, range);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("range", span);
        json.put("from", Times.text(widened.from()));
        json.put("to", Times.text(widened.to()));
        return json;
    }

    /** Returns the figures, or null while the store does not tell. */
    private @Nullable Figured figures(TimeRange range) {
        Reports reports = monitor.reports();
        try {
            return new Figured(reports.overall(range), reports.by(Grouping.PROVIDER, range));
        } catch (StoreException away) {
            LOG.warn(
                    "healthmon: the figures of the system metrics cannot be read",
                    RedactedFailure.of(away, monitor.redactor()));
            return null;
        }
    }

    private static List<Map<String, @Nullable Object>> providers(HealthSnapshot snapshot, @Nullable Figured figured) {
        Map<String, List<IntegrationHealth>> members = snapshot.integrations().stream()
                .collect(Collectors.groupingBy(
                        health ->
                                Objects.requireNonNullElse(health.integration().provider(), ""),
                        TreeMap::new,
                        Collectors.toList()));
        return members.entrySet().stream()
                .map(group -> provider(group.getKey(), group.getValue(), figured))
                .toList();
    }

    private static Map<String, @Nullable Object> provider(
            String name, List<IntegrationHealth> members, @Nullable Figured figured) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("provider", name.isEmpty() ? null : name);
        json.put("integrations", members.size());
        json.put("summary", IntegrationJson.summary(Summary.of(members)));
        Figures figures = figured == null ? null : figured.byProvider.get(name);
        json.put("figures", figures == null ? null : json(figures));
        return json;
    }

    private static Map<String, @Nullable Object> json(Figures figures) {
        Statistics counted = figures.statistics();
        OptionalDouble failureRate = counted.results() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(100.0 * (counted.results() - counted.successes()) / counted.results());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("results", counted.results());
        json.put("failures", counted.results() - counted.successes());
        json.put("successRate", RoundedPercentage.of(counted.successRate()));
        json.put("failureRate", RoundedPercentage.of(failureRate));
        json.put("uptime", RoundedPercentage.of(figures.uptime().percentage()));
        json.put("coverage", RoundedPercentage.of(figures.uptime().coverage()));
        json.put("responseTimes", Rows.responseTimes(counted));
        return json;
    }

    private record Figured(Figures overall, Map<String, Figures> byProvider) {}
}
