package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.HealthSnapshot.Summary;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.state.HealthState;
import io.healthmon.state.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HealthSnapshotTest {

    private static final Instant NOW = Instant.parse("2026-03-15T10:30:00Z");

    @Test
    void summaryCountsByStatusAndAveragesTheResponseTimes() {
        Summary summary = Summary.of(List.of(
                checked(HealthStatus.HEALTHY, 10),
                checked(HealthStatus.HEALTHY, 11),
                checked(HealthStatus.DEGRADED, 2_000),
                checked(HealthStatus.DOWN, 5_000),
                unchecked()));

        assertThat(summary).isEqualTo(new Summary(5, 2, 1, 1, 1, 1_755));
    }

    @Test
    void summaryLeavesOutWhatIsDisabledOrPaused() {
        Summary summary = Summary.of(List.of(
                checked(HealthStatus.HEALTHY, 10),
                checked(HealthStatus.DOWN, 5_000, Flag.DISABLED),
                checked(HealthStatus.DOWN, 5_000, Flag.PAUSED)));

        assertThat(summary).isEqualTo(new Summary(1, 1, 0, 0, 0, 10));
    }

    @Test
    void summaryCountsWhatIsStaleAsUnknown() {
        assertThat(Summary.of(List.of(checked(HealthStatus.DOWN, 10, Flag.STALE))))
                .isEqualTo(new Summary(1, 0, 0, 0, 1, 10));
    }

    @Test
    void summaryOfNothingIsAllZero() {
        assertThat(Summary.of(List.of())).isEqualTo(new Summary(0, 0, 0, 0, 0, 0));
    }

    private static IntegrationHealth unchecked() {
        return new IntegrationHealth(integration(), HealthState.INITIAL, Set.of(), null);
    }

    private static IntegrationHealth checked(HealthStatus status, long millis, Flag... flags) {
        Observation result = new Observation(NOW, status, millis, null, Map.of());
        Integration integration = integration();
        HealthState state = HealthState.INITIAL.next(result, integration.thresholds());
        return new IntegrationHealth(integration, state, Set.of(flags), null);
    }

    private static Integration integration() {
        return Integration.named("Mail")
                .every(Duration.ofMinutes(1))
                .failureThreshold(1)
                .degradedThreshold(1)
                .build();
    }
}
