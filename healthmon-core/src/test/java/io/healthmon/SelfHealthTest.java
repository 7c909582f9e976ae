package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SelfHealthTest {

    private static final Integration MAIL =
            Integration.named("Mail").every(Duration.ofMinutes(1)).build();

    @Test
    void countsWhatIsDueAndFindsNothingLateInAScheduleThatIsInTime() {
        try (MonitorHarness harness = MonitorHarness.started(MAIL.toBuilder(), context -> CheckResult.healthy())) {
            harness.runNext("mail");
            harness.runNext("mail");

            assertThat(harness.monitor.selfHealth().schedule())
                    .isEqualTo(new SelfHealth.Schedule(Duration.ZERO, 2, 0, 0, 0));
        }
    }

    @Test
    void showsTheLagOfASchedulerThatHangs() {
        try (MonitorHarness harness = MonitorHarness.started(MAIL.toBuilder(), context -> CheckResult.healthy())) {
            harness.runNext("mail");
            harness.time.freezeScheduler();
            harness.time.advance(Duration.ofMinutes(10));

            assertThat(harness.monitor.selfHealth().schedule().lag()).isEqualTo(Duration.ofMinutes(9));
        }
    }

    @Test
    void remembersForAMomentHowLateAndHowOftenItMissedARun() {
        try (MonitorHarness harness = MonitorHarness.started(MAIL.toBuilder(), context -> CheckResult.healthy())) {
            harness.runNext("mail");
            harness.time.freezeScheduler();
            harness.time.advance(Duration.ofMinutes(10));
            harness.time.thawScheduler();
            harness.time.advance(Duration.ZERO);
            harness.awaitIdle("mail");

            SelfHealth.Schedule schedule = harness.monitor.selfHealth().schedule();
            assertThat(schedule.lag()).isEqualTo(Duration.ofMinutes(9));
            assertThat(schedule.missed()).isEqualTo(9);
            harness.time.advance(Duration.ofMinutes(3));
            assertThat(harness.monitor.selfHealth().schedule().lag()).isZero();
        }
    }

    @Test
    void aPauseIsNoLag() {
        try (MonitorHarness harness = MonitorHarness.started(MAIL.toBuilder(), context -> CheckResult.healthy())) {
            harness.runNext("mail");
            harness.monitor.pause("mail", Duration.ofHours(1));
            harness.time.advance(Duration.ofMinutes(30));
            harness.monitor.resume("mail");
            harness.runNext("mail");

            assertThat(harness.monitor.selfHealth().schedule().lag()).isZero();
            assertThat(harness.monitor.selfHealth().schedule().missed()).isZero();
        }
    }

    @Test
    void countsChecksByWhatTheySaw() {
        try (MonitorHarness harness =
                MonitorHarness.started(MAIL.toBuilder(), context -> CheckResult.down(Cause.TIMEOUT, "no answer"))) {
            harness.runNext("mail");

            assertThat(harness.monitor.checkCounts("mail"))
                    .isEqualTo(Map.of(
                            HealthStatus.DOWN, 1L,
                            HealthStatus.DEGRADED, 0L,
                            HealthStatus.UNKNOWN, 0L,
                            HealthStatus.HEALTHY, 0L));
        }
    }

    @Test
    void nobodyHasLookedForDeliveriesWithoutChannels() {
        try (MonitorHarness harness = MonitorHarness.started(MAIL.toBuilder(), context -> CheckResult.healthy())) {
            assertThat(harness.monitor.selfHealth().alerts()).isEqualTo(new SelfHealth.Alerts(null, 0, 0));
        }
    }
}
