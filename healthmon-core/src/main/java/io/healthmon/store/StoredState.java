package io.healthmon.store;

import io.healthmon.alert.AlertState;
import io.healthmon.state.HealthState;
import java.util.Objects;

/**
 * What a store remembers of an integration.
 *
 * @param health its health after the last result
 * @param alert its alerts
 * @since 0.1
 */
public record StoredState(HealthState health, AlertState alert) {

    /** What is known of an integration that was never checked. */
    public static final StoredState INITIAL = new StoredState(HealthState.INITIAL, AlertState.INITIAL);

    /** Refuses null. */
    public StoredState {
        Objects.requireNonNull(health, "health");
        Objects.requireNonNull(alert, "alert");
    }
}
