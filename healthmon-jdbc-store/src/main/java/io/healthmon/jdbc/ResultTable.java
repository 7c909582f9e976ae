package io.healthmon.jdbc;

import io.healthmon.state.Observation;
import io.healthmon.store.LogSize;
import io.healthmon.store.TimeRange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table of results: {@code integration_health_result}. */
final class ResultTable {

    /** How many results are removed in one transaction, about. */
    private static final int REMOVED_AT_ONCE = 5_000;

    private static final Comparator<Row> ORDER =
            Comparator.comparingInt(Row::key).thenComparing(row -> row.result().at());

    private static final Bulk<Row> COLUMNS = new Bulk<>(
            Bulk.column("integration_key", Kind.NUMBER, Row::key),
            Bulk.column("check_time", Kind.TIME, row -> row.result().at()),
            Bulk.column("response_time_ms", Kind.LONG, row -> row.result().responseTimeMillis()),
            Bulk.column("status", Kind.SMALL, row -> Words.code(row.result().status())),
            Bulk.column("error_message", Kind.TEXT, Row::errorMessage),
            Bulk.column(
                    "error_details",
                    Kind.TEXT,
                    row -> JsonColumn.ofProblem(row.result().problem())),
            Bulk.column(
                    "details",
                    Kind.TEXT,
                    row -> JsonColumn.ofDetails(row.result().details())));

    private static final String PAGE = "select * from integration_health_result where integration_key ="
            + " (select integration_key from integration_health where integration_id = :id)"
            + " and check_time >= :from and check_time < :to order by check_time limit :limit";

    private static final String HISTORY = PAGE.replace("order by check_time", "order by check_time desc");

    /** Goes through the key, so that it needs no index by time alone. */
    private static final String OLDEST = "select min((select r.check_time from integration_health_result r"
            + " where r.integration_key = h.integration_key order by r.check_time limit 1)) as oldest"
            + " from integration_health h";

    private static final String KEYS_WITHIN = "select h.integration_key from integration_health h where exists"
            + " (select 1 from integration_health_result r where r.integration_key = h.integration_key"
            + " and r.check_time >= :since and r.check_time < :before) order by h.integration_key";

    private static final String NTH_OLDEST = "select check_time as nth from integration_health_result"
            + " where integration_key = :key and check_time >= :since and check_time < :before order by check_time"
            + " limit 1 offset :skip";

    private static final String REMOVE = "delete from integration_health_result where integration_key = :key"
            + " and check_time >= :since and check_time < :before";

    private ResultTable() {}

    /**
     * Adds results; of those with the same key and time, there already or among them, one stays.
     *
     * @param fresh whether they are expected to be new; if so and one is not, this may fail, and is to be run again
     */
    static void add(Handle handle, Dialect dialect, List<Row> rows, boolean fresh) throws SQLException {
        TreeSet<Row> unique = new TreeSet<>(ORDER);
        rows.forEach(row -> unique.add(row.asStored()));
        List<Row> added = List.copyOf(unique);
        if (fresh && dialect.addAll(handle, "integration_health_result", COLUMNS, added)) {
            return;
        }
        String sql = dialect.insertAbsent(
                "integration_health_result",
                COLUMNS,
                "r.integration_key = n.integration_key and r.check_time = n.check_time");
        dialect.bind(handle.createUpdate(sql), COLUMNS, added).execute();
    }

    static List<Observation> history(Handle handle, Dialect dialect, String integrationId, TimeRange range, int limit) {
        List<Observation> results = new ArrayList<>(read(handle, dialect, HISTORY, integrationId, range, limit));
        Collections.reverse(results);
        return Collections.unmodifiableList(results);
    }

    static List<Observation> page(Handle handle, Dialect dialect, String integrationId, TimeRange range, int limit) {
        return Collections.unmodifiableList(read(handle, dialect, PAGE, integrationId, range, limit));
    }

    private static List<Observation> read(
            Handle handle, Dialect dialect, String sql, String integrationId, TimeRange range, int limit) {
        return handle.createQuery(sql)
                .bind("id", integrationId)
                .bind("from", range.from())
                .bind("to", range.to())
                .bind("limit", limit)
                .map((row, context) -> result(row, dialect))
                .list();
    }

    private static Observation result(ResultSet row, Dialect dialect) throws SQLException {
        return new Observation(
                dialect.someMoment(row, "check_time"),
                Words.status(row.getInt("status")),
                Math.max(0, row.getLong("response_time_ms")),
                JsonColumn.problem(row.getString("error_message"), row.getString("error_details")),
                JsonColumn.details(row.getString("details")));
    }

    static LogSize size(Handle handle, Dialect dialect) {
        long count = dialect.partitioned() ? Partitions.results(handle) : count(handle);
        return new LogSize(count, oldest(handle, dialect));
    }

    private static long count(Handle handle) {
        return handle.createQuery("select count(*) from integration_health_result")
                .mapTo(Long.class)
                .one();
    }

    private static @Nullable Instant oldest(Handle handle, Dialect dialect) {
        return handle.createQuery(OLDEST)
                .map((row, context) -> new Found(dialect.moment(row, "oldest")))
                .one()
                .moment();
    }

    static List<Integer> keysWithin(Handle handle, TimeRange range) {
        return handle.createQuery(KEYS_WITHIN)
                .bind("since", range.from())
                .bind("before", range.to())
                .mapTo(Integer.class)
                .list();
    }

    /**
     * Removes results of some integrations within a span of time, the oldest first, few enough for one transaction.
     *
     * @param keys those that have some; loses those that have none any more
     * @return how many were removed
     */
    static long removeSome(Handle handle, Dialect dialect, List<Integer> keys, TimeRange range) {
        long removed = 0;
        while (!keys.isEmpty() && removed < REMOVED_AT_ONCE) {
            int key = keys.get(keys.size() - 1);
            Instant nth = nthOldest(handle, dialect, key, range);
            removed += handle.createUpdate(REMOVE)
                    .bind("key", key)
                    .bind("since", range.from())
                    .bind("before", nth == null ? range.to() : nth)
                    .execute();
            if (nth == null) {
                keys.remove(keys.size() - 1);
            }
        }
        return removed;
    }

    private static @Nullable Instant nthOldest(Handle handle, Dialect dialect, int key, TimeRange range) {
        return handle.createQuery(NTH_OLDEST)
                .bind("key", key)
                .bind("since", range.from())
                .bind("before", range.to())
                .bind("skip", REMOVED_AT_ONCE)
                .map((row, context) -> new Found(dialect.moment(row, "nth")))
                .findOne()
                .map(Found::moment)
                .orElse(null);
    }

    private record Found(@Nullable Instant moment) {}

    /**
     * One result of an integration.
     *
     * @param key the integration's key
     * @param result the result
     */
    record Row(int key, Observation result) {

        @Nullable String errorMessage() {
            return result.problem() == null ? null : result.problem().message();
        }

        Row asStored() {
            Instant stored = Moments.stored(result.at());
            return stored.equals(result.at())
                    ? this
                    : new Row(
                            key,
                            new Observation(
                                    stored,
                                    result.status(),
                                    result.responseTimeMillis(),
                                    result.problem(),
                                    result.details()));
        }
    }
}
