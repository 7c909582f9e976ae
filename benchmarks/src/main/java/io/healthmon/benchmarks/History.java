package io.healthmon.benchmarks;

import io.healthmon.store.HealthStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Days of results of many integrations in PostgreSQL, as {@link HealthStore#append} wrote them in the order of their
 * times, rolled up; with a connection beside the store for what one would ask by hand. Not safe for use by multiple
 * threads.
 */
final class History implements AutoCloseable {

    private static final int BATCH = 5_000;
    private static final Duration A_CLEANUPS_HOUR = Duration.ofHours(3);

    private final HealthStore store;
    private final Connection connection;
    private final List<String> ids;
    private final Instant first;

    private History(HealthStore store, Connection connection, List<String> ids, Instant first) {
        this.store = store;
        this.connection = connection;
        this.ids = ids;
        this.first = first;
    }

    /** Makes one of the days up to today, without today, with so many results of each integration a day. */
    static History make(Databases databases, int integrations, int days, int checksPerDay, Report report)
            throws Exception {
        Instant first = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(days));
        Traffic traffic = new Traffic(integrations, first, Duration.ofDays(1).dividedBy(checksPerDay));
        String url = databases.postgresqlUrl();
        HealthStore store = Databases.open(url);
        traffic.declareIn(store);
        History history = new History(store, Databases.connect(url), traffic.ids(), first);
        history.write(traffic, days, integrations * checksPerDay, report);
        history.execute("vacuum analyze");
        return history;
    }

    /** Lets the days go by: each begins with what the upkeep does then, and ends with its last result. */
    private void write(Traffic traffic, int days, int resultsPerDay, Report report) {
        double rollUp = 0;
        long begun = System.nanoTime();
        for (int day = 0; day < days; day++) {
            rollUp += rollUp(first.plus(Duration.ofDays(day)));
            for (int left = resultsPerDay; left > 0; left -= BATCH) {
                store.append(traffic.next(Math.min(BATCH, left)));
            }
        }
        Instant over = first.plus(Duration.ofDays(days));
        rollUp += rollUp(over.plus(Duration.ofMinutes(1)));
        rollUp += rollUp(over.plus(A_CLEANUPS_HOUR)); // a day is counted an hour after its end, before it is cleaned up
        report.row("results", (double) days * resultsPerDay, "");
        report.row("making them up and writing them", seconds(begun) - rollUp, "s");
        report.row("rolling up " + days + " days, one after another", rollUp / days, "s each");
    }

    HealthStore store() {
        return store;
    }

    Connection connection() {
        return connection;
    }

    List<String> ids() {
        return ids;
    }

    /** Returns the midnight that it begins at. */
    Instant first() {
        return first;
    }

    /** Rolls up all that is over by a moment, and returns how many seconds that took. */
    double rollUp(Instant now) {
        long begun = System.nanoTime();
        boolean more = true;
        while (more) {
            more = store.rollups().rollUp(now);
        }
        return seconds(begun);
    }

    /** Returns the size of a table with its indexes and partitions, in bytes. */
    double bytes(String table) throws SQLException {
        return number("select pg_total_relation_size('" + table + "') + coalesce((select sum("
                + "pg_total_relation_size(inhrelid)) from pg_inherits where inhparent = '" + table
                + "'::regclass), 0)");
    }

    /** Returns the one number that a query finds. */
    double number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getDouble(1);
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        store.close();
    }
}
