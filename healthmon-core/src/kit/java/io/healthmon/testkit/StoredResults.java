package io.healthmon.testkit;

import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import io.healthmon.check.Thresholds;
import io.healthmon.state.HealthState;
import io.healthmon.state.Observation;
import io.healthmon.store.HealthStore.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Results and states to give to a store. */
final class StoredResults {

    static final Instant MORNING = Instant.parse("2026-03-10T08:00:00Z");

    private static final Thresholds AT_ONCE = new Thresholds(1, 1, 1);

    private StoredResults() {}

    static Observation healthy(Instant at) {
        return new Observation(at, HealthStatus.HEALTHY, 12, null, Map.of());
    }

    static Observation degraded(Instant at, Problem problem) {
        return new Observation(at, HealthStatus.DEGRADED, 345, problem, Map.of());
    }

    static Entry entry(String integrationId, long epoch, Observation result) {
        return new Entry(integrationId, epoch, result, state(result));
    }

    static HealthState state(Observation result) {
        return HealthState.INITIAL.next(result, AT_ONCE);
    }

    static List<Entry> entries(String integrationId, int count) {
        return times(0, count).stream()
                .map(at -> entry(integrationId, 0, healthy(at)))
                .toList();
    }

    static List<Instant> times(int from, int to) {
        return IntStream.range(from, to).mapToObj(StoredResults::at).toList();
    }

    static Instant at(int second) {
        return MORNING.plusSeconds(second);
    }
}
