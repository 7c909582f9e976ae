package io.healthmon.jdbc;

import io.healthmon.maintenance.MaintenanceStore;
import io.healthmon.maintenance.MaintenanceWindow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of announced maintenance: {@code health_maintenance}. */
final class MaintenanceTable implements MaintenanceStore {

    private static final String REMOVE = "delete from health_maintenance where maintenance_id = :id";

    private static final String ADD = "insert into health_maintenance"
            + " (maintenance_id, integration_id, starts_at, ends_at, reason)"
            + " values (:id, :integration, :from, :to, :reason)";

    private static final String FIND =
            "select * from health_maintenance where maintenance_id = :id and ends_at > starts_at";

    private static final String WINDOWS = "select * from health_maintenance where starts_at < :to and ends_at > :from"
            + " and ends_at > starts_at order by starts_at, maintenance_id";

    private final Database database;

    MaintenanceTable(Database database) {
        this.database = database;
    }

    @Override
    public void put(MaintenanceWindow window) {
        database.write("write maintenance to", (handle, dialect) -> {
            handle.createUpdate(REMOVE).bind("id", window.id()).execute();
            return handle.createUpdate(ADD)
                    .bind("id", window.id())
                    .bind("integration", window.integrationId())
                    .bind("from", window.from())
                    .bind("to", window.to())
                    .bind("reason", window.reason())
                    .execute();
        });
    }

    @Override
    public boolean remove(String id) {
        return database.write(
                "remove maintenance from",
                (handle, dialect) -> handle.createUpdate(REMOVE).bind("id", id).execute() > 0);
    }

    @Override
    public Optional<MaintenanceWindow> find(String id) {
        return database.read(
                "read maintenance of",
                (handle, dialect) -> handle.createQuery(FIND)
                        .bind("id", id)
                        .map((row, context) -> window(row, dialect))
                        .findFirst());
    }

    @Override
    public List<MaintenanceWindow> windows(Instant from, Instant to) {
        return database.read("read maintenance of", (handle, dialect) -> windows(handle, dialect, from, to));
    }

    static List<MaintenanceWindow> windows(Handle handle, Dialect dialect, Instant from, Instant to) {
        return handle.createQuery(WINDOWS)
                .bind("from", from)
                .bind("to", to)
                .map((row, context) -> window(row, dialect))
                .list();
    }

    private static MaintenanceWindow window(ResultSet row, Dialect dialect) throws SQLException {
        return new MaintenanceWindow(
                row.getString("maintenance_id"),
                row.getString("integration_id"),
                dialect.someMoment(row, "starts_at"),
                dialect.someMoment(row, "ends_at"),
                row.getString("reason"));
    }
}
