package io.healthmon.jdbc;

import io.healthmon.jdbc.JdbcHealthStoreBuilder.ConnectionSource;
import io.healthmon.metric.Resolution;
import io.healthmon.secret.Redactor;
import io.healthmon.store.StoreException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/**
 * The way to the database: made ready when it is first reached, every use a transaction that is tried again when others
 * were in its way, every failure a {@link StoreException}. Safe for use by multiple threads.
 */
final class Database {

    private static final int MOST_TRIES = 8;
    private static final Duration USUAL_BATCH_INTERVAL = Duration.ofMillis(20);

    private final ConnectionSource source;
    private final boolean migrate;
    private final Redactor redactor;
    private final Pause pause;
    private final ReentrantLock preparing = new ReentrantLock();
    private final ReentrantLock writing = new ReentrantLock();

    private volatile String place;
    private volatile @Nullable Ready ready;
    private volatile @Nullable Instant preparedFor;
    private volatile boolean closed;

    /**
     * Makes the way, without going it.
     *
     * @param place where the database is, for messages, as long as it has not said so itself
     * @param migrate whether tables are made and changed, or only looked at
     * @param redactor knows the secrets
     * @param pause parts the tries of a transaction
     */
    Database(ConnectionSource source, String place, boolean migrate, Redactor redactor, Pause pause) {
        this.source = source;
        this.pause = pause;
        this.place = place;
        this.migrate = migrate;
        this.redactor = redactor;
    }

    /** Makes the database ready if it is not yet. */
    void open() {
        guarded("open the store in", () -> ready());
    }

    <T> T read(String what, Work<T> work) {
        return guarded(what, () -> {
            Ready database = ready();
            return database.jdbi.withHandle(handle -> work.on(handle, database.dialect));
        });
    }

    /** Reads from one state of the database, however many statements that takes, and no more rows at a time than asked for. */
    <T> T readConsistently(String what, Work<T> work) {
        return guarded(what, () -> {
            Ready database = ready();
            return database.jdbi.withHandle(handle -> handle.inTransaction(
                    TransactionIsolationLevel.REPEATABLE_READ, same -> work.on(same, database.dialect)));
        });
    }

    /** Runs a transaction; what it wrote is durable when this returns. */
    <T> T write(String what, Work<T> work) {
        return guarded(what, () -> {
            Ready database = ready();
            for (int attempt = 1; ; attempt++) {
                try {
                    return attempt(database, work);
                } catch (RuntimeException | SQLException failure) {
                    if (attempt == MOST_TRIES || !passes(failure, database.dialect)) {
                        throw failure;
                    }
                    pause.after(attempt);
                }
            }
        });
    }

    private <T> T attempt(Ready database, Work<T> work) throws SQLException {
        boolean alone = database.dialect.writesOneAtATime();
        if (alone) {
            // before a connection is taken, so that those who read find one
            writing.lock();
        }
        try {
            return database.jdbi.withHandle(handle -> transaction(handle, database.dialect, work));
        } finally {
            if (alone) {
                writing.unlock();
            }
        }
    }

    private static <T> T transaction(Handle handle, Dialect dialect, Work<T> work) throws SQLException {
        TransactionIsolationLevel isolation = dialect.isolation();
        T result = isolation == TransactionIsolationLevel.UNKNOWN
                ? handle.inTransaction(same -> work.on(same, dialect))
                : handle.inTransaction(isolation, same -> work.on(same, dialect));
        dialect.harden(handle);
        return result;
    }

    private static boolean passes(Exception failure, Dialect dialect) {
        SQLException sql = Failure.sqlException(failure);
        return sql != null && dialect.passes(sql);
    }

    /**
     * Makes ready what the days to come need, unless that was done in this hour. A clock that is ahead of the server's makes
     * ready what the server's clock asks for: days that are not over would be taken for it.
     */
    void prepareFor(Instant now) {
        Instant hour = Resolution.HOUR.floor(now);
        if (!hour.equals(preparedFor)) {
            guarded("prepare days in", () -> {
                Ready database = ready();
                database.jdbi.useHandle(handle -> {
                    Instant there = serverTime(handle, database.dialect);
                    database.dialect.prepare(handle, now.isBefore(there) ? now : there);
                });
                return hour;
            });
            preparedFor = hour;
        }
    }

    /** Makes ready again what the store needs from day to day. */
    void keep() {
        read("prepare the days of", (handle, dialect) -> {
            dialect.prepare(handle, serverTime(handle, dialect));
            return true;
        });
    }

    /** Returns the time of the server. */
    Instant now() {
        return read("read the clock of", Database::serverTime);
    }

    Duration batchInterval() {
        Ready database = ready;
        return database == null ? USUAL_BATCH_INTERVAL : database.dialect.batchInterval();
    }

    void close() {
        closed = true;
    }

    void requireOpen() {
        if (closed) {
            throw new StoreException("the store in " + place + " is closed", null);
        }
    }

    /** Puts off an interrupt until the call is over: in the middle of one, H2 would lose its file. */
    private <T> T guarded(String what, Call<T> call) {
        requireOpen();
        boolean interrupted = Thread.interrupted();
        try {
            return call.run();
        } catch (StoreException clear) {
            throw clear;
        } catch (RuntimeException | SQLException failure) {
            requireOpen();
            throw Failure.of(what, place, failure, redactor);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Ready ready() throws SQLException {
        Ready known = ready;
        if (known != null) {
            return known;
        }
        preparing.lock();
        try {
            Ready made = ready;
            if (made == null) {
                made = prepare();
                ready = made;
            }
            return made;
        } finally {
            preparing.unlock();
        }
    }

    private Ready prepare() throws SQLException {
        Dialect dialect;
        boolean autoCommit;
        try (Connection first = source.first().connect()) {
            DatabaseMetaData found = first.getMetaData();
            place = Place.of(found.getURL());
            dialect = dialect(found.getDatabaseProductName());
            autoCommit = first.getAutoCommit();
        }
        Jdbi jdbi = Jdbi.create(new Connections(source.source(), autoCommit));
        jdbi.registerArgument(new Moments(dialect));
        Schema schema = new Schema(dialect, place);
        if (migrate) {
            schema.migrate(jdbi);
        } else {
            schema.validate(jdbi);
        }
        jdbi.useHandle(handle -> dialect.prepare(handle, serverTime(handle, dialect)));
        return new Ready(jdbi, dialect);
    }

    /** The server's clock, because this one may be wrong and the tables were made by that one. */
    private static Instant serverTime(Handle handle, Dialect dialect) {
        return handle.createQuery("select " + dialect.now() + " as now")
                .map((row, context) -> dialect.someMoment(row, "now"))
                .one();
    }

    private Dialect dialect(String product) {
        return switch (product) {
            case "H2" -> new H2Dialect();
            case "PostgreSQL" -> new PostgreSqlDialect();
            case "MariaDB", "MySQL" -> new MariaDbDialect();
            default ->
                throw new StoreException(
                        "the store in " + place + " is not possible: the database is " + product
                                + "; use H2, PostgreSQL, MariaDB or MySQL",
                        null);
        };
    }

    /** What to do with a connection. */
    interface Work<T> {
        T on(Handle handle, Dialect dialect) throws SQLException;
    }

    private interface Call<T> {
        T run() throws SQLException;
    }

    private record Ready(Jdbi jdbi, Dialect dialect) {}
}
