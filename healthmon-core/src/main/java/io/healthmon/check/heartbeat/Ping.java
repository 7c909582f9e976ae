package io.healthmon.check.heartbeat;

import java.util.Locale;

/**
 * What a job reports.
 *
 * @since 0.1
 */
public enum Ping {
    /** It has begun; the next success or fail tells how long it ran. */
    START,
    /** It has done its work. */
    SUCCESS,
    /** It has failed: down at once. */
    FAIL,
    /** It has something to say, which changes nothing. */
    LOG;

    /** Returns the name in lower case, as it stands in addresses and details. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
