package io.healthmon.jdbc;

import io.healthmon.check.Integration;
import io.healthmon.store.AuditLog;
import io.healthmon.store.IntegrationStore;
import io.healthmon.store.OperatorSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The operator's columns of {@code integration_health}, and beside them what the application declared. */
final class IntegrationTable implements IntegrationStore {

    private static final Bulk<String> IDS = new Bulk<>(
            Bulk.column("integration_id", Kind.TEXT, id -> id), Bulk.column("integration_name", Kind.TEXT, id -> id));

    private static final String LOCK = "select * from %s where %s order by integration_key for update";

    private static final String WITHDRAW = "update %s"
            + " set declared = false, enabled_when_declared = enabled, enabled = false"
            + " where declared and " + DefinitionTable.NONE + " and %s";

    /** Compares in the database, so that asking again and again costs what was edited and not what is there. */
    private static final String EDITED =
            "select * from integration_health where declared and (paused_until is not null or %s)";

    private static final List<String> EDITABLE = List.of(
            "endpoint_url",
            "enabled",
            "check_interval_ms",
            "timeout_ms",
            "alert_threshold",
            "alert_on_failure",
            "alert_email");

    private static final String DECLARED =
            "select integration_id from integration_health where declared and " + DefinitionTable.NONE;

    private static final String FOUND = "select * from integration_health where integration_id = :id";

    private static final String EDIT = "update integration_health set endpoint_url = :endpoint,"
            + " enabled = (declared and :enabled),"
            + " enabled_when_declared = case when declared then null else :enabled end,"
            + " check_interval_ms = :interval, timeout_ms = :timeout, alert_threshold = :threshold,"
            + " alert_on_failure = :alert, alert_email = :email, paused_until = :paused"
            + " where integration_id = :id and declared_timeout_ms is not null";

    private static final String FORGET = "update integration_health set endpoint_url = declared_endpoint_url,"
            + " declared = false, enabled = false, enabled_when_declared = declared_enabled,"
            + " check_interval_ms = declared_check_interval_ms, timeout_ms = declared_timeout_ms,"
            + " alert_threshold = declared_alert_threshold, alert_on_failure = declared_alert_on_failure,"
            + " alert_email = declared_alert_email, paused_until = null"
            + " where integration_id = :id and declared_timeout_ms is not null";

    private final Database database;

    IntegrationTable(Database database) {
        this.database = database;
    }

    /** Adds rows for integrations that results come of although nobody declared them. */
    static void addUndeclared(Handle handle, Dialect dialect, List<String> ids) {
        String sql = dialect.insertAbsent("integration_health", IDS, "r.integration_id = n.integration_id");
        dialect.bind(handle.createUpdate(sql), IDS, ids).execute();
    }

    @Override
    public Map<String, OperatorSettings> declare(Collection<Integration> integrations) {
        Map<String, IntegrationRow> declarations = new TreeMap<>();
        integrations.forEach(integration -> declarations.put(integration.id(), IntegrationRow.of(integration)));
        return database.write("declare integrations in", (handle, dialect) -> declare(handle, dialect, declarations));
    }

    private static Map<String, OperatorSettings> declare(
            Handle handle, Dialect dialect, Map<String, IntegrationRow> declarations) {
        Map<String, Known> known = known(handle, dialect, declarations.keySet());
        Map<String, OperatorSettings> edited = new HashMap<>();
        List<IntegrationRow> added = new ArrayList<>();
        List<IntegrationRow> changed = new ArrayList<>();
        declarations.forEach((id, declaration) -> {
            Known before = known.get(id);
            IntegrationRow now = before == null ? declaration : before.redeclared(declaration);
            if (before == null) {
                added.add(now);
            } else if (!before.present() || !now.equals(before.row())) {
                changed.add(now);
            }
            if (now.edited()) {
                edited.put(id, now.current());
            }
        });
        write(handle, dialect, changed);
        add(handle, dialect, added);
        return Map.copyOf(edited);
    }

    private static Map<String, Known> known(Handle handle, Dialect dialect, Set<String> ids) {
        Map<String, Known> known = new HashMap<>();
        String sql = LOCK.formatted(
                dialect.along("integration_id", "integration_health"), dialect.among("integration_id", "ids"));
        dialect.bindAll(handle.createQuery(sql), "ids", Kind.TEXT, ids)
                .map((row, context) -> new Known(
                        IntegrationRow.read(row, dialect),
                        row.getBoolean("declared"),
                        row.getObject("declared_timeout_ms") != null))
                .forEach(one -> known.put(one.row().id(), one));
        return known;
    }

    private static void write(Handle handle, Dialect dialect, List<IntegrationRow> rows) {
        if (!rows.isEmpty()) {
            String key = "integration_id";
            String others = ", declared = true, enabled_when_declared = null";
            String sql = dialect.update("integration_health", key, IntegrationRow.COLUMNS, others);
            dialect.bind(handle.createUpdate(sql), IntegrationRow.COLUMNS, rows).execute();
        }
    }

    private static void add(Handle handle, Dialect dialect, List<IntegrationRow> rows) {
        if (!rows.isEmpty()) {
            String sql = "insert into integration_health (declared, " + IntegrationRow.COLUMNS.names("")
                    + ") select true, " + IntegrationRow.COLUMNS.names("n.") + " from "
                    + dialect.source(IntegrationRow.COLUMNS);
            dialect.bind(handle.createUpdate(sql), IntegrationRow.COLUMNS, rows).execute();
        }
    }

    @Override
    public void withdraw(Collection<String> ids) {
        database.write("withdraw integrations in", (handle, dialect) -> withdraw(handle, dialect, ids));
    }

    @Override
    public void withdrawAllBut(Set<String> ids) {
        database.write("withdraw integrations in", (handle, dialect) -> {
            List<String> others = new ArrayList<>(
                    handle.createQuery(DECLARED).mapTo(String.class).list());
            others.removeIf(ids::contains);
            return others.isEmpty() ? 0 : withdraw(handle, dialect, others);
        });
    }

    private static int withdraw(Handle handle, Dialect dialect, Collection<String> ids) {
        // the rows are locked in one order by everybody before they are written
        StateTable.lock(handle, dialect, ids);
        String sql = WITHDRAW.formatted(
                dialect.along("integration_id", "integration_health"), dialect.among("integration_id", "ids"));
        return dialect.bindAll(handle.createUpdate(sql), "ids", Kind.TEXT, ids).execute();
    }

    @Override
    public Map<String, OperatorSettings> edited() {
        return database.read("read the integrations of", (handle, dialect) -> {
            Map<String, OperatorSettings> edited = new HashMap<>();
            String differ = EDITABLE.stream()
                    .map(column -> dialect.differ(column, "declared_" + column))
                    .collect(Collectors.joining(" or "));
            handle
                    .createQuery(EDITED.formatted(differ))
                    .map((row, context) -> IntegrationRow.read(row, dialect))
                    .stream()
                    .filter(IntegrationRow::edited)
                    .forEach(row -> edited.put(row.id(), row.current()));
            return Map.copyOf(edited);
        });
    }

    @Override
    public Map<String, String> revisions() {
        return database.read("read the integrations of", (handle, dialect) -> DefinitionTable.revisions(handle));
    }

    @Override
    public Map<String, Definition> definitions(Collection<String> ids) {
        return database.read(
                "read the integrations of", (handle, dialect) -> DefinitionTable.read(handle, dialect, ids));
    }

    @Override
    public Kept find(String id) {
        return database.read("read an integration of", (handle, dialect) -> kept(handle, dialect, id, FOUND));
    }

    private static Kept kept(Handle handle, Dialect dialect, String id, String sql) {
        Kept row = handle.createQuery(sql)
                .bind("id", id)
                .map((found, context) -> {
                    boolean ever = found.getObject("declared_timeout_ms") != null;
                    OperatorSettings settings =
                            ever ? IntegrationRow.read(found, dialect).current() : null;
                    return new Kept(found.getBoolean("declared"), settings, null);
                })
                .findOne()
                .orElse(Kept.NOTHING);
        // after the row, which may have had to be waited for
        return row.with(DefinitionTable.read(handle, dialect, List.of(id)).get(id));
    }

    @Override
    public boolean change(String id, Kept before, Kept after, AuditLog.Entry entry) {
        return database.write("change an integration in", (handle, dialect) -> {
            // the row of the integration is locked before that of its definition by everybody
            Kept present = kept(handle, dialect, id, FOUND + " for update");
            if (!present.equals(before) || !DefinitionTable.change(handle, dialect, id, before, after)) {
                return false;
            }
            OperatorSettings settings = after.settings();
            if (before.definition() != null && after.definition() == null) {
                handle.createUpdate(FORGET).bind("id", id).execute();
            } else if (settings != null && !settings.equals(before.settings())) {
                edit(handle, id, settings);
            }
            AuditTable.add(handle, entry);
            return true;
        });
    }

    private static void edit(Handle handle, String id, OperatorSettings settings) {
        handle.createUpdate(EDIT)
                .bind("id", id)
                .bind("endpoint", settings.endpoint())
                .bind("enabled", settings.enabled())
                .bind("interval", IntegrationRow.millis(settings.interval()))
                .bind("timeout", IntegrationRow.millis(settings.timeout()))
                .bind("threshold", settings.failureThreshold())
                .bind("alert", settings.alertOnFailure())
                .bind("email", IntegrationRow.text(settings.alertEmail()))
                .bind("paused", settings.pausedUntil())
                .execute();
    }

    /**
     * A row that is there.
     *
     * @param row what stands in it
     * @param present whether it is declared now
     * @param ever whether it was ever declared
     */
    private record Known(IntegrationRow row, boolean present, boolean ever) {

        IntegrationRow redeclared(IntegrationRow declaration) {
            return ever ? row.redeclared(declaration) : declaration;
        }
    }
}
