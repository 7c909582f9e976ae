package io.healthmon.benchmarks;

import io.healthmon.store.HealthStore.Entry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The fastest way into a file of H2 by JDBC: a batch of inserts and a batch of merges, and what makes them durable. */
final class BatchWriter extends HandWritten {

    private static final String MERGE = "merge into integration_health (integration_key, integration_id,"
            + " integration_name, " + String.join(", ", STATE_COLUMNS) + ") key (integration_key) values (?, ?, ?"
            + ", ?".repeat(STATE_COLUMNS.length) + ")";

    private final PreparedStatement insert;
    private final PreparedStatement merge;
    private final Statement checkpoint;

    BatchWriter(Connection connection) throws SQLException {
        super(connection);
        insert = connection.prepareStatement(INSERT);
        merge = connection.prepareStatement(MERGE);
        checkpoint = connection.createStatement();
    }

    @Override
    public void write(List<Entry> entries) throws SQLException {
        for (Entry entry : entries) {
            bindResult(insert, entry);
            insert.addBatch();
        }
        insert.executeBatch();
        for (Entry entry : lastOfEach(entries).values()) {
            bindState(entry);
            merge.addBatch();
        }
        merge.executeBatch();
        connection.commit();
        checkpoint.execute("checkpoint");
    }

    private void bindState(Entry entry) throws SQLException {
        merge.setInt(1, key(entry));
        merge.setString(2, entry.integrationId());
        merge.setString(3, entry.integrationId());
        int position = 4;
        for (Object value : state(entry)) {
            merge.setObject(position++, value);
        }
    }
}
