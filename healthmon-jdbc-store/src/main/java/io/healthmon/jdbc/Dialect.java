package io.healthmon.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What differs from database to database; everything else is written once. */
interface Dialect {

    /** Returns the name of the folder with its migrations. */
    String folder();

    /** Returns the type of an array of a kind. */
    String arrayOf(Kind kind);

    /** Returns a statement that takes assignments from the rows of a source called {@code n} where keys are equal. */
    String update(String table, String key, String source, String assignments);

    /**
     * Returns a statement that adds the rows of a source called {@code n}, except those that are there already.
     *
     * @param columns the columns of the source
     * @param same a condition that tells whether row {@code r} of the table is row {@code n}
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

    /** Makes durable what was committed, as far as a commit alone does not. */
    void harden(Handle handle);

    /** Returns the SQL states of statements that others stopped and that may succeed when they are run again. */
    Set<String> passing();

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
