package io.healthmon.maintenance;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The windows of announced maintenance that a store knows. Safe for use by multiple threads; a method that cannot do its
 * work throws the exception of the store that it belongs to.
 *
 * @since 0.1
 */
public interface MaintenanceStore {

    /** Adds a window, or replaces the one with the same id. */
    void put(MaintenanceWindow window);

    /** Removes the window with an id, if there is one; returns whether there was. */
    boolean remove(String id);

    /** Returns the window with an id, if there is one. */
    Optional<MaintenanceWindow> find(String id);

    /** Returns the windows that have any part of a span of time, by their begins. */
    List<MaintenanceWindow> windows(Instant from, Instant to);
}
