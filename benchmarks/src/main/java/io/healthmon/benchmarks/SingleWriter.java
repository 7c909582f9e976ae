package io.healthmon.benchmarks;

import io.healthmon.store.HealthStore.Entry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** What many programs do: a transaction for each check, with one insert and one update. */
final class SingleWriter extends HandWritten {

    private static final String UPDATE = "update integration_health set " + String.join(" = ?, ", STATE_COLUMNS)
            + " = ?, version = version + 1 where integration_key = ?";

    private final PreparedStatement insert;
    private final PreparedStatement update;

    SingleWriter(Connection connection) throws SQLException {
        super(connection);
        insert = connection.prepareStatement(INSERT);
        update = connection.prepareStatement(UPDATE);
    }

    @Override
    public void write(List<Entry> entries) throws SQLException {
        for (Entry entry : entries) {
            bindResult(insert, entry);
            insert.executeUpdate();
            int position = 1;
            for (Object value : state(entry)) {
                update.setObject(position++, value);
            }
            update.setInt(position, key(entry));
            update.executeUpdate();
            connection.commit();
        }
    }
}
