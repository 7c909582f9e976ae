package io.healthmon.jdbc;

import io.healthmon.store.AuditLog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of who changed what: {@code admin_audit_log}. */
final class AuditTable implements AuditLog {

    private static final String ADD = "insert into admin_audit_log (occurred_at, actor, action, subject, details)"
            + " values (:at, :actor, :action, :subject, :details)";

    private static final String NEWEST = "select * from admin_audit_log order by audit_key desc limit :limit";

    private static final String LAST =
            "select * from admin_audit_log where action = :action order by audit_key desc limit 1";

    private final Database database;

    AuditTable(Database database) {
        this.database = database;
    }

    @Override
    public void add(Entry entry) {
        database.write("write the audit log of", (handle, dialect) -> add(handle, entry));
    }

    /** Adds an entry within a transaction that does what it tells of. */
    static int add(Handle handle, Entry entry) {
        return handle.createUpdate(ADD)
                .bind("at", entry.at())
                .bind("actor", entry.actor())
                .bind("action", entry.action())
                .bind("subject", entry.subject())
                .bind("details", entry.details())
                .execute();
    }

    @Override
    public List<Entry> newest(int limit) {
        JdbcHealthStore.requirePositive(limit);
        return database.read(
                "read the audit log of",
                (handle, dialect) -> handle.createQuery(NEWEST)
                        .bind("limit", limit)
                        .map((row, context) -> entry(row, dialect))
                        .list());
    }

    @Override
    public Optional<Entry> last(String action) {
        return database.read(
                "read the audit log of",
                (handle, dialect) -> handle.createQuery(LAST)
                        .bind("action", action)
                        .map((row, context) -> entry(row, dialect))
                        .findOne());
    }

    private static Entry entry(ResultSet row, Dialect dialect) throws SQLException {
        return new Entry(
                dialect.someMoment(row, "occurred_at"),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("details"));
    }
}
