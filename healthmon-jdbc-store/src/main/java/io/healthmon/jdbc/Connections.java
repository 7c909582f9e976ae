package io.healthmon.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;

/**
 * Connections in auto-commit mode, whatever the pool of the application hands out: Jdbi takes another one for a
 * transaction that somebody else began and will end. They go back as they came.
 */
final class Connections implements ConnectionFactory {

    private final DataSource source;
    private final boolean autoCommit;

    /**
     * Makes the factory.
     *
     * @param autoCommit the mode in which the source hands out its connections
     */
    Connections(DataSource source, boolean autoCommit) {
        this.source = source;
        this.autoCommit = autoCommit;
    }

    @Override
    public Connection openConnection() throws SQLException {
        Connection connection = source.getConnection();
        if (!autoCommit) {
            connection.setAutoCommit(true);
        }
        return connection;
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
        try (connection) {
            if (!autoCommit && !connection.isClosed()) {
                connection.setAutoCommit(false);
            }
        }
    }
}
