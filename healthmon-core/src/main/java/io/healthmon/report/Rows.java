package io.healthmon.report;

import io.healthmon.check.Problem;
import io.healthmon.metric.Figures;
import io.healthmon.metric.Statistics;
import io.healthmon.metric.Uptime;
import io.healthmon.state.Observation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Results and figures as plain values, alike in answers and in exports: times in ISO-8601 with {@code Z} to the
 * millisecond, and null for what is not known.
 *
 * @since 0.1
 */
public final class Rows {

    static final List<String> RESULT = List.of("at", "status", "responseTime", "cause", "message");

    static final List<String> POINT = List.of(
            "at",
            "until",
            "results",
            "failures",
            "successRate",
            "uptime",
            "coverage",
            "responseTimes.avg",
            "responseTimes.min",
            "responseTimes.max",
            "responseTimes.p50",
            "responseTimes.p95",
            "responseTimes.p99",
            "upMillis",
            "downMillis",
            "unknownMillis",
            "gapMillis",
            "maintenanceMillis");

    static final List<String> GROUP = groupColumns();

    private Rows() {}

    private static List<String> groupColumns() {
        List<String> columns = new ArrayList<>(List.of("group", "members", "part"));
        columns.addAll(POINT);
        return List.copyOf(columns);
    }

    /** Returns a single result. */
    public static Map<String, @Nullable Object> result(Observation result) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("at", time(result.at()));
        row.put("status", result.status().label());
        row.put("responseTime", result.responseTimeMillis());
        Problem problem = result.problem();
        row.put("cause", problem == null ? null : problem.cause().label());
        row.put("message", problem == null ? null : problem.message());
        return row;
    }

    /** Returns the figures of a part of time. */
    public static Map<String, @Nullable Object> point(Point point) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("at", time(point.start()));
        row.put("until", time(point.end()));
        row.putAll(figures(point.figures()));
        return row;
    }

    /** Returns figures, without the time that they are of. */
    public static Map<String, @Nullable Object> figures(Figures figures) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        Statistics counted = figures.statistics();
        Uptime uptime = figures.uptime();
        row.put("results", counted.results());
        row.put("failures", counted.results() - counted.successes());
        row.put("successRate", RoundedPercentage.of(counted.successRate()));
        row.put("uptime", RoundedPercentage.of(uptime.percentage()));
        row.put("coverage", RoundedPercentage.of(uptime.coverage()));
        row.put("responseTimes", responseTimes(counted));
        row.put("upMillis", millis(uptime.healthy().plus(uptime.degraded())));
        row.put("downMillis", millis(uptime.down()));
        row.put("unknownMillis", millis(uptime.unknown()));
        row.put("gapMillis", millis(uptime.gap()));
        row.put("maintenanceMillis", millis(uptime.maintenance()));
        return row;
    }

    /** Returns the response times of statistics: average, extremes and percentiles. */
    public static Map<String, @Nullable Object> responseTimes(Statistics statistics) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("avg", known(statistics.averageMillis()));
        row.put("min", known(statistics.minMillis()));
        row.put("max", known(statistics.maxMillis()));
        row.put("p50", estimated(statistics.p50Millis()));
        row.put("p95", estimated(statistics.p95Millis()));
        row.put("p99", estimated(statistics.p99Millis()));
        return row;
    }

    /** Returns a group as rows: one for the whole span, and one for each part of it. */
    static List<Map<String, @Nullable Object>> group(Report report, Group group) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        Point whole = new Point(report.range().from(), report.range().to(), group.figures());
        rows.add(groupRow(group, "total", whole));
        String part = report.trend().resolution().label();
        group.trend().forEach(point -> rows.add(groupRow(group, part, point)));
        return rows;
    }

    private static Map<String, @Nullable Object> groupRow(Group group, String part, Point point) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("group", group.name());
        row.put("members", group.members());
        row.put("part", part);
        row.putAll(point(point));
        return row;
    }

    private static String time(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static long millis(Duration duration) {
        return duration.toMillis();
    }

    /** Returns a percentile to the hundredth of a millisecond, without decimals where it has none. */
    private static @Nullable Number estimated(double millis) {
        if (millis < 0) {
            return null;
        }
        double rounded = Math.round(millis * 100) / 100.0;
        if (rounded == Math.rint(rounded)) {
            return (long) rounded;
        }
        return rounded;
    }

    private static @Nullable Long known(long millis) {
        return millis < 0 ? null : millis;
    }
}
