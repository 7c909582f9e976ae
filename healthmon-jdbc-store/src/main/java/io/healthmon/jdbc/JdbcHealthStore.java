package io.healthmon.jdbc;

import io.healthmon.maintenance.MaintenanceStore;
import io.healthmon.outbox.AlertOutbox;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHolder;
import io.healthmon.state.Observation;
import io.healthmon.store.AuditLog;
import io.healthmon.store.HealthStore;
import io.healthmon.store.IntegrationStore;
import io.healthmon.store.LogSize;
import io.healthmon.store.MetricStore;
import io.healthmon.store.RollupStore;
import io.healthmon.store.StoreException;
import io.healthmon.store.StoredState;
import io.healthmon.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps everything in a database, H2, PostgreSQL or MariaDB, which may be the application's own.
 *
 * <p>Makes its tables when it is created and brings them to its version, under a lock, so that any number of instances may
 * start at once. What {@link #append} has returned from outlives the process, {@code kill -9} included. Results that are
 * appended again, because it was left open whether they had been written, are written once: an integration has one
 * result for a microsecond. {@link #logSize} is exact, and counts, in PostgreSQL only what came since the last day that is
 * over; it is not for every second.
 *
 * <p>Failures are {@link StoreException}s of one line that say what to do, and never show a password. Once the database is
 * back, everything works again.
 *
 * <p>Safe for use by multiple threads, and by multiple processes as far as the database is: PostgreSQL, MariaDB, and H2 behind a
 * server. Needs up to one connection for each call under way, and a second one while it makes tables in H2.
 *
 * @since 0.1
 */
public final class JdbcHealthStore implements HealthStore, SecretHolder {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcHealthStore.class);

    /** Others waited up to 200 ms behind a try to drop a day. */
    private static final Pause AFTER_READERS = Pause.of(Duration.ofSeconds(1));

    private final Database database;
    private final AutoCloseable pool;
    private final List<Secret> secrets;
    private final IntegrationStore integrations;
    private final AlertOutbox outbox;
    private final RollupStore rollups;
    private final MaintenanceStore maintenance;
    private final AuditLog audit;
    private final MetricStore metrics;

    JdbcHealthStore(Database database, AutoCloseable pool, List<Secret> secrets) {
        this.secrets = secrets;
        this.database = database;
        this.pool = pool;
        this.integrations = new IntegrationTable(database);
        this.outbox = new OutboxTable(database);
        this.rollups = new RollupTable(database);
        this.maintenance = new MaintenanceTable(database);
        this.audit = new AuditTable(database);
        this.metrics = new MetricTable(database);
    }

    /**
     * Returns a store in a database of the application, which stays the application's: closing the store leaves it open.
     *
     * @throws StoreException if the database cannot be reached or is none that can be used
     */
    public static JdbcHealthStore create(DataSource dataSource) {
        return builder(dataSource).build();
    }

    /** Returns a builder of a store in a database of the application. */
    public static JdbcHealthStoreBuilder builder(DataSource dataSource) {
        return JdbcHealthStoreBuilder.of(dataSource);
    }

    /**
     * Returns a store with a pool of its own, of up to 4 connections, which is closed with the store.
     *
     * @param url such as {@code jdbc:h2:file:./data/healthmon} or {@code jdbc:postgresql://localhost/app}
     * @param user the user's name; empty for none
     * @throws StoreException if the database cannot be reached within 3 s or is none that can be used, or if HikariCP or
     *     the driver is not on the class path
     */
    public static JdbcHealthStore open(String url, String user, Secret password) {
        return builder(url, user, password).build();
    }

    /** Returns a builder of a store with a pool of its own, as {@link #open} makes it. */
    public static JdbcHealthStoreBuilder builder(String url, String user, Secret password) {
        return JdbcHealthStoreBuilder.of(url, user, password);
    }

    /** Returns the password of the database, wherever it was given; none of an application's own data source. */
    @Override
    public List<Secret> secrets() {
        return secrets;
    }

    @Override
    public List<Entry> append(List<Entry> entries) {
        database.requireOpen();
        if (entries.isEmpty()) {
            return List.of();
        }
        Batch batch = new Batch(entries);
        return database.write("append results to", batch::write);
    }

    @Override
    public Map<String, StoredState> states(Collection<String> integrationIds) {
        return database.read("read states of", (handle, dialect) -> StateTable.read(handle, dialect, integrationIds));
    }

    @Override
    public List<Observation> history(String integrationId, TimeRange range, int limit) {
        requirePositive(limit);
        return database.read(
                "read results of",
                (handle, dialect) -> ResultTable.history(handle, dialect, integrationId, range, limit));
    }

    @Override
    public List<Observation> page(String integrationId, TimeRange range, int limit) {
        requirePositive(limit);
        return database.read(
                "read results of", (handle, dialect) -> ResultTable.page(handle, dialect, integrationId, range, limit));
    }

    static void requirePositive(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + " is not allowed; use 1 or more");
        }
    }

    @Override
    public RollupStore rollups() {
        return rollups;
    }

    @Override
    public MetricStore metrics() {
        return metrics;
    }

    @Override
    public MaintenanceStore maintenance() {
        return maintenance;
    }

    @Override
    public AuditLog audit() {
        return audit;
    }

    @Override
    public IntegrationStore integrations() {
        return integrations;
    }

    @Override
    public AlertOutbox outbox() {
        return outbox;
    }

    /** Returns 20 ms for PostgreSQL and MariaDB, and 50 ms for H2. */
    @Override
    public Duration batchInterval() {
        return database.batchInterval();
    }

    @Override
    public LogSize logSize() {
        return database.read("count the results of", (handle, dialect) -> ResultTable.size(handle, dialect));
    }

    /** Returns the time of the database server. */
    @Override
    public Instant now(Instant here) {
        return database.now();
    }

    /**
     * Makes the days ahead and drops whole ones in PostgreSQL, and removes other results in transactions of some 5,000, so
     * that nobody waits for it; a failure leaves the rest. A whole day that somebody reads all the while, for some seconds,
     * stays until the next time, with those after it.
     */
    @Override
    public long removeBefore(Instant moment) {
        database.keep();
        Partitions.Dropped dropped = Partitions.dropBefore(database, moment, AFTER_READERS);
        if (!dropped.stayed().isEmpty()) {
            LOG.warn(
                    "healthmon: {} days of results from {} on could not be dropped, because others use the log; they stay until"
                            + " the next clean-up; let no transaction read for long at its time, or set"
                            + " \"retention.cleanupAt\" to another one",
                    dropped.stayed().size(),
                    dropped.stayed().get(0).name());
        }
        long removed = dropped.results();
        for (TimeRange rest : dropped.rest()) {
            removed += removeSingly(rest);
        }
        return removed;
    }

    private long removeSingly(TimeRange range) {
        List<Integer> keys = new ArrayList<>(
                database.read("read results of", (handle, dialect) -> ResultTable.keysWithin(handle, range)));
        long removed = 0;
        while (!keys.isEmpty()) {
            List<Integer> left = new ArrayList<>(keys);
            removed += database.write("remove results from", (handle, dialect) -> {
                left.clear();
                left.addAll(keys);
                return ResultTable.removeSome(handle, dialect, left, range);
            });
            keys.clear();
            keys.addAll(left);
        }
        return removed;
    }

    @Override
    public void close() {
        database.close();
        try {
            pool.close();
        } catch (Exception unclosed) {
            throw new StoreException("cannot close the connections of the store: " + unclosed.getMessage(), null);
        }
    }
}
