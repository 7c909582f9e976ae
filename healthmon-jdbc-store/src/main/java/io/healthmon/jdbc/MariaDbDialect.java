package io.healthmon.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.EmptyHandling;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/** MariaDB, and MySQL as far as both speak the same language. */
final class MariaDbDialect implements Dialect {

    /** Compares texts by their bytes; each of the two reads only the comment that is meant for it. */
    static final String COLLATION = "/*M! collate utf8mb4_nopad_bin *//*!80000 collate utf8mb4_0900_bin */";

    private static final int DEADLOCK = 1213;
    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final int DUPLICATE = 1062;

    private static final Set<Integer> PASSING = Set.of(DEADLOCK, LOCK_WAIT_TIMEOUT, DUPLICATE);

    /** Locks are the server's, so that the name holds the schema; a name has at most 64 characters. */
    private static final String LOCK_NAME = "concat('healthmon ', md5(coalesce(database(), '')))";

    private static final int LONGEST_WAIT_SECONDS = 60;

    @Override
    public String folder() {
        return "mariadb";
    }

    @Override
    public String currentSchema() {
        return "database()";
    }

    @Override
    public String now() {
        return "utc_timestamp(6)";
    }

    /** Without a zone, in UTC: what has a zone here ends in 2038 or is bound in the zone of the JVM. */
    @Override
    public Object toSql(Instant moment) {
        return utc(moment);
    }

    static LocalDateTime utc(Instant moment) {
        return Moments.toSql(moment).toLocalDateTime();
    }

    @Override
    public @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        LocalDateTime moment = row.getObject(column, LocalDateTime.class);
        return moment == null ? null : moment.toInstant(ZoneOffset.UTC);
    }

    @Override
    public String differ(String one, String other) {
        return "not (" + one + " <=> " + other + ")";
    }

    @Override
    public String among(String column, String name) {
        return column + " in (<" + name + ">)";
    }

    @Override
    public String along(String key, String table) {
        return table + " force index (" + (key.endsWith("_key") ? "primary" : key) + ")";
    }

    @Override
    public <S extends SqlStatement<S>> S bindAll(S statement, String name, Kind kind, Collection<?> values) {
        return statement.bindList(EmptyHandling.NULL_KEYWORD, name, List.copyOf(values));
    }

    @Override
    public String source(Bulk<?> columns) {
        return JsonRows.source(columns);
    }

    @Override
    public <R, S extends SqlStatement<S>> S bind(S statement, Bulk<R> columns, List<R> rows) {
        return JsonRows.bind(statement, columns, rows);
    }

    @Override
    public String update(String table, String key, Bulk<?> columns, String others) {
        return "update " + source(columns) + " straight_join " + along(key, table + " t") + " on t." + key + " = n."
                + key + " set " + columns.assignments(key, "t.") + others;
    }

    /** Not {@code insert ignore}, which ignores more than that a row is there. */
    @Override
    public String insertAbsent(String table, Bulk<?> columns, String same) {
        String any = columns.columns().get(0).name();
        return "insert into " + table + " (" + columns.names("") + ") select " + columns.names("n.") + " from "
                + source(columns) + " where true on duplicate key update " + any + " = " + table + "." + any;
    }

    @Override
    public Duration batchInterval() {
        return Duration.ofMillis(20);
    }

    @Override
    public void harden(Handle handle) {
        // a commit is enough, unless the server is told that it is not
    }

    /** What is read after a lock was waited for has to be what is there then, not at the begin of the transaction. */
    @Override
    public TransactionIsolationLevel isolation() {
        return TransactionIsolationLevel.READ_COMMITTED;
    }

    @Override
    public boolean passes(SQLException failure) {
        return PASSING.contains(failure.getErrorCode()) || "40001".equals(failure.getSQLState());
    }

    /** A change of the schema commits, so the lock is one of the connection. */
    @Override
    public void alone(Jdbi jdbi, Work prepare, Work work) throws SQLException {
        jdbi.useHandle(handle -> {
            lock(handle);
            try {
                prepare.on(handle);
                work.on(handle);
            } finally {
                handle.createQuery("select release_lock(" + LOCK_NAME + ")")
                        .mapTo(Integer.class)
                        .findOne();
            }
        });
    }

    private static void lock(Handle handle) throws SQLException {
        int got = handle.createQuery("select coalesce(get_lock(" + LOCK_NAME + ", " + LONGEST_WAIT_SECONDS + "), 0)")
                .mapTo(Integer.class)
                .one();
        if (got != 1) {
            throw new SQLException("another process has been changing the tables for " + LONGEST_WAIT_SECONDS + " s");
        }
    }
}
