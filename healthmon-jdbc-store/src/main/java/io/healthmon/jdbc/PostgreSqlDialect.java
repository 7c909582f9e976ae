package io.healthmon.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** PostgreSQL. */
final class PostgreSqlDialect implements Dialect {

    /** Tells this lock from those of the application, and the schemas of one database from each other. */
    private static final String LOCK = "select pg_advisory_xact_lock(1751477356, hashtext(current_schema()))";

    /** Fewer rows are as fast in a statement, which does not fail for one that is there. */
    private static final int FEWEST_COPIED = 20;

    /** What the server says when it has row-level security for this user. */
    private static final String NO_COPY = "0A000";

    /** A row that was on its way to the partition of all other days when that day's own one was made. */
    private static final String DAY_WAS_MADE = "23514";

    private static final Set<String> PASSING = Set.of("40001", "40P01", "23505", DAY_WAS_MADE, NO_COPY);

    /** An application may bring the driver where this library cannot see it. */
    private volatile boolean copies = hasDriver();

    @Override
    public String folder() {
        return "postgresql";
    }

    @Override
    public String source(Bulk<?> columns) {
        return ArrayRows.source(columns, kind -> kind.postgreSqlName + "[]");
    }

    @Override
    public String update(String table, String key, Bulk<?> columns, String others) {
        return "update " + table + " t set " + columns.assignments(key, "") + others + " from " + source(columns)
                + " where t." + key + " = n." + key;
    }

    /** Asks the unique index, whatever the planner thinks of a table that grew since it looked. */
    @Override
    public String insertAbsent(String table, Bulk<?> columns, String same) {
        return "insert into " + table + " (" + columns.names("") + ") select " + columns.names("n.") + " from "
                + source(columns) + " on conflict do nothing";
    }

    @Override
    public <R> boolean addAll(Handle handle, String table, Bulk<R> columns, List<R> rows) throws SQLException {
        if (!copies || rows.size() < FEWEST_COPIED) {
            return false;
        }
        try {
            return new Copy<>(table, columns).write(handle.getConnection(), columns.names(""), rows);
        } catch (SQLException failure) {
            // asked again, without COPY, because the transaction is lost
            copies = !NO_COPY.equals(failure.getSQLState());
            throw failure;
        }
    }

    private static boolean hasDriver() {
        try {
            Class.forName("org.postgresql.PGConnection", false, PostgreSqlDialect.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    @Override
    public void prepare(Handle handle, Instant now) {
        Partitions.prepare(handle, now);
    }

    @Override
    public boolean partitioned() {
        return true;
    }

    @Override
    public Duration batchInterval() {
        return Duration.ofMillis(20);
    }

    @Override
    public void harden(Handle handle) {
        // a commit is enough
    }

    @Override
    public boolean passes(SQLException failure) {
        return failure.getSQLState() != null && PASSING.contains(failure.getSQLState());
    }

    @Override
    public void alone(Jdbi jdbi, Work prepare, Work work) throws SQLException {
        jdbi.useTransaction(handle -> {
            handle.execute(LOCK);
            prepare.on(handle);
            work.on(handle);
        });
    }
}
