package io.healthmon.benchmarks;

import io.healthmon.store.HealthStore.Entry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** The fastest way into PostgreSQL: one {@code COPY} of all results and one upsert of the distinct states. */
final class CopyWriter extends HandWritten {

    private static final String COPY = "copy integration_health_result (" + RESULT_COLUMNS + ") from stdin";

    private static final String[] STATE_TYPES = {
        "bigint",
        "text",
        "timestamptz",
        "text",
        "integer",
        "timestamptz",
        "timestamptz",
        "bigint",
        "integer",
        "text",
        "text",
        "timestamptz"
    };

    private static final String UPSERT = "insert into integration_health as t (integration_id, integration_name, "
            + String.join(", ", STATE_COLUMNS) + ") select * from unnest(?::text[], ?::text[], "
            + Arrays.stream(STATE_TYPES).map(type -> "?::" + type + "[]").collect(Collectors.joining(", "))
            + ") on conflict (integration_id) do update set "
            + Arrays.stream(STATE_COLUMNS)
                    .map(column -> column + " = excluded." + column)
                    .collect(Collectors.joining(", "))
            + ", version = t.version + 1";

    private final PreparedStatement upsert;

    CopyWriter(Connection connection) throws SQLException {
        super(connection);
        upsert = connection.prepareStatement(UPSERT);
    }

    @Override
    public void write(List<Entry> entries) throws SQLException {
        copy(entries);
        upsert(new ArrayList<>(lastOfEach(entries).values()));
        connection.commit();
    }

    private void copy(List<Entry> entries) throws SQLException {
        StringBuilder text = new StringBuilder(64 * entries.size());
        for (Entry entry : entries) {
            text.append(key(entry)).append('\t');
            text.append(entry.observation().at()).append('\t');
            text.append(entry.observation().responseTimeMillis()).append('\t');
            text.append(code(entry)).append('\t');
            text.append(field(message(entry.observation().problem()))).append('\t');
            text.append(field(details(entry.observation().problem()))).append('\n');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
        copy.writeToCopy(bytes, 0, bytes.length);
        copy.endCopy();
    }

    /** Nothing here has a character that would have to be masked. */
    private static String field(@Nullable String text) {
        return text == null ? "\\N" : text;
    }

    private void upsert(List<Entry> states) throws SQLException {
        String[] ids = states.stream().map(Entry::integrationId).toArray(String[]::new);
        upsert.setArray(1, connection.createArrayOf("text", ids));
        upsert.setArray(2, connection.createArrayOf("text", ids));
        for (int column = 0; column < STATE_TYPES.length; column++) {
            @Nullable Object[] values = new @Nullable Object[ids.length];
            for (int row = 0; row < ids.length; row++) {
                values[row] = state(states.get(row))[column];
            }
            upsert.setArray(column + 3, connection.createArrayOf(STATE_TYPES[column], values));
        }
        upsert.executeUpdate();
    }
}
