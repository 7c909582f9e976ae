package io.healthmon;

import io.healthmon.maintenance.MaintenanceWindow;
import io.healthmon.store.AuditLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Announced maintenance: time that counts neither as up nor as down. Checks go on, and their results are kept and counted.
 *
 * <p>Windows are kept in the store, for all instances and over restarts. One that lies in the past, as far as results are
 * still there, changes the figures a little later. Each change is written to the audit log. Safe for use by multiple
 * threads; what the store cannot do is its {@link io.healthmon.store.StoreException}.
 *
 * @since 0.1
 */
public final class MaintenancePlan {

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int LONGEST_REASON = 500;

    private final Engine engine;

    MaintenancePlan(Engine engine) {
        this.engine = engine;
    }

    /**
     * Announces maintenance, or changes what was announced under the same id.
     *
     * @param actor who does, for the audit log
     * @throws IllegalArgumentException if the window is longer than 366 days, or its reason than 500 characters
     */
    public void put(MaintenanceWindow window, String actor) {
        engine.requireOpen();
        requireWithinLimits(window);
        Instant changed = window.from();
        for (MaintenanceWindow before : engine.store().maintenance().windows(Instant.MIN, Instant.MAX)) {
            boolean earlier = before.id().equals(window.id()) && before.from().isBefore(changed);
            changed = earlier ? before.from() : changed;
        }
        engine.store().maintenance().put(window);
        record(window, "maintenance-put", actor, changed);
    }

    /**
     * Takes back what was announced.
     *
     * @param actor who does, for the audit log
     * @return whether anything was announced under the id
     */
    public boolean remove(String id, String actor) {
        engine.requireOpen();
        for (MaintenanceWindow window : engine.store().maintenance().windows(Instant.MIN, Instant.MAX)) {
            if (window.id().equals(id) && engine.store().maintenance().remove(id)) {
                record(window, "maintenance-remove", actor, window.from());
                return true;
            }
        }
        return false;
    }

    /** Returns what was announced for any part of a span of time, by its begin. */
    public List<MaintenanceWindow> windows(Instant from, Instant to) {
        return engine.store().maintenance().windows(from, to);
    }

    private static void requireWithinLimits(MaintenanceWindow window) {
        if (Duration.between(window.from(), window.to()).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("maintenance from " + window.from() + " to " + window.to()
                    + " is not allowed; use at most 366 days, or remove the integration");
        }
        if (window.reason().length() > LONGEST_REASON) {
            throw new IllegalArgumentException("the reason of a maintenance has "
                    + window.reason().length() + " characters; use at most " + LONGEST_REASON);
        }
    }

    private void record(MaintenanceWindow window, String action, String actor, Instant from) {
        String whose = window.integrationId() == null ? "all" : window.integrationId();
        String details = window.from() + " to " + window.to() + ": " + window.reason();
        Instant now = engine.services().instant();
        engine.store().audit().add(new AuditLog.Entry(now, actor, action, whose, details));
        if (from.isBefore(now)) {
            engine.upkeep().rebuild(from);
        }
    }
}
