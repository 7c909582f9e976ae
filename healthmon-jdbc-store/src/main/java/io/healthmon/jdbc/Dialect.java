package io.healthmon.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/** What differs from database to database; everything else is written once. */
interface Dialect {

    /** Returns the name of the folder with its migrations. */
    String folder();

    /** Returns the name of the schema that is used, as an expression. */
    default String currentSchema() {
        return "current_schema";
    }

    /** Returns the time of the server, as an expression that {@link #moment} reads. */
    default String now() {
        return "current_timestamp";
    }

    /** Returns a moment as the driver takes it. */
    default Object toSql(Instant moment) {
        return Moments.toSql(moment);
    }

    /** Reads a moment from a column. */
    default @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    /** Reads a moment from a column that is never null. */
    default Instant someMoment(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(moment(row, column));
    }

    /** Returns a condition that tells whether two expressions differ; null differs from all but null. */
    default String differ(String one, String other) {
        return one + " is distinct from " + other;
    }

    /** Returns a condition that tells whether a column has one of the values that {@link #bindAll} binds to a name. */
    default String among(String column, String name) {
        return column + " = any(:" + name + ")";
    }

    /**
     * Returns a table for a statement that locks rows by a key, so that it waits for no others: where a database locks
     * what it reads, and not what it finds, it must not read the whole table, however small that is.
     */
    default String along(String key, String table) {
        return table;
    }

    /** Binds any number of values, none too, for {@link #among}. */
    default <S extends SqlStatement<S>> S bindAll(S statement, String name, Kind kind, Collection<?> values) {
        return ArrayRows.bindAll(statement, name, kind, values);
    }

    /** Returns rows that {@link #bind} binds, as a table called {@code n}. */
    String source(Bulk<?> columns);

    /** Binds rows to a statement made with {@link #source}. */
    default <R, S extends SqlStatement<S>> S bind(S statement, Bulk<R> columns, List<R> rows) {
        return ArrayRows.bind(statement, columns, rows);
    }

    /**
     * Returns a statement that takes the other columns from rows that {@link #bind} binds where a key is equal.
     *
     * @param others more assignments, each after a comma; may name the table {@code t}
     */
    String update(String table, String key, Bulk<?> columns, String others);

    /**
     * Returns a statement that adds rows that {@link #bind} binds, except those that are there already.
     *
     * @param same a condition that tells whether row {@code r} of the table is row {@code n}; a key of the table
     */
    String insertAbsent(String table, Bulk<?> columns, String same);

    /**
     * Adds rows in the fastest way there is, and fails if one is there already or comes twice.
     *
     * @return false if there is no such way or it is not worth it, and nothing was done
     */
    default <R> boolean addAll(Handle handle, String table, Bulk<R> columns, List<R> rows) throws SQLException {
        return false;
    }

    /**
     * Makes ready what the store needs from day to day; to be called when it opens and each time it cleans up.
     *
     * @param handle not in a transaction
     */
    default void prepare(Handle handle, Instant now) {
        // most need nothing
    }

    /** Returns whether the results of a day can be removed as a whole, by {@link Partitions}. */
    default boolean partitioned() {
        return false;
    }

    /** Returns the least time between two batches that is worth waiting for. */
    Duration batchInterval();

    /** Returns whether transactions that write must not run side by side in this process. */
    default boolean writesOneAtATime() {
        return false;
    }

    /** Makes durable what was committed, as far as a commit alone does not. */
    void harden(Handle handle);

    /** Returns how transactions see those of others; unknown for what the connection has. */
    default TransactionIsolationLevel isolation() {
        return TransactionIsolationLevel.UNKNOWN;
    }

    /** Returns whether others stopped what failed, so that it may succeed when it is run again. */
    boolean passes(SQLException failure);

    /**
     * Runs something while no other process and no other thread does so on this database.
     *
     * @param prepare makes what the lock may need; may run beside others and more than once
     * @param work runs alone, in a transaction where the database has them for changes of the schema
     */
    void alone(Jdbi jdbi, Work prepare, Work work) throws SQLException;

    /** Something to do on a connection. */
    interface Work {
        void on(Handle handle) throws SQLException;
    }
}
