package io.healthmon.jdbc;

import io.healthmon.alert.AlertState;
import io.healthmon.alert.OpenAlert;
import io.healthmon.alert.Severity;
import io.healthmon.check.Problem;
import io.healthmon.metric.Rates;
import io.healthmon.metric.Resolution;
import io.healthmon.state.HealthState;
import io.healthmon.store.HealthStore.Entry;
import io.healthmon.store.StoredState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The engine's columns of {@code integration_health}: states and epochs. */
final class StateTable {

    private static final Bulk<Row> COLUMNS = new Bulk<>(
            Bulk.column("integration_key", Kind.NUMBER, Row::key),
            Bulk.column("epoch", Kind.LONG, row -> row.entry().epoch()),
            Bulk.column("status", Kind.TEXT, row -> row.health().status().label()),
            Bulk.column("status_since", Kind.TIME, row -> row.health().since()),
            Bulk.column(
                    "observed_status", Kind.TEXT, row -> row.health().observed().label()),
            Bulk.column("streak", Kind.NUMBER, row -> row.health().streak()),
            Bulk.column("last_check_at", Kind.TIME, row -> row.health().lastCheckAt()),
            Bulk.column("last_success_at", Kind.TIME, row -> row.health().lastSuccessAt()),
            Bulk.column("response_time_ms", Kind.LONG, Row::responseTimeMillis),
            Bulk.column("consecutive_failures", Kind.NUMBER, row -> row.health().consecutiveFailures()),
            Bulk.column("last_error_message", Kind.TEXT, Row::errorMessage),
            Bulk.column(
                    "last_error_details",
                    Kind.TEXT,
                    row -> JsonColumn.ofProblem(row.health().problem())),
            Bulk.column("last_error_since", Kind.TIME, row -> row.health().problemSince()),
            Bulk.column("alert_sent_at", Kind.TIME, row -> row.entry().alert().alertedAt()),
            Bulk.column(
                    "open_alert_id",
                    Kind.TEXT,
                    row -> row.open() == null ? null : row.open().id()),
            Bulk.column(
                    "open_alert_severity",
                    Kind.TEXT,
                    row -> row.open() == null ? null : row.open().severity().label()),
            Bulk.column(
                    "open_alert_since",
                    Kind.TIME,
                    row -> row.open() == null ? null : row.open().downSince()),
            Bulk.column(
                    "open_alert_channels",
                    Kind.TEXT,
                    row -> row.open() == null
                            ? null
                            : JsonColumn.ofTexts(row.open().channels())),
            Bulk.column(
                    "success_rate", Kind.DOUBLE, row -> percentage(row.rates().successRate24h())),
            Bulk.column(
                    "uptime_percentage",
                    Kind.DOUBLE,
                    row -> percentage(row.rates().uptime30d())),
            Bulk.column("rolled_up_to", Kind.TIME, Row::rolledUpTo));

    /** In the order of the keys, so that two batches never wait for each other in turn. */
    private static final String LOCK =
            "select integration_id, integration_key, epoch, rolled_up_to from %s where %s order by integration_key for update";

    private static final String STATES = "select * from integration_health where %s and epoch is not null";

    private StateTable() {}

    /** Locks the rows of integrations until the transaction ends, and returns their keys and epochs by id. */
    static Map<String, Locked> lock(Handle handle, Dialect dialect, Collection<String> ids) {
        Map<String, Locked> locked = new HashMap<>();
        String sql = LOCK.formatted(
                dialect.along("integration_id", "integration_health"), dialect.among("integration_id", "ids"));
        dialect.bindAll(handle.createQuery(sql), "ids", Kind.TEXT, ids)
                .map((row, context) -> locked.put(row.getString("integration_id"), locked(row, dialect)))
                .list();
        return locked;
    }

    private static Locked locked(ResultSet row, Dialect dialect) throws SQLException {
        long epoch = row.getLong("epoch");
        boolean unwritten = row.wasNull();
        return new Locked(
                row.getInt("integration_key"), unwritten ? Long.MIN_VALUE : epoch, dialect.moment(row, "rolled_up_to"));
    }

    static void update(Handle handle, Dialect dialect, List<Row> rows) {
        String key = "integration_key";
        String sql = dialect.update("integration_health", key, COLUMNS, ", version = t.version + 1");
        dialect.bind(handle.createUpdate(sql), COLUMNS, rows).execute();
    }

    static Map<String, StoredState> read(Handle handle, Dialect dialect, Collection<String> ids) {
        Map<String, StoredState> states = new HashMap<>();
        String sql = STATES.formatted(dialect.among("integration_id", "ids"));
        dialect.bindAll(handle.createQuery(sql), "ids", Kind.TEXT, ids)
                .map((row, context) -> states.put(row.getString("integration_id"), state(row, dialect)))
                .list();
        return Map.copyOf(states);
    }

    private static StoredState state(ResultSet row, Dialect dialect) throws SQLException {
        long millis = row.getLong("response_time_ms");
        HealthState health = new HealthState(
                Words.status(row.getString("status")),
                dialect.moment(row, "status_since"),
                Words.status(row.getString("observed_status")),
                row.getInt("streak"),
                dialect.moment(row, "last_check_at"),
                dialect.moment(row, "last_success_at"),
                millis == 0 && isNull(row, "response_time_ms") ? -1 : millis,
                JsonColumn.problem(row.getString("last_error_message"), row.getString("last_error_details")),
                dialect.moment(row, "last_error_since"));
        return new StoredState(health, new AlertState(dialect.moment(row, "alert_sent_at"), openAlert(row, dialect)));
    }

    private static @Nullable Double percentage(double percentage) {
        return Double.isNaN(percentage) ? null : percentage;
    }

    private static boolean isNull(ResultSet row, String column) throws SQLException {
        return row.getObject(column) == null;
    }

    private static @Nullable OpenAlert openAlert(ResultSet row, Dialect dialect) throws SQLException {
        String id = row.getString("open_alert_id");
        Instant since = dialect.moment(row, "open_alert_since");
        if (id == null || since == null) {
            return null;
        }
        return new OpenAlert(
                id,
                Words.read(Severity.class, row.getString("open_alert_severity"), Severity.HIGH),
                since,
                JsonColumn.texts(row.getString("open_alert_channels")));
    }

    /**
     * What a locked row says.
     *
     * @param key the integration's key
     * @param epoch the highest one written, or {@link Long#MIN_VALUE}
     * @param rolledUpTo up to when its hours are rolled up, or null
     */
    record Locked(int key, long epoch, @Nullable Instant rolledUpTo) {}

    /**
     * The state of an integration after its last entry.
     *
     * @param key the integration's key
     * @param entry the last entry
     * @param rolledUpTo up to when hours stay rolled up, or null
     */
    record Row(int key, Entry entry, @Nullable Instant rolledUpTo) {

        /** Returns the row after one more result: an hour that is rolled up and gets another one is so no more. */
        static Row after(Locked locked, @Nullable Row before, Entry entry) {
            Instant rolledUpTo = before == null ? locked.rolledUpTo() : before.rolledUpTo();
            Instant at = Moments.stored(entry.observation().at());
            boolean late = rolledUpTo != null && at.isBefore(rolledUpTo);
            return new Row(locked.key(), entry, late ? Resolution.HOUR.floor(at) : rolledUpTo);
        }

        Rates rates() {
            return entry.rates();
        }

        HealthState health() {
            return entry.state();
        }

        @Nullable OpenAlert open() {
            return entry.alert().open();
        }

        @Nullable Long responseTimeMillis() {
            long millis = health().responseTimeMillis();
            return millis < 0 ? null : millis;
        }

        @Nullable String errorMessage() {
            Problem problem = health().problem();
            return problem == null ? null : Objects.requireNonNull(problem.message());
        }
    }
}
