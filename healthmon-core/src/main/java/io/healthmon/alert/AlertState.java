package io.healthmon.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the next decision needs to know of the alerts of one integration; kept beside its health.
 *
 * @param alertedAt when people were last told that it is down, or null
 * @param open the alert that is still to be followed by a "recovered", or null
 * @since 0.1
 */
public record AlertState(
        @Nullable Instant alertedAt, @Nullable OpenAlert open) {

    /** The state before the first alert. */
    public static final AlertState INITIAL = new AlertState(null, null);
}
