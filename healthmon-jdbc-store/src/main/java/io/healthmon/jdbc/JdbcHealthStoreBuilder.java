package io.healthmon.jdbc;

import io.healthmon.secret.Redactor;
import io.healthmon.secret.Secret;
import io.healthmon.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds a {@link JdbcHealthStore}. Not safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class JdbcHealthStoreBuilder {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcHealthStore.class);

    private final String place;
    private final List<Secret> secrets;
    private final Supplier<ConnectionSource> source;
    private boolean migrate = true;
    private boolean required = true;

    private JdbcHealthStoreBuilder(String place, List<Secret> secrets, Supplier<ConnectionSource> source) {
        this.place = place;
        this.secrets = List.copyOf(secrets);
        this.source = source;
    }

    static JdbcHealthStoreBuilder of(DataSource dataSource) {
        Objects.requireNonNull(dataSource, "dataSource");
        return new JdbcHealthStoreBuilder(
                "the database of the data source",
                List.of(),
                () -> new ConnectionSource(dataSource, dataSource::getConnection, () -> {}));
    }

    static JdbcHealthStoreBuilder of(String url, String user, Secret password) {
        String place = Place.of(url);
        List<Secret> secrets = new ArrayList<>(Place.passwords(url));
        if (!password.isBlank()) {
            secrets.add(password);
        }
        return new JdbcHealthStoreBuilder(place, secrets, () -> ConnectionPool.open(url, place, user, password));
    }

    /**
     * Sets whether the store makes and changes its tables. If not, it looks at them alone and refuses to start when they
     * are not of its version. Default: it does.
     */
    public JdbcHealthStoreBuilder migrate(boolean migrate) {
        this.migrate = migrate;
        return this;
    }

    /**
     * Sets whether the database has to be there when the store is made. If not, the store is made without it, refuses
     * everything, and makes itself ready when it first reaches it. What waiting cannot mend, such as a wrong password or a
     * schema of another version, is refused in any case. Default: it has to be there.
     */
    public JdbcHealthStoreBuilder required(boolean required) {
        this.required = required;
        return this;
    }

    /**
     * Makes the store.
     *
     * @throws StoreException if the database cannot be used, in words for the person who configured it
     */
    public JdbcHealthStore build() {
        ConnectionSource connections = source.get();
        Redactor redactor = Redactor.standard().with(secrets);
        Database database = new Database(connections, place, migrate, redactor, Pause.random());
        JdbcHealthStore store = new JdbcHealthStore(database, connections.pool(), secrets);
        try {
            database.open();
        } catch (StoreException failure) {
            Throwable cause = failure.getCause();
            if (required || cause == null || !Failure.isAway(cause)) {
                store.close();
                throw failure;
            }
            LOG.warn("healthmon: {}; the store starts without it", failure.getMessage());
        }
        return store;
    }

    /**
     * Where connections come from.
     *
     * @param source gives them
     * @param first gives the first one, and says best why there is none
     * @param pool is closed with the store
     */
    record ConnectionSource(DataSource source, First first, AutoCloseable pool) {}

    /** Gives a connection. */
    interface First {
        Connection connect() throws SQLException;
    }
}
