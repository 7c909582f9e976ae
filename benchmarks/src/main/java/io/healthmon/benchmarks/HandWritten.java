package io.healthmon.benchmarks;

import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import io.healthmon.state.HealthState;
import io.healthmon.store.HealthStore.Entry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What those share who write into the tables of healthmon with a connection of their own, as one would by hand. */
abstract class HandWritten implements ResultWriter {

    /** The columns of a result, in the order of {@link #bindResult}. */
    static final String RESULT_COLUMNS =
            "integration_key, check_time, response_time_ms, status, error_message, error_details";

    /** The columns of a state, in the order of {@link #state}, after the key. */
    static final String[] STATE_COLUMNS = {
        "epoch",
        "status",
        "status_since",
        "observed_status",
        "streak",
        "last_check_at",
        "last_success_at",
        "response_time_ms",
        "consecutive_failures",
        "last_error_message",
        "last_error_details",
        "last_error_since"
    };

    static final String INSERT =
            "insert into integration_health_result (" + RESULT_COLUMNS + ") values (?, ?, ?, ?, ?, ?)";

    final Connection connection;
    private final Map<String, Integer> keys = new HashMap<>();

    /** Takes a connection over; the tables are there, and the integrations. */
    HandWritten(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select integration_id, integration_key from integration_health")) {
            while (rows.next()) {
                keys.put(rows.getString(1), rows.getInt(2));
            }
        }
        connection.setAutoCommit(false);
    }

    int key(Entry entry) {
        return Objects.requireNonNull(keys.get(entry.integrationId()), entry.integrationId());
    }

    void bindResult(PreparedStatement statement, Entry entry) throws SQLException {
        statement.setInt(1, key(entry));
        statement.setObject(2, sql(entry.observation().at()));
        statement.setLong(3, entry.observation().responseTimeMillis());
        statement.setInt(4, code(entry));
        statement.setString(5, message(entry.observation().problem()));
        statement.setString(6, details(entry.observation().problem()));
    }

    /** Status: 0 down, 1 degraded, 2 unknown, 3 healthy. */
    static int code(Entry entry) {
        HealthStatus status = entry.observation().status();
        return status == HealthStatus.HEALTHY ? 3 : status == HealthStatus.DOWN ? 0 : 2;
    }

    /** Returns the values of a state. */
    static @Nullable Object[] state(Entry entry) {
        HealthState state = entry.state();
        return new @Nullable Object[] {
            entry.epoch(),
            state.status().label(),
            sql(state.since()),
            state.observed().label(),
            state.streak(),
            sql(state.lastCheckAt()),
            sql(state.lastSuccessAt()),
            state.responseTimeMillis(),
            state.consecutiveFailures(),
            message(state.problem()),
            details(state.problem()),
            sql(state.problemSince())
        };
    }

    static @Nullable String message(@Nullable Problem problem) {
        return problem == null ? null : problem.message();
    }

    static @Nullable String details(@Nullable Problem problem) {
        return problem == null ? null : "{\"cause\":\"" + problem.cause().label() + "\"}";
    }

    static @Nullable OffsetDateTime sql(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }

    /** Returns the last entry of each integration. */
    static Map<String, Entry> lastOfEach(Iterable<Entry> entries) {
        Map<String, Entry> last = new HashMap<>();
        entries.forEach(entry -> last.put(entry.integrationId(), entry));
        return last;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
