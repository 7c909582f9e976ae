package io.healthmon.jdbc;

import io.healthmon.check.HealthStatus;
import io.healthmon.metric.Accounting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads what figures are made of from {@code integration_health_result}: times and statuses, no texts. */
final class ResultScan {

    private static final int FETCHED_AT_ONCE = 10_000;

    private static final String BETWEEN = " from integration_health_result"
            + " where integration_key = any(:keys) and check_time >= :from and check_time < :to";

    private static final String EACH = "select integration_key, check_time, status, response_time_ms" + BETWEEN
            + " order by integration_key, check_time";

    private static final String COUNT =
            "select count(*) from (select 1 as one" + BETWEEN + " fetch first :most rows only) counted";

    private static final String FIRST = "(select r.check_time from integration_health_result r"
            + " where r.integration_key = h.integration_key and r.check_time >= %s"
            + " order by r.check_time fetch first 1 row only)";

    private static final String LAST = "(select r.%s from integration_health_result r"
            + " where r.integration_key = h.integration_key and r.check_time < %s"
            + " order by r.check_time desc fetch first 1 row only)";

    /** Each lookup goes through the key, whatever the planner thinks of the size of the table. */
    private static final String AROUND = "select h.integration_key, " + FIRST.replace("%s", "%1$s") + " as next_at, "
            + LAST.formatted("check_time", "%1$s") + " as last_at, " + LAST.formatted("status", "%1$s")
            + " as last_status from integration_health h where h.integration_key = any(:keys)";

    private static final String AROUND_PROGRESS = AROUND.formatted("coalesce(h.rolled_up_to, :moment)");

    private static final String AROUND_MOMENT = AROUND.formatted("cast(:moment as timestamp with time zone)");

    private ResultScan() {}

    /** Hands on the results in a span, those of one integration in the order of their times. */
    static void each(Handle handle, Collection<Integer> keys, Instant from, Instant to, Consumer<Row> action) {
        handle.createQuery(EACH)
                .bind("keys", Bulk.array(Kind.NUMBER, keys.toArray()))
                .bind("from", from)
                .bind("to", to)
                .setFetchSize(FETCHED_AT_ONCE)
                .map((row, context) -> row(row))
                .forEach(action);
    }

    /** Counts the results in a span; stops at the given number. */
    static int count(Handle handle, Collection<Integer> keys, Instant from, Instant to, int most) {
        return handle.createQuery(COUNT)
                .bind("keys", Bulk.array(Kind.NUMBER, keys.toArray()))
                .bind("from", from)
                .bind("to", to)
                .bind("most", most)
                .mapTo(Integer.class)
                .one();
    }

    /** Returns the results next to where the roll-up of each integration stands, by key. */
    static Map<Integer, Neighbours> aroundProgress(Handle handle, Collection<Integer> keys) {
        return around(handle, AROUND_PROGRESS, keys, Instant.MIN);
    }

    /** Returns the results next to a moment, by key. */
    static Map<Integer, Neighbours> around(Handle handle, Collection<Integer> keys, Instant moment) {
        return around(handle, AROUND_MOMENT, keys, moment);
    }

    private static Map<Integer, Neighbours> around(
            Handle handle, String sql, Collection<Integer> keys, Instant moment) {
        Map<Integer, Neighbours> around = new HashMap<>();
        handle.createQuery(sql)
                .bind("keys", Bulk.array(Kind.NUMBER, keys.toArray()))
                .bind("moment", moment)
                .map((row, context) -> around.put(row.getInt("integration_key"), neighbours(row)))
                .list();
        return around;
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getInt("integration_key"),
                Objects.requireNonNull(Moments.read(row, "check_time")),
                Words.status(row.getInt("status")),
                Math.max(0, row.getLong("response_time_ms")));
    }

    private static Neighbours neighbours(ResultSet row) throws SQLException {
        Instant last = Moments.read(row, "last_at");
        Row before = last == null
                ? null
                : new Row(row.getInt("integration_key"), last, Words.status(row.getInt("last_status")), 0);
        return new Neighbours(before, Moments.read(row, "next_at"));
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
