package io.healthmon.http;

import io.healthmon.IntegrationHealth;
import io.healthmon.check.HealthStatus;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Counts how many integrations are how; as in the snapshot, disabled and paused ones are left out. */
final class Tally {

    private Tally() {}

    static Map<String, Object> of(Collection<IntegrationHealth> integrations) {
        List<IntegrationHealth> counting =
                integrations.stream().filter(IntegrationHealth::counts).toList();
        Map<HealthStatus, Long> numbers = new EnumMap<>(HealthStatus.class);
        counting.forEach(health -> numbers.merge(health.effectiveStatus(), 1L, Long::sum));
        LongStream times = counting.stream()
                .mapToLong(health -> health.state().responseTimeMillis())
                .filter(millis -> millis >= 0);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("total", counting.size());
        for (HealthStatus status :
                List.of(HealthStatus.HEALTHY, HealthStatus.DEGRADED, HealthStatus.DOWN, HealthStatus.UNKNOWN)) {
            json.put(status.label(), numbers.getOrDefault(status, 0L));
        }
        json.put("averageResponseTime", Math.round(times.average().orElse(0)));
        return json;
    }
}
