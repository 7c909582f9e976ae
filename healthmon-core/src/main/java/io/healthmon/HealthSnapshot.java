package io.healthmon;

import io.healthmon.check.HealthStatus;
import java.util.List;

/**
 * How everything is at one moment: a ready value that costs its reader nothing.
 *
 * <p>As long as nothing changes and nothing turns stale, the same object is returned again, so that what was made of it
 * can be kept as long as it is the same. Immutable.
 *
 * @param status the status of the whole
 * @param integrations all integrations, worst first, then by name; unmodifiable
 * @param summary how many are how
 * @since 0.1
 */
public record HealthSnapshot(HealthStatus status, List<IntegrationHealth> integrations, Summary summary) {

    /**
     * How many integrations are how; disabled and paused ones are left out, stale ones count as unknown.
     *
     * @param total how many count
     * @param healthy how many are healthy
     * @param degraded how many are degraded
     * @param down how many are down
     * @param unknown how many are unknown
     * @param averageResponseTime the average of their last response times in milliseconds, 0 without any
     */
    public record Summary(int total, int healthy, int degraded, int down, int unknown, long averageResponseTime) {}
}
