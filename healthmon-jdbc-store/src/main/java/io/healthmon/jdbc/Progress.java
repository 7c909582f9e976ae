package io.healthmon.jdbc;

import io.healthmon.metric.Resolution;
import io.healthmon.store.RollupStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * How far the results of an integration are rolled up.
 *
 * @param id the integration's id
 * @param key its key
 * @param validity how long a result stands when no other follows
 * @param rolledUpTo where the first hour begins that is not rolled up, or null if none ever was
 * @param lastCheckAt when it was checked last, or null
 * @param version grows with every change of its figures
 */
record Progress(
        String id,
        int key,
        Duration validity,
        @Nullable Instant rolledUpTo,
        @Nullable Instant lastCheckAt,
        long version) {

    private static final String SELECT = "select integration_id, integration_key, validity_ms, check_interval_ms,"
            + " declared_check_interval_ms, rolled_up_to, last_check_at, figures_version from integration_health where ";

    private static final String BEHIND = "(rolled_up_to is null or rolled_up_to < :end)";

    /** In the order of the keys, as everybody locks these rows. */
    private static final String LOCK = SELECT + BEHIND + " order by integration_key limit 50 for update";

    private static final String LOCK_AHEAD =
            SELECT + "rolled_up_to > :moment and integration_key > :after order by integration_key limit 50 for update";

    private static final String LOCK_ONE_AHEAD = SELECT + "rolled_up_to > :moment and integration_id = :id for update";

    private static final String COUNT_BEHIND = "select count(*) from integration_health where " + BEHIND;

    private static final Bulk<Progress> COLUMNS = new Bulk<>(
            Bulk.column("integration_key", Kind.NUMBER, Progress::key),
            Bulk.column("rolled_up_to", Kind.TIME, Progress::rolledUpTo));

    static List<Progress> read(Handle handle, Dialect dialect, Collection<String> ids) {
        String sql = SELECT + dialect.among("integration_id", "ids");
        return dialect.bindAll(handle.createQuery(sql), "ids", Kind.TEXT, ids)
                .map((row, context) -> read(row, dialect))
                .list();
    }

    /** Locks some integrations with hours before the end that are not rolled up. */
    static List<Progress> lockBehind(Handle handle, Dialect dialect, Instant end) {
        return handle.createQuery(LOCK)
                .bind("end", end)
                .map((row, context) -> read(row, dialect))
                .filter(progress -> progress.isBehind(end))
                .list();
    }

    static boolean anyBehind(Handle handle, Instant end) {
        return handle.createQuery(COUNT_BEHIND)
                        .bind("end", end)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** Locks some integrations, from the one after a key on, that are rolled up beyond a moment. */
    static List<Progress> lockAhead(Handle handle, Dialect dialect, Instant moment, int after) {
        return handle.createQuery(LOCK_AHEAD)
                .bind("moment", moment)
                .bind("after", after)
                .map((row, context) -> read(row, dialect))
                .list();
    }

    /** Locks one integration if it is rolled up beyond a moment. */
    static List<Progress> lockAhead(Handle handle, Dialect dialect, Instant moment, String id) {
        return handle.createQuery(LOCK_ONE_AHEAD)
                .bind("moment", moment)
                .bind("id", id)
                .map((row, context) -> read(row, dialect))
                .list();
    }

    static void write(Handle handle, Dialect dialect, List<Progress> rows) {
        if (!rows.isEmpty()) {
            String key = "integration_key";
            String sql =
                    dialect.update("integration_health", key, COLUMNS, ", figures_version = t.figures_version + 1");
            dialect.bind(handle.createUpdate(sql), COLUMNS, rows).execute();
        }
    }

    private static Progress read(ResultSet row, Dialect dialect) throws SQLException {
        return new Progress(
                row.getString("integration_id"),
                row.getInt("integration_key"),
                validity(row),
                dialect.moment(row, "rolled_up_to"),
                dialect.moment(row, "last_check_at"),
                row.getLong("figures_version"));
    }

    /** Twice the interval counts where an operator made that longer than what was declared. */
    private static Duration validity(ResultSet row) throws SQLException {
        long millis = row.getLong("validity_ms");
        Duration declared = row.wasNull() ? RollupStore.UNDECLARED_VALIDITY : Duration.ofMillis(millis);
        Object interval = row.getObject("check_interval_ms");
        boolean edited = !Objects.equals(interval, row.getObject("declared_check_interval_ms"));
        Duration twice = edited && interval instanceof Number number && number.longValue() < Long.MAX_VALUE / 2
                ? Duration.ofMillis(2 * number.longValue())
                : Duration.ZERO;
        return twice.compareTo(declared) > 0 ? twice : declared;
    }

    boolean isBehind(Instant end) {
        return rolledUpTo == null || rolledUpTo.isBefore(end);
    }

    Progress upTo(Instant moment) {
        return new Progress(id, key, validity, Resolution.HOUR.floor(moment), lastCheckAt, version);
    }
}
