package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SnapshotTest {

    private final HealthCheck up = context -> CheckResult.healthy().withResponseTime(Duration.ofMillis(10));
    private final HealthCheck down = context -> CheckResult.down(Cause.CONNECT, "refused");

    private final MonitorHarness harness = MonitorHarness.of(builder -> builder);
    private final HealthMonitor monitor = harness.monitor;

    @Test
    void aMonitorOfNothingIsUnknown() {
        assertThat(monitor.health().status()).isEqualTo(HealthStatus.UNKNOWN);
    }

    @Test
    void aCriticalIntegrationThatIsDownTakesTheWholeDown() throws Exception {
        monitor.add(Integration.named("A").critical().failureThreshold(1), down);
        monitor.add(Integration.named("B"), up);
        harness.check("a");
        harness.check("b");

        assertThat(monitor.health().status()).isEqualTo(HealthStatus.DOWN);
    }

    @Test
    void anotherIntegrationThatIsDownMakesTheWholeDegraded() throws Exception {
        monitor.add(Integration.named("A").critical(), up);
        monitor.add(Integration.named("B").failureThreshold(1), down);
        harness.check("a");
        harness.check("b");

        assertThat(monitor.health().status()).isEqualTo(HealthStatus.DEGRADED);
    }

    @Test
    void aCriticalIntegrationWithoutResultMakesTheWholeUnknown() throws Exception {
        monitor.add(Integration.named("A").critical(), up);
        monitor.add(Integration.named("B"), up);
        harness.check("b");

        assertThat(monitor.health().status()).isEqualTo(HealthStatus.UNKNOWN);
    }

    @Test
    void integrationsStandWorstFirstThenByName() throws Exception {
        monitor.add(Integration.named("B"), up);
        monitor.add(Integration.named("A"), up);
        monitor.add(Integration.named("Z").failureThreshold(1), down);
        monitor.add(Integration.named("N"), up);
        harness.check("a");
        harness.check("b");
        harness.check("z");

        assertThat(monitor.health().integrations())
                .extracting(health -> health.integration().name())
                .containsExactly("Z", "N", "A", "B");
    }

    @Test
    void theSummaryCountsAndAverages() throws Exception {
        monitor.add(Integration.named("A"), up);
        monitor.add(Integration.named("B"), context -> CheckResult.healthy().withResponseTime(Duration.ofMillis(30)));
        monitor.add(Integration.named("C"), up);
        monitor.add(Integration.named("D").enabled(false), up);
        harness.check("a");
        harness.check("b");

        assertThat(monitor.health().summary()).isEqualTo(new HealthSnapshot.Summary(3, 2, 0, 0, 1, 20));
    }

    @Test
    void withAFrozenSchedulerTheWholeTurnsUnknownNotGreen() throws Exception {
        monitor.add(Integration.named("A").critical().every(Duration.ofSeconds(30)), up);
        monitor.start();
        harness.runNext("a");
        assertThat(monitor.health().status()).isEqualTo(HealthStatus.HEALTHY);
        harness.time.freezeScheduler();
        harness.time.advance(Duration.ofSeconds(61));

        assertThat(monitor.health().status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(monitor.health("a").flags()).containsExactly(Flag.STALE);
        assertThat(monitor.health("a").state().status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void theSnapshotIsTheSameObjectWhileNothingChanges() throws Exception {
        monitor.add(Integration.named("A").every(Duration.ofSeconds(30)), up);
        harness.check("a");
        HealthSnapshot snapshot = monitor.health();
        harness.time.advance(Duration.ofSeconds(59));

        assertThat(monitor.health()).isSameAs(snapshot);
    }

    @Test
    void theSnapshotIsMadeAnewWhenAResultTurnsStale() throws Exception {
        monitor.add(Integration.named("A").every(Duration.ofSeconds(30)), up);
        harness.check("a");
        monitor.health();
        harness.time.advance(Duration.ofSeconds(60));

        assertThat(monitor.health().integrations().get(0).is(Flag.STALE)).isTrue();
        assertThat(monitor.health().summary().unknown()).isEqualTo(1);
    }

    @Test
    void theSnapshotIsMadeAnewWhenAPauseExpires() throws Exception {
        monitor.add(Integration.named("A"), up);
        harness.check("a");
        monitor.pause("a", Duration.ofSeconds(90));
        assertThat(monitor.health().summary().total()).isZero();
        harness.time.advance(Duration.ofSeconds(90));

        assertThat(monitor.health().summary().total()).isEqualTo(1);
    }

    @Test
    void theSnapshotIsMadeAnewAfterAnyResult() throws Exception {
        monitor.add(Integration.named("A"), up);
        HealthSnapshot before = monitor.health();
        harness.check("a");

        assertThat(before.integrations().get(0).status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(monitor.health().integrations().get(0).status()).isEqualTo(HealthStatus.HEALTHY);
    }
}
