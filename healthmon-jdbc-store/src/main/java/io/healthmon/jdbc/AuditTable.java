package io.healthmon.jdbc;

import io.healthmon.store.AuditLog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The table of who changed what: {@code admin_audit_log}. */
final class AuditTable implements AuditLog {

    private static final String ADD = "insert into admin_audit_log (occurred_at, actor, action, subject, details)"
            + " values (:at, :actor, :action, :subject, :details)";

    private static final String PAGE = "select * from admin_audit_log where audit_key < :before";

    private static final String PAGE_END = " order by audit_key desc limit :limit";

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
        return page(Filter.ALL, NEWEST, limit).entries();
    }

    @Override
    public Page page(Filter filter, long before, int limit) {
        JdbcHealthStore.requirePositive(limit);
        Map<String, String> wanted = wanted(filter);
        String conditions = wanted.keySet().stream()
                .map(column -> " and " + column + " = :" + column)
                .collect(Collectors.joining());
        List<Keyed> found = database.read("read the audit log of", (handle, dialect) -> {
            Query query = handle.createQuery(PAGE + conditions + PAGE_END)
                    .bind("before", before)
                    .bind("limit", limit + 1L);
            wanted.forEach(query::bind);
            return query.map((row, context) -> new Keyed(row.getLong("audit_key"), entry(row, dialect)))
                    .list();
        });
        List<Keyed> page = found.subList(0, Math.min(limit, found.size()));
        Long next = found.size() > limit ? page.get(limit - 1).key() : null;
        return new Page(page.stream().map(Keyed::entry).toList(), next);
    }

    /** Returns the columns that have to have a certain value, each with it. */
    private static Map<String, String> wanted(Filter filter) {
        Map<String, String> wanted = new LinkedHashMap<>();
        put(wanted, "action", filter.action());
        put(wanted, "actor", filter.actor());
        put(wanted, "subject", filter.subject());
        return wanted;
    }

    private static void put(Map<String, String> wanted, String column, @Nullable String value) {
        if (value != null) {
            wanted.put(column, value);
        }
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

    private record Keyed(long key, Entry entry) {}

    private static Entry entry(ResultSet row, Dialect dialect) throws SQLException {
        return new Entry(
                dialect.someMoment(row, "occurred_at"),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("details"));
    }
}
