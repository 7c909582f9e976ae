package io.healthmon;

import io.healthmon.maintenance.MaintenanceStore;
import io.healthmon.maintenance.MaintenanceWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The windows of maintenance that hold now or soon, as the store said last, so that whoever asks how things are need not
 * wait for it. Safe for use by multiple threads.
 */
final class KnownMaintenance {

    /** Far longer than it takes until the store is asked again. */
    private static final Duration AHEAD = Duration.ofHours(6);

    private volatile List<MaintenanceWindow> windows = List.of();

    /** Asks the store; returns whether anything changed. */
    boolean read(MaintenanceStore store, Instant now) {
        List<MaintenanceWindow> read = store.windows(now, now.plus(AHEAD));
        boolean changed = !read.equals(windows);
        windows = read;
        return changed;
    }

    boolean holds(String integrationId, Instant now) {
        for (MaintenanceWindow window : windows) {
            if (window.covers(integrationId) && !now.isBefore(window.from()) && now.isBefore(window.to())) {
                return true;
            }
        }
        return false;
    }

    /** Returns the next moment, in milliseconds, at which a window begins or ends. */
    long changesAt(Instant now) {
        long next = Long.MAX_VALUE;
        for (MaintenanceWindow window : windows) {
            for (Instant border : List.of(window.from(), window.to())) {
                // a border within this millisecond is behind us with the next one
                next = border.isAfter(now) ? Math.min(next, border.toEpochMilli() + 1) : next;
            }
        }
        return next;
    }
}
