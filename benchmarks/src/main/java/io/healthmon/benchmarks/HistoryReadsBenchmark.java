package io.healthmon.benchmarks;

import io.healthmon.metric.Figures;
import io.healthmon.metric.Tally;
import io.healthmon.store.TimeRange;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * What people and pages ask of a long history, beside the queries that one would write: 35 days of 1,000 integrations, 10
 * million results, in PostgreSQL with one process for each query.
 */
final class HistoryReadsBenchmark implements Measurement {

    private static final int INTEGRATIONS = 1_000;
    private static final int DAYS = 35;
    private static final int CHECKS_A_DAY = 286;
    private static final Duration MONTH = Duration.ofDays(30);
    private static final double ROUNDING_MILLIS = 0.5;
    private static final String OURS = "healthmon";
    private static final String WHOLE_DAYS = "whole days";
    private static final String RAW = "from the results";

    private static final String P95 = "select integration_key, percentile_cont(0.95) within group (order by"
            + " response_time_ms), avg((status in (1, 3))::integer) from integration_health_result";

    private static final String EXACT = "select integration_id, percentile_disc(0.95) within group (order by"
            + " r.response_time_ms) from integration_health_result r join integration_health using (integration_key)"
            + " where check_time >= ? and check_time < ? group by integration_id";

    /** Sees to it that nothing that was read is left out as unused. */
    private long seen;

    @Override
    public void measure(Effort effort, Report report) throws Exception {
        report.title("history-reads: " + DAYS + " days of " + INTEGRATIONS + " integrations in PostgreSQL");
        int checks = effort.quick() ? 24 : CHECKS_A_DAY;
        try (Databases databases = Databases.start();
                History history = History.make(databases, INTEGRATIONS, DAYS, checks, report)) {
            states(history, report);
            day(history, report);
            monthOfOne(history, report);
            monthOfAll(history, report);
            error(history, report);
            history.store().rollups().rebuildFrom(history.first());
            report.row("everything rolled up anew", history.rollUp(Instant.now()), "s");
        }
        report.note("control sum " + seen);
    }

    private void states(History history, Report report) throws Exception {
        report.note("all current states");
        try (PreparedStatement table = history.connection().prepareStatement("select * from integration_health")) {
            Duel duel = new Duel()
                    .with(
                            OURS,
                            () -> seen += history.store().states(history.ids()).size())
                    .with("select * from integration_health", () -> readAll(table))
                    .run(50, 51)
                    .write(report);
            double ratio = duel.median(OURS) / duel.median("select * from integration_health");
            report.goal("all states / reading the table", ratio, 2, "x");
        }
    }

    private void day(History history, Report report) throws Exception {
        report.note("success rate over 24 hours, all");
        Instant to = history.first().plus(Duration.ofDays(DAYS)).minus(Duration.ofMinutes(10));
        TimeRange day = new TimeRange(to.minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.HOURS), to);
        String raw = "select integration_key, avg((status in (1, 3))::integer) from integration_health_result"
                + " where check_time >= ? and check_time < ? group by integration_key";
        try (PreparedStatement results = prepare(history, raw, day);
                PreparedStatement column = history.connection()
                        .prepareStatement("select integration_id, success_rate from integration_health")) {
            Duel duel = new Duel()
                    .with(OURS + ", any 24 hours", () -> use(history, history.ids(), day))
                    .with(OURS + ", the last 24 hours, beside the state", () -> readAll(column))
                    .with(RAW, () -> readAll(results))
                    .run(10, 21)
                    .write(report);
            report.goal("24 hours of all", duel.median(OURS + ", any 24 hours"), 20, "ms");
        }
    }

    private void monthOfOne(History history, Report report) throws Exception {
        report.note("uptime and p95 over 30 days, one after another");
        TimeRange month = month(history);
        LongSupplier next = counter();
        String sql = P95 + " where check_time >= ? and check_time < ? and integration_key ="
                + " (select integration_key from integration_health where integration_id = ?) group by integration_key";
        try (PreparedStatement results = prepare(history, sql, month)) {
            Duel duel = new Duel()
                    .with(OURS, () -> use(history, List.of(id(next)), month))
                    .with(RAW, () -> {
                        results.setString(3, id(next));
                        readAll(results);
                    })
                    .run(200, 201)
                    .write(report);
            report.goal("30 days of one", duel.median(OURS), 1, "ms");
            report.row(RAW + " / " + OURS, duel.median(RAW) / duel.median(OURS), "x");
        }
    }

    private void monthOfAll(History history, Report report) throws Exception {
        report.note("uptime and p95 over 30 days, all");
        TimeRange month = month(history);
        Instant end = history.first().plus(Duration.ofDays(DAYS));
        TimeRange wholeDays = new TimeRange(end.minus(MONTH), end);
        String sql = P95 + " where check_time >= ? and check_time < ? group by integration_key";
        try (PreparedStatement results = prepare(history, sql, month)) {
            Duel ours = new Duel()
                    .with(OURS, () -> use(history, history.ids(), month))
                    .with(WHOLE_DAYS, () -> use(history, history.ids(), wholeDays))
                    .run(10, 5);
            Duel duel = new Duel()
                    .with(OURS, () -> use(history, history.ids(), month))
                    .with(RAW, () -> readAll(results))
                    .run(1, 5)
                    .write(report);
            report.row(OURS + ", asked again and again", ours.median(OURS), "ms");
            report.row(OURS + ", whole days, asked again and again", ours.median(WHOLE_DAYS), "ms");
            report.goalAtLeast("30 days of all, results / healthmon", duel.median(RAW) / duel.median(OURS), 300, "x");
        }
    }

    private static void error(History history, Report report) throws Exception {
        TimeRange month = month(history);
        Map<String, Double> exact = new HashMap<>();
        try (PreparedStatement statement = prepare(history, EXACT, month);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                exact.put(rows.getString(1), rows.getDouble(2));
            }
        }
        double most = 0;
        double mostBeyondRounding = 0;
        for (Map.Entry<String, Tally> tally :
                history.store().rollups().tallies(history.ids(), month).entrySet()) {
            double p95 = tally.getValue().figures(MONTH).statistics().p95Millis();
            double truth = Objects.requireNonNull(exact.get(tally.getKey()), tally.getKey());
            most = Math.max(most, Math.abs(p95 - truth) / truth);
            mostBeyondRounding = Math.max(mostBeyondRounding, (Math.abs(p95 - truth) - ROUNDING_MILLIS) / truth);
        }
        report.row("p95 over 30 days, most off percentile_disc", 100 * most, "%");
        report.goal("the same beyond what rounding to milliseconds does", 100 * mostBeyondRounding, 1, "%");
    }

    /** Ends within a day, so that days alone do not do. */
    private static TimeRange month(History history) {
        Instant to = history.first().plus(Duration.ofDays(DAYS)).minus(Duration.ofMinutes(150));
        return new TimeRange(to.minus(MONTH).truncatedTo(ChronoUnit.HOURS), to.truncatedTo(ChronoUnit.HOURS));
    }

    private void use(History history, Collection<String> ids, TimeRange range) {
        Duration span = Duration.between(range.from(), range.to());
        for (Tally tally : history.store().rollups().tallies(ids, range).values()) {
            Figures figures = tally.figures(span);
            seen += (long) figures.statistics().p95Millis()
                    + (long) figures.uptime().percentage().orElse(0);
        }
    }

    private static LongSupplier counter() {
        long[] count = {0};
        return () -> count[0]++;
    }

    private static String id(LongSupplier next) {
        return Traffic.id((int) (next.getAsLong() * 7 % INTEGRATIONS));
    }

    private static PreparedStatement prepare(History history, String sql, TimeRange range) throws SQLException {
        PreparedStatement statement = history.connection().prepareStatement(sql);
        statement.setObject(1, range.from().atOffset(ZoneOffset.UTC));
        statement.setObject(2, range.to().atOffset(ZoneOffset.UTC));
        return statement;
    }

    private void readAll(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    String text = rows.getString(column);
                    seen += text == null ? 0 : text.length();
                }
            }
        }
    }
}
