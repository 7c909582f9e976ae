package io.healthmon.maintenance;

import io.healthmon.metric.Accounting.Maintenance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A time of announced maintenance. Checks go on in it, and their results are kept; the time counts neither as up nor as down
 * in what is weighed by time. Immutable; safe for use by multiple threads.
 *
 * @param id tells it from others
 * @param integrationId whose it is, or null for all integrations
 * @param from when it begins, inclusive
 * @param to when it ends, exclusive
 * @param reason what is done, for people
 * @since 0.1
 */
public record MaintenanceWindow(String id, @Nullable String integrationId, Instant from, Instant to, String reason) {

    /** Refuses a window that does not end after it begins. */
    public MaintenanceWindow {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(reason, "reason");
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException(
                    "maintenance from " + from + " to " + to + " is not allowed; it has to end after it begins");
        }
    }

    /** Returns a window of one integration. */
    public static MaintenanceWindow of(String integrationId, Instant from, Instant to, String reason) {
        Objects.requireNonNull(integrationId, "integrationId");
        return new MaintenanceWindow(UUID.randomUUID().toString(), integrationId, from, to, reason);
    }

    /** Returns a window of all integrations. */
    public static MaintenanceWindow ofAll(Instant from, Instant to, String reason) {
        return new MaintenanceWindow(UUID.randomUUID().toString(), null, from, to, reason);
    }

    /**
     * Returns the time that windows take from an integration: in order, none overlapping another.
     *
     * @param windows in the order of their begins
     */
    public static List<Maintenance> spans(List<MaintenanceWindow> windows, String id) {
        List<Maintenance> spans = new ArrayList<>();
        Instant end = Instant.MIN;
        for (MaintenanceWindow window : windows) {
            if (window.covers(id) && window.to.isAfter(end)) {
                spans.add(new Maintenance(window.from.isAfter(end) ? window.from : end, window.to));
                end = window.to;
            }
        }
        return List.copyOf(spans);
    }

    /** Returns whether it is a window of an integration. */
    public boolean covers(String id) {
        return integrationId == null || integrationId.equals(id);
    }
}
