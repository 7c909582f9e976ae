package io.healthmon;

import io.healthmon.maintenance.MaintenanceStore;
import io.healthmon.maintenance.MaintenanceWindow;
import io.healthmon.store.AuditLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
        MaintenanceStore store = engine.store().maintenance();
        Optional<MaintenanceWindow> before = store.find(window.id());
        store.put(window);
        record(window, "maintenance-put", actor);
        known();
        before.ifPresent(this::countAnew);
        countAnew(window);
    }

    /**
     * Takes back what was announced.
     *
     * @param actor who does, for the audit log
     * @return whether anything was announced under the id
     */
    public boolean remove(String id, String actor) {
        engine.requireOpen();
        MaintenanceStore store = engine.store().maintenance();
        Optional<MaintenanceWindow> window = store.find(id).filter(known -> store.remove(id));
        window.ifPresent(removed -> {
            record(removed, "maintenance-remove", actor);
            known();
            countAnew(removed);
        });
        return window.isPresent();
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

    private void record(MaintenanceWindow window, String action, String actor) {
        String whose = window.integrationId() == null ? "all" : window.integrationId();
        String details = window.from() + " to " + window.to() + ": " + window.reason();
        AuditLog.Entry entry = new AuditLog.Entry(engine.services().instant(), actor, action, whose, details);
        engine.store().audit().add(entry.redactedBy(engine.services().redactor()));
    }

    /** Lets it show at once. */
    private void known() {
        Services services = engine.services();
        if (services.maintenance().read(engine.store().maintenance(), services.instant())) {
            services.journal().changed();
        }
    }

    /** Has the figures made anew of whom a window is about, as far as it has begun. */
    private void countAnew(MaintenanceWindow window) {
        if (window.from().isAfter(engine.services().instant())) {
            return;
        }
        String id = window.integrationId();
        if (id == null) {
            engine.upkeep().rebuild(window.from());
        } else {
            engine.upkeep().rebuild(id, window.from());
        }
    }
}
