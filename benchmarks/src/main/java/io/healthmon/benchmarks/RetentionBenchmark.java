package io.healthmon.benchmarks;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * How long it takes to remove one day's results of 1,000 integrations from PostgreSQL, 285,711 of them, beside {@code
 * DELETE} on a plain table and what one would do by hand; and how much space a result takes, and what it came to over the hours.
 */
final class RetentionBenchmark implements Measurement {

    private static final int INTEGRATIONS = 1_000;
    private static final int CHECKS_A_DAY = 286;
    private static final int DAYS = 35;
    private static final String OURS = "healthmon";
    private static final String DROP = "DETACH and DROP by hand, the limit";
    private static final String DELETE = "DELETE on a plain table";

    private static final DateTimeFormatter PARTITION =
            DateTimeFormatter.ofPattern("uuuuMMdd").withZone(ZoneOffset.UTC);
    private static final String RESULTS = "integration_health_result";
    private static final String HOURS = "integration_health_hourly";

    @Override
    public void measure(Effort effort, Report report) throws Exception {
        int checks = effort.quick() ? 24 : CHECKS_A_DAY;
        report.title("retention: a day's " + INTEGRATIONS * checks + " results removed from PostgreSQL");
        try (Databases databases = Databases.start();
                History history = History.make(databases, INTEGRATIONS, DAYS, checks, report)) {
            space(history, report);
            removal(history, effort, report);
        }
    }

    private static void space(History history, Report report) throws Exception {
        double results = history.number("select count(*) from " + RESULTS);
        double hours = history.number("select count(*) from " + HOURS);
        double bytes = history.bytes(RESULTS);
        double hourly = history.bytes(HOURS);
        report.goal("table and indexes, for each result", bytes / results, 110, "B");
        report.row("table and indexes, for each hour of an integration", hourly / hours, "B");
        report.goal("hours / results", hourly / bytes, 0.1, "x");
    }

    /**
     * Each day is removed once, so that every turn removes another one: of ours the oldest, and the youngest by hand. All
     * has been written to the disk before, as days have that are removed; that the disk takes its time to free it is the
     * larger part then.
     */
    private static void removal(History history, Effort effort, Report report) throws Exception {
        history.execute("create table plain (like " + RESULTS + ", primary key (integration_key, check_time))");
        history.execute("insert into plain select * from " + RESULTS + " order by check_time");
        history.execute("vacuum analyze plain");
        history.execute("checkpoint");
        Days ours = new Days(history.first(), Duration.ofDays(1));
        Days plain = new Days(history.first(), Duration.ofDays(1));
        Days byHand = new Days(history.first().plus(Duration.ofDays(DAYS)), Duration.ofDays(-1));
        Duel duel = new Duel()
                .with(OURS, () -> history.store().removeBefore(ours.next()))
                .with(DELETE, () -> history.execute("delete from plain where check_time < '" + plain.next() + "'"))
                .with(DROP, () -> drop(history, byHand.next()))
                .run(1, effort.repeats(15))
                .write(report);
        report.goalAtLeast("DELETE / healthmon", duel.median(DELETE) / duel.median(OURS), 30, "x");
        report.row("DROP TABLE / healthmon", duel.median(DROP) / duel.median(OURS), "x");
        history.execute("delete from plain where check_time >= '" + byHand.last() + "'");
        check(history);
    }

    private static void drop(History history, Instant day) throws SQLException {
        String table = RESULTS + "_" + PARTITION.format(day);
        history.execute("alter table " + RESULTS + " detach partition " + table);
        history.execute("drop table " + table);
    }

    private static void check(History history) throws Exception {
        double left = history.number("select count(*) from " + RESULTS);
        double plain = history.number("select count(*) from plain");
        if (left != plain) {
            throw new IllegalStateException(left + " results are left, and " + plain + " in the plain table");
        }
    }

    /** One midnight after another. */
    private static final class Days {

        private final Duration step;
        private Instant day;

        Days(Instant first, Duration step) {
            day = first;
            this.step = step;
        }

        Instant next() {
            day = day.plus(step);
            return day;
        }

        Instant last() {
            return day;
        }
    }
}
