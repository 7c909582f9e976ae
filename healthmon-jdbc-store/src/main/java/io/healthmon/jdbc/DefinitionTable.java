package io.healthmon.jdbc;

import io.healthmon.store.IntegrationStore.Definition;
import io.healthmon.store.IntegrationStore.Kept;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/** The table of what integrations are made of that were made while the application ran: {@code integration_definition}. */
final class DefinitionTable {

    /** A condition on rows of {@code integration_health}: that they have no definition. */
    static final String NONE = "not exists (select 1 from integration_definition d"
            + " where d.integration_id = integration_health.integration_id)";

    private static final Bulk<Row> COLUMNS = new Bulk<>(
            Bulk.column("integration_id", Kind.TEXT, Row::id),
            Bulk.column("definition", Kind.TEXT, row -> row.definition().json()),
            Bulk.column("revision", Kind.TEXT, row -> row.definition().revision()));

    private static final String REVISIONS = "select integration_id, revision from integration_definition";

    private static final String REMOVE =
            "delete from integration_definition where integration_id = :id and revision = :revision";

    private static final String REPLACE = "update integration_definition set definition = :definition, revision = :next"
            + " where integration_id = :id and revision = :revision";

    private DefinitionTable() {}

    static Map<String, String> revisions(Handle handle) {
        Map<String, String> revisions = new HashMap<>();
        handle.createQuery(REVISIONS)
                .map((row, context) -> Map.entry(row.getString("integration_id"), row.getString("revision")))
                .forEach(one -> revisions.put(one.getKey(), one.getValue()));
        return Map.copyOf(revisions);
    }

    static Map<String, Definition> read(Handle handle, Dialect dialect, Collection<String> ids) {
        Map<String, Definition> definitions = new HashMap<>();
        String sql = "select * from integration_definition where " + dialect.among("integration_id", "ids");
        dialect.bindAll(handle.createQuery(sql), "ids", Kind.TEXT, ids)
                .map((row, context) -> new Row(
                        row.getString("integration_id"),
                        new Definition(row.getString("definition"), row.getString("revision"))))
                .forEach(row -> definitions.put(row.id(), row.definition()));
        return Map.copyOf(definitions);
    }

    /** Brings the definition from what it was to what it shall be; returns whether nobody else was faster. */
    static boolean change(Handle handle, Dialect dialect, String id, Kept before, Kept after) {
        Definition old = before.definition();
        Definition now = after.definition();
        if (Objects.equals(old, now)) {
            return true;
        }
        if (old == null) {
            return now != null && add(handle, dialect, new Row(id, now));
        }
        var statement = handle.createUpdate(now == null ? REMOVE : REPLACE)
                .bind("id", id)
                .bind("revision", old.revision());
        if (now != null) {
            statement.bind("definition", now.json()).bind("next", now.revision());
        }
        return statement.execute() == 1;
    }

    /** Counts of added rows differ from database to database; what stands there afterwards does not. */
    private static boolean add(Handle handle, Dialect dialect, Row row) {
        String sql = dialect.insertAbsent("integration_definition", COLUMNS, "r.integration_id = n.integration_id");
        dialect.bind(handle.createUpdate(sql), COLUMNS, List.of(row)).execute();
        return row.definition().equals(read(handle, dialect, List.of(row.id())).get(row.id()));
    }

    private record Row(String id, Definition definition) {}
}
