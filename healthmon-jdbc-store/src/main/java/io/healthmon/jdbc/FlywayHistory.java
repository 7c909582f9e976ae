package io.healthmon.jdbc;

import java.sql.DatabaseMetaData;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.MetaData.MetaDataValueProvider;

/** What Flyway wrote down of the files of this library, if an application had it apply them. */
final class FlywayHistory {

    /** Its own name for the table, and one for applications whose own files have the same versions. */
    private static final List<String> TABLES = List.of("flyway_schema_history", "healthmon_flyway_history");

    private FlywayHistory() {}

    /** Returns those of some migrations, oldest first, that were applied. */
    static List<Migration> applied(Handle handle, Dialect dialect, List<Migration> migrations) {
        return TABLES.stream()
                .filter(table -> Schema.hasTable(handle, dialect, table))
                .flatMap(table -> applied(handle, table, migrations).stream())
                .toList();
    }

    private static List<Migration> applied(Handle handle, String table, List<Migration> migrations) {
        Set<String> files = files(handle, table);
        // whoever lacks the first one has others by the same names
        return files.contains(migrations.get(0).file())
                ? migrations.stream()
                        .filter(migration -> files.contains(migration.file()))
                        .toList()
                : List.of();
    }

    /** Quoted, as Flyway makes them. */
    private static Set<String> files(Handle handle, String table) {
        return handle
                .createQuery("select <q>script<q> from <q>" + table + "<q> where <q>success<q>")
                .define("q", handle.queryMetadata((MetaDataValueProvider<String>)
                        DatabaseMetaData::getIdentifierQuoteString))
                .mapTo(String.class)
                .stream()
                .map(script -> script.substring(script.lastIndexOf('/') + 1))
                .collect(Collectors.toUnmodifiableSet());
    }
}
