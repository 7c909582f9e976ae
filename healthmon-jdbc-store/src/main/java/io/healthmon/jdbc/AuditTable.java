package io.healthmon.jdbc;

import io.healthmon.store.AuditLog;
import java.util.List;
import java.util.Objects;

/** The table of who changed what: {@code admin_audit_log}. */
final class AuditTable implements AuditLog {

    private static final String ADD = "insert into admin_audit_log (occurred_at, actor, action, subject, details)"
            + " values (:at, :actor, :action, :subject, :details)";

    private static final String NEWEST = "select * from admin_audit_log order by audit_key desc limit :limit";

    private final Database database;

    AuditTable(Database database) {
        this.database = database;
    }

    @Override
    public void add(Entry entry) {
        database.write(
                "write the audit log of",
                (handle, dialect) -> handle.createUpdate(ADD)
                        .bind("at", entry.at())
                        .bind("actor", entry.actor())
                        .bind("action", entry.action())
                        .bind("subject", entry.subject())
                        .bind("details", entry.details())
                        .execute());
    }

    @Override
    public List<Entry> newest(int limit) {
        JdbcHealthStore.requirePositive(limit);
        return database.read(
                "read the audit log of",
                (handle, dialect) -> handle.createQuery(NEWEST)
                        .bind("limit", limit)
                        .map((row, context) -> new Entry(
                                Objects.requireNonNull(Moments.read(row, "occurred_at")),
                                row.getString("actor"),
                                row.getString("action"),
                                row.getString("subject"),
                                row.getString("details")))
                        .list());
    }
}
