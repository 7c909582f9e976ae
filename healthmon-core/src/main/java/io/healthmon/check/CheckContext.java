package io.healthmon.check;

import java.time.Duration;
import java.util.Objects;

/**
 * What a check is told about its run.
 *
 * @param integration whom the check is for
 * @param timeout how long the run may take in all; the monitor enforces it, a check may divide it among its steps
 * @since 0.1
 */
public record CheckContext(Integration integration, Duration timeout) {

    /** Refuses null. */
    public CheckContext {
        Objects.requireNonNull(integration, "integration");
        Objects.requireNonNull(timeout, "timeout");
    }
}
