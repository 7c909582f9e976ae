package io.healthmon.jdbc;

import io.healthmon.check.HealthStatus;
import io.healthmon.metric.Accounting;
import io.healthmon.store.TimeRange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Reads what figures are made of from {@code integration_health_result}: times and statuses, no texts. */
final class ResultScan {

    private static final int FETCHED_AT_ONCE = 10_000;

    private static final String BETWEEN =
            " from integration_health_result where %s and check_time >= :from and check_time < :to";

    private static final String EACH = "select integration_key, check_time, status, response_time_ms" + BETWEEN
            + " order by integration_key, check_time";

    private static final String COUNT = "select count(*) from (select 1 as one" + BETWEEN + " limit :most) counted";

    private static final String NEAR = "(select r.%s from integration_health_result r"
            + " where r.integration_key = h.integration_key and r.check_time %s MOMENT order by r.check_time%s limit 1)";

    /** Each lookup goes through the key, whatever the planner thinks of the size of the table. */
    private static final String AROUND = "select h.integration_key, "
            + NEAR.formatted("check_time", ">=", "") + " as next_at, "
            + NEAR.formatted("check_time", "<", " desc") + " as last_at, "
            + NEAR.formatted("status", "<", " desc") + " as last_status from integration_health h where %s";

    private static final String AROUND_PROGRESS = AROUND.replace("MOMENT", "coalesce(h.rolled_up_to, :moment)");

    private static final String AROUND_MOMENT = AROUND.replace("MOMENT", ":moment");

    private ResultScan() {}

    /** Hands on the results in a span, those of one integration in the order of their times. */
    static void each(
            Handle handle, Dialect dialect, Collection<Integer> keys, Instant from, Instant to, Consumer<Row> action) {
        query(handle, dialect, EACH, "integration_key", keys)
                .bind("from", from)
                .bind("to", to)
                .setFetchSize(FETCHED_AT_ONCE)
                .map((row, context) -> row(row, dialect))
                .forEach(action);
    }

    /** Counts the results in a span; stops at the given number. */
    static int count(Handle handle, Dialect dialect, Collection<Integer> keys, TimeRange span, int most) {
        return query(handle, dialect, COUNT, "integration_key", keys)
                .bind("from", span.from())
                .bind("to", span.to())
                .bind("most", most)
                .mapTo(Integer.class)
                .one();
    }

    /** Returns the results next to where the roll-up of each integration stands, by key. */
    static Map<Integer, Neighbours> aroundProgress(Handle handle, Dialect dialect, Collection<Integer> keys) {
        return around(handle, dialect, AROUND_PROGRESS, keys, Instant.MIN);
    }

    /** Returns the results next to a moment, by key. */
    static Map<Integer, Neighbours> around(Handle handle, Dialect dialect, Collection<Integer> keys, Instant moment) {
        return around(handle, dialect, AROUND_MOMENT, keys, moment);
    }

    private static Map<Integer, Neighbours> around(
            Handle handle, Dialect dialect, String sql, Collection<Integer> keys, Instant moment) {
        Map<Integer, Neighbours> around = new HashMap<>();
        query(handle, dialect, sql, "h.integration_key", keys)
                .bind("moment", moment)
                .map((row, context) -> around.put(row.getInt("integration_key"), neighbours(row, dialect)))
                .list();
        return around;
    }

    private static Query query(Handle handle, Dialect dialect, String sql, String column, Collection<Integer> keys) {
        Query query = handle.createQuery(sql.formatted(dialect.among(column, "keys")));
        return dialect.bindAll(query, "keys", Kind.NUMBER, keys);
    }

    private static Row row(ResultSet row, Dialect dialect) throws SQLException {
        return new Row(
                row.getInt("integration_key"),
                dialect.someMoment(row, "check_time"),
                Words.status(row.getInt("status")),
                Math.max(0, row.getLong("response_time_ms")));
    }

    private static Neighbours neighbours(ResultSet row, Dialect dialect) throws SQLException {
        Instant last = dialect.moment(row, "last_at");
        Row before = last == null
                ? null
                : new Row(row.getInt("integration_key"), last, Words.status(row.getInt("last_status")), 0);
        return new Neighbours(before, dialect.moment(row, "next_at"));
    }

    /**
     * What figures need to know of a result.
     *
     * @param key the integration's key
     * @param at when it was
     * @param status what it said
     * @param millis how long it took
     */
    record Row(int key, Instant at, HealthStatus status, long millis) {

        void addTo(Accounting account) {
            account.add(at, status, millis);
        }
    }

    /**
     * The results next to a moment.
     *
     * @param last the last one before it, without how long it took, or null
     * @param nextAt when the first one from it on was, or null
     */
    record Neighbours(@Nullable Row last, @Nullable Instant nextAt) {}
}
