package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecheckOfSuspectsTest {

    private final HealthCheck failing = context -> CheckResult.down(Cause.CONNECT, "refused");

    private static IntegrationBuilder every(Duration interval) {
        return Integration.named("A").every(interval);
    }

    @Test
    void aSuspectIsCheckedAgainAfterFiveSeconds() {
        try (MonitorHarness harness = MonitorHarness.started(every(Duration.ofMinutes(5)), failing)) {
            Instant failed = harness.runNext("a").at();

            assertThat(harness.monitor.health("a").is(Flag.SUSPECT)).isTrue();
            assertThat(harness.nextAt("a")).isEqualTo(failed.plusSeconds(5));
        }
    }

    @Test
    void anOutageIsConfirmedInTenSecondsAndTheIntervalHoldsAgain() {
        try (MonitorHarness harness = MonitorHarness.started(every(Duration.ofMinutes(5)), failing)) {
            harness.runNext("a");
            harness.runNext("a");
            Instant third = harness.runNext("a").at();

            assertThat(harness.monitor.health("a").status()).isEqualTo(HealthStatus.DOWN);
            assertThat(harness.nextAt("a")).isBetween(third.plusSeconds(300).minusMillis(1), third.plusSeconds(300));
        }
    }

    @Test
    void withRecheckAfterZeroASuspectWaitsForItsSchedule() {
        IntegrationBuilder patient = every(Duration.ofMinutes(5)).recheckAfter(Duration.ZERO);
        try (MonitorHarness harness = MonitorHarness.started(patient, failing)) {
            Instant first = harness.nextAt("a");
            harness.runNext("a");

            assertThat(harness.nextAt("a")).isEqualTo(first.plusSeconds(300));
        }
    }

    @Test
    void aRecheckIsNeverLaterThanTheSchedule() {
        try (MonitorHarness harness = MonitorHarness.started(every(Duration.ofSeconds(2)), failing)) {
            Instant first = harness.nextAt("a");
            harness.runNext("a");

            assertThat(harness.nextAt("a")).isEqualTo(first.plusSeconds(2));
        }
    }

    @Test
    void aTimeLimitThatEndsWhenTheNextRunIsDueIsRecheckedTooAfterFiveSeconds() throws Exception {
        IntegrationBuilder same = every(Duration.ofMinutes(1)).timeout(Duration.ofMinutes(1));
        try (GatedCheck hanging = GatedCheck.listening();
                MonitorHarness harness = MonitorHarness.started(same, hanging)) {
            harness.advanceToNext("a");
            hanging.awaitBegun();
            Instant expires = harness.time.now().plusSeconds(60);
            harness.time.advance(Duration.ofMinutes(1));

            assertThat(harness.nextAt("a")).isBetween(expires.plusSeconds(4), expires.plusSeconds(5));
        }
    }

    @Test
    void aMonitorThatIsNotStartedRechecksNothing() throws Exception {
        try (MonitorHarness harness = MonitorHarness.of(builder -> builder)) {
            harness.monitor.add(every(Duration.ofMinutes(5)), failing);
            harness.check("a");
            harness.time.advance(Duration.ofMinutes(1));

            assertThat(harness.idle("a")).isTrue();
            assertThat(harness.monitor.health("a").state().streak()).isEqualTo(1);
        }
    }
}
