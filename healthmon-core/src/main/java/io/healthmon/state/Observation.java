package io.healthmon.state;

import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One result as it is recorded: what was seen, when, and how long it took.
 *
 * @param at when the check ended
 * @param status the observed status
 * @param responseTimeMillis how long it took, 0 or more
 * @param problem what is wrong, or null
 * @param details further facts, bounded as {@link io.healthmon.check.CheckResult#details()} is; unmodifiable
 * @since 0.1
 */
public record Observation(
        Instant at,
        HealthStatus status,
        long responseTimeMillis,
        @Nullable Problem problem,
        Map<String, String> details) {

    /** Refuses null and a negative response time. */
    public Observation {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(details, "details");
        if (responseTimeMillis < 0) {
            throw new IllegalArgumentException("response time " + responseTimeMillis + " ms is negative");
        }
    }

    /** Returns whether the service did its work: healthy or degraded. */
    public boolean success() {
        return status == HealthStatus.HEALTHY || status == HealthStatus.DEGRADED;
    }
}
