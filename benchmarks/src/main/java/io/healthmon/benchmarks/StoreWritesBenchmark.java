package io.healthmon.benchmarks;

import io.healthmon.store.HealthStore;
import io.healthmon.store.HealthStore.Entry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How fast results and the states that they led to get into a database, durably: {@link HealthStore#append} beside what
 * one would write by hand into the very same tables, in turns.
 */
final class StoreWritesBenchmark implements Measurement {

    private static final int INTEGRATIONS = 1_000;
    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final Duration TIME = Duration.ofSeconds(3);

    @Override
    public void measure(Effort effort, Report report) throws Exception {
        report.title("store-writes: results and states, durably, of " + INTEGRATIONS + " integrations");
        try (Databases databases = Databases.start()) {
            postgresql(databases, effort, report);
            h2(databases, effort, report);
        }
    }

    private static void postgresql(Databases databases, Effort effort, Report report) throws Exception {
        Way ours = new Way("PostgreSQL: healthmon, 5,000 at once", 5_000, databases::postgresqlUrl, Way::ours);
        Way copy = new Way(
                "PostgreSQL: COPY of 5,000 and one upsert",
                5_000,
                databases::postgresqlUrl,
                Way.byHand(CopyWriter::new));
        Way single = new Way(
                "PostgreSQL: a transaction for each", 100, databases::postgresqlUrl, Way.byHand(SingleWriter::new));
        inTurns(List.of(ours, copy, single), effort, report);
        report.goalAtLeast("PostgreSQL: healthmon / COPY and upsert", ours.median() / copy.median(), 0.9, "x");
        report.goalAtLeast("PostgreSQL: healthmon / transactions", ours.median() / single.median(), 40, "x");
    }

    private static void h2(Databases databases, Effort effort, Report report) throws Exception {
        Way ours = new Way("H2: healthmon, 500 at once", 500, databases::h2Url, Way::ours);
        Way batch = new Way("H2: JDBC batches of 500, durable", 500, databases::h2Url, Way.byHand(BatchWriter::new));
        Way large = new Way("H2: healthmon, 5,000 at once", 5_000, databases::h2Url, Way::ours);
        inTurns(List.of(ours, batch, large), effort, report);
        report.goalAtLeast("H2: healthmon / JDBC batches", ours.median() / batch.median(), 0.9, "x");
    }

    private static void inTurns(List<Way> ways, Effort effort, Report report) throws Exception {
        for (int repeat = 0; repeat < effort.repeats(5); repeat++) {
            for (Way way : ways) {
                way.round(effort);
            }
        }
        ways.forEach(way -> report.row(way.name, way.rate, "/s"));
    }

    /** One way to write, and what was measured of it. */
    private static final class Way {

        final String name;
        final Samples rate = new Samples();
        private final int batch;
        private final Address address;
        private final Maker maker;

        Way(String name, int batch, Address address, Maker maker) {
            this.name = name;
            this.batch = batch;
            this.address = address;
            this.maker = maker;
        }

        static ResultWriter ours(String url) {
            return ResultWriter.of(Databases.open(url));
        }

        static Maker byHand(HandMaker maker) {
            return url -> maker.make(Databases.connect(url));
        }

        double median() {
            return rate.median();
        }

        /** Writes for a while into new tables, and counts what was written after a warm-up. */
        void round(Effort effort) throws Exception {
            String url = address.get();
            // why: a result may not come from the future, so an hour is there to be filled
            Traffic traffic =
                    new Traffic(INTEGRATIONS, Instant.now().minus(Duration.ofHours(2)), Duration.ofSeconds(1));
            try (HealthStore store = Databases.open(url)) {
                traffic.declareIn(store);
            }
            try (ResultWriter writer = maker.make(url)) {
                write(writer, traffic, effort.time(WARM_UP));
                rate.add(write(writer, traffic, effort.time(TIME)));
            }
        }

        /** Returns how many were written in each second of writing; making them up does not count. */
        private double write(ResultWriter writer, Traffic traffic, Duration time) throws Exception {
            long results = 0;
            long nanos = 0;
            while (nanos < time.toNanos()) {
                List<Entry> entries = new ArrayList<>(traffic.next(batch));
                long begun = System.nanoTime();
                writer.write(entries);
                nanos += System.nanoTime() - begun;
                results += entries.size();
            }
            return results / (nanos / 1e9);
        }
    }

    /** Says where there is an empty database. */
    @FunctionalInterface
    private interface Address {
        String get() throws SQLException;
    }

    /** Makes a writer for the tables at an address. */
    @FunctionalInterface
    private interface Maker {
        ResultWriter make(String url) throws SQLException;
    }

    /** Makes a writer that takes over a connection. */
    @FunctionalInterface
    private interface HandMaker {
        ResultWriter make(Connection connection) throws SQLException;
    }
}
