package io.healthmon.jdbc;

import io.healthmon.metric.Resolution;
import io.healthmon.store.TimeRange;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The rows of one table of figures: hourly, daily or monthly ones. */
final class RollupRows {

    /** Rows of this many hours are removed at once; some thousands, with 50 integrations at a time. */
    private static final int HOURS_REMOVED_AT_ONCE = 100;

    private final Resolution resolution;
    private final String table;

    private RollupRows(Resolution resolution) {
        this.resolution = resolution;
        this.table = table(resolution);
    }

    static RollupRows of(Resolution resolution) {
        return new RollupRows(resolution);
    }

    static String table(Resolution resolution) {
        return switch (resolution) {
            case HOUR -> "integration_health_hourly";
            case DAY -> "integration_health_daily";
            case MONTH -> "integration_health_monthly";
        };
    }

    /** Returns the rows of integrations within the span of each. */
    List<RollupRow> read(Handle handle, Dialect dialect, Map<Integer, TimeRange> spans) {
        if (spans.isEmpty()) {
            return List.of();
        }
        String sql = "select integration_key, bucket_hour, figures from " + table + " where "
                + dialect.among("integration_key", "keys") + " and bucket_hour >= :from and bucket_hour < :to";
        return dialect.bindAll(handle.createQuery(sql), "keys", Kind.NUMBER, spans.keySet())
                .bind(
                        "from",
                        spans.values().stream()
                                .mapToInt(span -> RollupRow.hour(span.from()))
                                .min()
                                .orElseThrow())
                .bind(
                        "to",
                        spans.values().stream()
                                .mapToInt(span -> RollupRow.hour(span.to()))
                                .max()
                                .orElseThrow())
                .map((row, context) -> RollupRow.read(row, resolution))
                .filter(row -> contains(spans.get(row.key()), row.start()))
                .list();
    }

    private static boolean contains(@Nullable TimeRange span, Instant moment) {
        return span != null && span.contains(moment);
    }

    /**
     * Puts rows in the place of those within the span of each integration. One that was made of more results than there are
     * now stays as it is: the others have been removed since.
     *
     * @param fresh what was made now
     * @param whole whether a row was made of everything that belongs to it, as far as one can tell
     */
    void replace(
            Handle handle,
            Dialect dialect,
            Map<Integer, TimeRange> spans,
            List<RollupRow> fresh,
            Predicate<RollupRow> whole) {
        Map<RollupRow.Spot, RollupRow> rows = new LinkedHashMap<>();
        fresh.forEach(row -> rows.put(row.spot(), row));
        Set<Integer> present = new HashSet<>();
        for (RollupRow before : read(handle, dialect, spans)) {
            present.add(before.key());
            RollupRow now = rows.get(before.spot());
            if (outlives(before, now, now == null || whole.test(now))) {
                rows.put(before.spot(), before);
            }
        }
        present.forEach(key -> delete(handle, key, spans.get(key)));
        insert(handle, dialect, List.copyOf(rows.values()));
    }

    private static boolean outlives(RollupRow before, @Nullable RollupRow now, boolean whole) {
        long results = now == null ? 0 : now.results();
        return before.results() > results || (before.results() == results && !whole);
    }

    /** Returns whether an integration has an earlier row. */
    boolean hasBefore(Handle handle, int key, Instant moment) {
        return handle.createQuery("select bucket_hour from " + table
                        + " where integration_key = :key and bucket_hour < :moment limit 1")
                .bind("key", key)
                .bind("moment", RollupRow.hour(moment))
                .map((found, context) -> true)
                .findFirst()
                .orElse(false);
    }

    private void delete(Handle handle, int key, @Nullable TimeRange span) {
        if (span != null) {
            handle.createUpdate("delete from " + table
                            + " where integration_key = :key and bucket_hour >= :from and bucket_hour < :to")
                    .bind("key", key)
                    .bind("from", RollupRow.hour(span.from()))
                    .bind("to", RollupRow.hour(span.to()))
                    .execute();
        }
    }

    /** Removes some of the rows that begin before a moment, few enough for one transaction; returns how many. */
    int removeSome(Handle handle, Dialect dialect, Instant before) {
        Map<Integer, Integer> oldest = new LinkedHashMap<>();
        handle.createQuery("select o.* from (select h.integration_key, (select min(r.bucket_hour) from " + table
                        + " r where r.integration_key = h.integration_key) as oldest from integration_health h) o"
                        + " where o.oldest < :before order by o.integration_key limit 50")
                .bind("before", RollupRow.hour(before))
                .map((row, context) -> oldest.put(row.getInt("integration_key"), row.getInt("oldest")))
                .list();
        if (oldest.isEmpty()) {
            return 0;
        }
        int until = Math.min(RollupRow.hour(before), Collections.min(oldest.values()) + HOURS_REMOVED_AT_ONCE);
        String sql = "delete from " + table + " where " + dialect.among("integration_key", "keys")
                + " and bucket_hour < :before";
        return dialect.bindAll(handle.createUpdate(sql), "keys", Kind.NUMBER, oldest.keySet())
                .bind("before", until)
                .execute();
    }

    private void insert(Handle handle, Dialect dialect, List<RollupRow> rows) {
        if (!rows.isEmpty()) {
            Bulk<RollupRow> columns = RollupRow.COLUMNS;
            String sql = "insert into " + table + " (" + columns.names("") + ") select " + columns.names("n.")
                    + " from " + dialect.source(columns);
            dialect.bind(handle.createUpdate(sql), columns, rows).execute();
        }
    }
}
