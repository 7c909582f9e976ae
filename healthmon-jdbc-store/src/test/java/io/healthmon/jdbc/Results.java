package io.healthmon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import io.healthmon.check.Thresholds;
import io.healthmon.state.HealthState;
import io.healthmon.state.Observation;
import io.healthmon.store.AuditLog;
import io.healthmon.store.HealthStore;
import io.healthmon.store.HealthStore.Entry;
import io.healthmon.store.IntegrationStore.Kept;
import io.healthmon.store.OperatorSettings;
import io.healthmon.store.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Results to give to a store. */
final class Results {

    static final Instant MORNING = Instant.parse("2026-03-10T08:00:00Z");
    static final TimeRange ALWAYS = new TimeRange(Instant.MIN, Instant.MAX);

    private Results() {}

    static Entry healthy(String id, Instant at) {
        return entry(id, new Observation(at, HealthStatus.HEALTHY, 12, null, Map.of()));
    }

    static Entry down(String id, Instant at) {
        Problem problem = new Problem(Cause.TIMEOUT, "No answer", "Ask them", null);
        return entry(id, new Observation(at, HealthStatus.DOWN, 5_000, problem, Map.of("phase", "connect")));
    }

    static List<Entry> of(String id, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(second -> healthy(id, MORNING.plusSeconds(second)))
                .toList();
    }

    static List<Instant> times(HealthStore store, String id) {
        return store.history(id, ALWAYS, Integer.MAX_VALUE).stream()
                .map(Observation::at)
                .toList();
    }

    /** Edits as an operator would. */
    static void edit(HealthStore store, String id, OperatorSettings settings) {
        Kept before = store.integrations().find(id);
        AuditLog.Entry entry = new AuditLog.Entry(MORNING, "ada", "integration-change", id, "by hand");
        assertThat(store.integrations().change(id, before, before.with(settings), entry))
                .isTrue();
    }

    private static Entry entry(String id, Observation result) {
        return new Entry(id, 0, result, HealthState.INITIAL.next(result, new Thresholds(1, 1, 1)));
    }
}
