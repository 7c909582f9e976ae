package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.event.HealthEvent.StatusChanged;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class DecidedStatusTest {

    private static final CheckResult UP = CheckResult.healthy();
    private static final CheckResult SLOW = CheckResult.degraded(Cause.ASSERTION, "slow");
    private static final CheckResult DOWN = CheckResult.down(Cause.CONNECT, "refused");

    private static List<String> sequence(IntegrationBuilder integration, CheckResult... results) throws Exception {
        Queue<CheckResult> script = new ConcurrentLinkedQueue<>(new ArrayDeque<>(List.of(results)));
        List<String> decided = new ArrayList<>();
        try (MonitorHarness harness = MonitorHarness.of(builder -> builder)) {
            harness.monitor.add(integration, context -> script.remove());
            while (!script.isEmpty()) {
                decided.add(harness.check("a").status().label());
            }
        }
        return decided;
    }

    @Test
    void beforeTheFirstResultTheStatusIsUnknown() {
        try (MonitorHarness harness = MonitorHarness.of(builder -> builder)) {
            harness.monitor.add(Integration.named("A"), context -> UP);

            assertThat(harness.monitor.health("a").status()).isEqualTo(HealthStatus.UNKNOWN);
            assertThat(harness.monitor.health("a").flags()).isEmpty();
        }
    }

    @Test
    void threeFailuresInARowMakeItDownAndOneSuccessHealthy() throws Exception {
        assertThat(sequence(Integration.named("A"), UP, DOWN, DOWN, DOWN, DOWN, UP))
                .containsExactly("healthy", "healthy", "healthy", "down", "down", "healthy");
    }

    @Test
    void failuresThatAreNotInARowNeverMakeItDown() throws Exception {
        assertThat(sequence(Integration.named("A"), UP, DOWN, DOWN, UP, DOWN, DOWN, SLOW, DOWN, DOWN))
                .doesNotContain("down");
    }

    @Test
    void twoSlowResultsInARowMakeItDegraded() throws Exception {
        assertThat(sequence(Integration.named("A"), UP, SLOW, SLOW)).containsExactly("healthy", "healthy", "degraded");
    }

    @Test
    void thresholdsCanBeSet() throws Exception {
        IntegrationBuilder strict = Integration.named("A").failureThreshold(1).successThreshold(2);

        assertThat(sequence(strict, DOWN, UP, UP)).containsExactly("down", "down", "healthy");
    }

    @Test
    void aHealthyResultThatTookLongerThanDegradedAfterIsSlow() throws Exception {
        IntegrationBuilder demanding =
                Integration.named("A").degradedThreshold(1).degradedAfter(Duration.ofMillis(50));
        CheckResult late = CheckResult.healthy().withResponseTime(Duration.ofMillis(51));
        CheckResult inTime = CheckResult.healthy().withResponseTime(Duration.ofMillis(50));

        assertThat(sequence(demanding, inTime, late)).containsExactly("healthy", "degraded");
    }

    @Test
    void aSuspectShowsItsFailuresWhileItIsStillHealthy() throws Exception {
        Queue<CheckResult> script = new ConcurrentLinkedQueue<>(List.of(UP, DOWN, DOWN));
        try (MonitorHarness harness = MonitorHarness.of(builder -> builder)) {
            harness.monitor.add(Integration.named("A"), context -> script.remove());
            harness.check("a");
            harness.check("a");
            IntegrationHealth health = harness.check("a");

            assertThat(health.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(health.flags()).containsExactly(Flag.SUSPECT);
            assertThat(health.state().consecutiveFailures()).isEqualTo(2);
        }
    }

    @Test
    void aChangeOfTheDecidedStatusIsToldOnce() throws Exception {
        Queue<CheckResult> script = new ConcurrentLinkedQueue<>(List.of(UP, UP, DOWN, DOWN, DOWN));
        try (MonitorHarness harness = MonitorHarness.of(builder -> builder)) {
            harness.monitor.add(Integration.named("A"), context -> script.remove());
            while (!script.isEmpty()) {
                harness.check("a");
            }
            StatusChanged first = harness.next(StatusChanged.class);
            StatusChanged second = harness.next(StatusChanged.class);

            assertThat(first.from()).isEqualTo(HealthStatus.UNKNOWN);
            assertThat(first.to()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(second.from()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(second.to()).isEqualTo(HealthStatus.DOWN);
        }
    }

    @Test
    void resultsOfOneMomentGetTimesInTheirOrder() throws Exception {
        try (MonitorHarness harness = MonitorHarness.of(builder -> builder)) {
            harness.monitor.add(Integration.named("A"), context -> UP);
            List<java.time.Instant> times = new ArrayList<>();
            for (int check = 0; check < 4; check++) {
                times.add(harness.check("a").state().lastCheckAt());
            }

            assertThat(times).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void anAbsurdResponseTimeHarmsNobody() throws Exception {
        CheckResult absurd = UP.withResponseTime(Duration.ofSeconds(Long.MAX_VALUE));
        try (MonitorHarness harness = MonitorHarness.of(builder -> builder.maxConcurrentChecks(1))) {
            harness.monitor.add(Integration.named("A"), context -> absurd);
            harness.check("a");

            assertThat(harness.check("a").state().responseTimeMillis()).isZero();
        }
    }
}
