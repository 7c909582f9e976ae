package io.healthmon.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** H2, in a file, in memory or behind its own server. */
final class H2Dialect implements Dialect {

    private static final int MOST_TRIES = 10;

    private static final Set<String> PASSING = Set.of("40001", "90131", "HYT00", "23505");

    @Override
    public String folder() {
        return "h2";
    }

    @Override
    public String source(Bulk<?> columns) {
        return ArrayRows.source(columns, kind -> kind.standardName + " array");
    }

    @Override
    public String update(String table, String key, Bulk<?> columns, String others) {
        return "merge into " + table + " t using " + source(columns) + " on (t." + key + " = n." + key
                + ") when matched then update set " + columns.assignments(key, "") + others;
    }

    @Override
    public String insertAbsent(String table, Bulk<?> columns, String same) {
        return "insert into " + table + " (" + columns.names("") + ") select " + columns.names("n.") + " from "
                + source(columns) + " where not exists (select 1 from " + table + " r where " + same + ")";
    }

    /** Each batch writes every page that it touches anew, so that fewer batches make a smaller file. */
    @Override
    public Duration batchInterval() {
        return Duration.ofMillis(50);
    }

    /**
     * What H2 writes to its file is not one state of all tables when others change them meanwhile: a process that is killed
     * then may leave a row that nobody can lock any more.
     */
    @Override
    public boolean writesOneAtATime() {
        return true;
    }

    /** H2 writes what was committed up to a second later; a checkpoint hands it to the operating system now. */
    @Override
    public void harden(Handle handle) {
        handle.execute("checkpoint");
    }

    @Override
    public boolean passes(SQLException failure) {
        return failure.getSQLState() != null && PASSING.contains(failure.getSQLState());
    }

    /** A change of the schema commits, so the lock is held by a connection of its own. */
    @Override
    public void alone(Jdbi jdbi, Work prepare, Work work) throws SQLException {
        jdbi.useHandle(handle -> prepare(handle, prepare));
        jdbi.useTransaction(holder -> {
            holder.execute("select id from healthmon_schema_lock for update wait 60");
            // opened, because a handle that is merely asked for would be the holder's
            try (Handle handle = jdbi.open()) {
                work.on(handle);
            }
        });
    }

    /** {@code create table if not exists} fails when another connection creates the table at the same moment. */
    private static void prepare(Handle handle, Work prepare) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                prepare.on(handle);
                return;
            } catch (JdbiException concurrent) {
                if (attempt == MOST_TRIES) {
                    throw concurrent;
                }
            }
        }
    }
}
