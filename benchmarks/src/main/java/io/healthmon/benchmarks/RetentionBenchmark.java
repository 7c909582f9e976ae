package io.healthmon.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * How long it takes to remove one day's results of 1,000 integrations from PostgreSQL, 285,711 of them, beside {@code
 * DELETE} on a plain table; and how much space a result takes, and what it came to over the hours.
 */
final class RetentionBenchmark implements Measurement {

    private static final int INTEGRATIONS = 1_000;
    private static final int CHECKS_A_DAY = 286;
    private static final int DAYS = 35;
    private static final String OURS = "healthmon";
    private static final String DELETE = "DELETE on a plain table";

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

    /** Each day is removed once, so that every turn removes another one. */
    private static void removal(History history, Effort effort, Report report) throws Exception {
        history.execute("create table plain (like " + RESULTS + ", primary key (integration_key, check_time))");
        history.execute("insert into plain select * from " + RESULTS + " order by check_time");
        history.execute("vacuum analyze plain");
        Days ours = new Days(history.first());
        Days plain = new Days(history.first());
        Duel duel = new Duel()
                .with(OURS, () -> history.store().removeBefore(ours.next()))
                .with(
                        DELETE,
                        () -> history.execute("delete from plain where check_time < '"
                                + plain.next().atOffset(ZoneOffset.UTC) + "'"))
                .run(0, effort.repeats(5))
                .write(report);
        report.goalAtLeast("DELETE / healthmon", duel.median(DELETE) / duel.median(OURS), 30, "x");
        check(history);
    }

    private static void check(History history) throws Exception {
        double left = history.number("select count(*) from " + RESULTS);
        double plain = history.number("select count(*) from plain");
        if (left != plain) {
            throw new IllegalStateException(left + " results are left, and " + plain + " in the plain table");
        }
    }

    /** The ends of days, one after another. */
    private static final class Days {

        private Instant day;

        Days(Instant first) {
            day = first;
        }

        Instant next() {
            day = day.plus(Duration.ofDays(1));
            return day;
        }
    }
}
