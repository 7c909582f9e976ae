package io.healthmon.check;

import java.util.Locale;

/**
 * How something is, from worst to best.
 *
 * <p>Stale, paused, disabled, maintenance and the like are circumstances beside the status, never statuses.
 *
 * @since 0.1
 */
public enum HealthStatus {
    /** It does not work. */
    DOWN,
    /** It works, but slowly or in part. */
    DEGRADED,
    /** Nothing is known: no result yet, or none that tells. Neither up nor down. */
    UNKNOWN,
    /** It works. */
    HEALTHY;

    /** Returns the name in lower case, as it stands in JSON and SQL. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the worse of the two. */
    public HealthStatus worse(HealthStatus other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
