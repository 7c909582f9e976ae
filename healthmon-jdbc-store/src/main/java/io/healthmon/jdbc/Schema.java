package io.healthmon.jdbc;

import io.healthmon.store.StoreException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Brings the tables to the version that this library needs, or says why it does not. */
final class Schema {

    private final Dialect dialect;
    private final List<Migration> migrations;
    private final String place;

    Schema(Dialect dialect, String place) {
        this(dialect, Migration.of(dialect), place);
    }

    /**
     * Makes the schema of a database.
     *
     * @param migrations the steps, oldest first
     * @param place the database, for messages
     */
    Schema(Dialect dialect, List<Migration> migrations, String place) {
        this.dialect = dialect;
        this.migrations = migrations;
        this.place = place;
    }

    /** Applies what is missing, under a lock and only if anything is. */
    void migrate(Jdbi jdbi) throws SQLException {
        if (missing(applied(jdbi)).isEmpty()) {
            return;
        }
        dialect.alone(jdbi, this::createHistory, handle -> {
            for (Migration migration : missing(applied(handle))) {
                apply(handle, migration);
            }
        });
    }

    /**
     * Changes nothing.
     *
     * @throws StoreException if anything is missing
     */
    void validate(Jdbi jdbi) {
        List<Migration> missing = missing(applied(jdbi));
        if (!missing.isEmpty()) {
            throw refused("lacks version " + missing.get(0).version()
                    + "; set \"migrate\" to true, or apply the files of io/healthmon/jdbc/migration/" + dialect.folder()
                    + " in this jar by hand or with Flyway");
        }
    }

    private List<Migration> missing(Map<Integer, @Nullable String> applied) {
        int newest = migrations.get(migrations.size() - 1).version();
        for (int version : applied.keySet()) {
            if (version > newest) {
                throw refused("has version " + version + ", made by a newer healthmon; this one knows versions up to "
                        + newest + ": use that newer one, or another database or schema");
            }
        }
        migrations.forEach(migration -> requireUnchanged(migration, applied.get(migration.version())));
        return migrations.stream()
                .filter(migration -> !applied.containsKey(migration.version()))
                .toList();
    }

    private void requireUnchanged(Migration migration, @Nullable String checksum) {
        if (checksum != null && !checksum.equals(migration.checksum())) {
            throw refused("had another text of version " + migration.version() + " applied (checksum " + checksum
                    + ") than this healthmon brings (" + migration.checksum()
                    + "); use the healthmon that applied it or, if the tables are as they should be, set the checksum in"
                    + " healthmon_schema_history to null");
        }
    }

    private StoreException refused(String problem) {
        return new StoreException("the schema of " + place + " " + problem, null);
    }

    private void createHistory(Handle handle) {
        Migration.history(dialect).forEach(handle::execute);
    }

    private static void apply(Handle handle, Migration migration) {
        migration
                .statements()
                .forEach(statement -> handle.createUpdate(statement).execute());
        handle.createUpdate("insert into healthmon_schema_history (version, description, checksum, installed_by)"
                        + " values (:version, :description, :checksum, :by)")
                .bind("version", migration.version())
                .bind("description", migration.description())
                .bind("checksum", migration.checksum())
                .bind("by", "healthmon " + libraryVersion())
                .execute();
    }

    private Map<Integer, @Nullable String> applied(Jdbi jdbi) {
        return jdbi.withHandle(this::applied);
    }

    /** Returns the checksums of the versions that were applied; Flyway looks after those of its own. */
    private Map<Integer, @Nullable String> applied(Handle handle) {
        Map<Integer, @Nullable String> applied = new HashMap<>();
        FlywayHistory.applied(handle, dialect, migrations).forEach(migration -> applied.put(migration.version(), null));
        if (hasTable(handle, dialect, "healthmon_schema_history")) {
            handle.createQuery("select version, checksum from healthmon_schema_history")
                    .map((row, context) -> applied.put(row.getInt("version"), row.getString("checksum")))
                    .list();
        }
        return applied;
    }

    /** Returns whether the present schema has a table or a view of a name. */
    static boolean hasTable(Handle handle, Dialect dialect, String name) {
        return handle.createQuery("select count(*) from information_schema.tables where table_schema = "
                                + dialect.currentSchema() + " and lower(table_name) = :name")
                        .bind("name", name)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    private static String libraryVersion() {
        String version = Schema.class.getPackage().getImplementationVersion();
        return version == null ? "(version unknown)" : version;
    }
}
