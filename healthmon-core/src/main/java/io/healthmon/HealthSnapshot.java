package io.healthmon;

import io.healthmon.check.HealthStatus;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;

/**
 * How everything is at one moment: a ready value that costs its reader nothing.
 *
 * <p>As long as nothing changes and nothing turns stale, the same object is returned again, so that what was made of it
 * can be kept as long as it is the same. Immutable.
 *
 * @param status the status of the whole
 * @param integrations all integrations, worst first, then by name without regard to case; unmodifiable
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
    public record Summary(int total, int healthy, int degraded, int down, int unknown, long averageResponseTime) {

        /** Counts integrations, of which those that do not count are left out. */
        public static Summary of(Collection<IntegrationHealth> integrations) {
            Map<HealthStatus, Integer> counts = new EnumMap<>(HealthStatus.class);
            LongSummaryStatistics responseTimes = new LongSummaryStatistics();
            for (IntegrationHealth health : integrations) {
                if (health.counts()) {
                    counts.merge(health.status(), 1, Integer::sum);
                    if (health.state().checked()) {
                        responseTimes.accept(health.state().responseTimeMillis());
                    }
                }
            }
            return new Summary(
                    counts.values().stream().mapToInt(Integer::intValue).sum(),
                    counts.getOrDefault(HealthStatus.HEALTHY, 0),
                    counts.getOrDefault(HealthStatus.DEGRADED, 0),
                    counts.getOrDefault(HealthStatus.DOWN, 0),
                    counts.getOrDefault(HealthStatus.UNKNOWN, 0),
                    Math.round(responseTimes.getAverage()));
        }
    }
}
