package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.event.HealthEvent.CheckCompleted;
import io.healthmon.event.HealthEvent.IntegrationAdded;
import io.healthmon.event.HealthEvent.IntegrationRemoved;
import io.healthmon.event.HealthEvent.IntegrationSwitched;
import io.healthmon.event.HealthEvent.Switch;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SwitchTest {

    private final MonitorHarness harness = MonitorHarness.started(
            Integration.named("A").every(Duration.ofMinutes(5)), context -> CheckResult.healthy());
    private final HealthMonitor monitor = harness.monitor;

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void aDisabledIntegrationIsNeverDueAndDoesNotCount() {
        harness.runNext("a");
        monitor.disable("a");
        harness.time.advance(Duration.ofHours(1));

        assertThat(harness.idle("a")).isTrue();
        assertThat(monitor.health("a").nextCheckAt()).isNull();
        assertThat(monitor.health("a").is(Flag.DISABLED)).isTrue();
        assertThat(monitor.health().summary().total()).isZero();
    }

    @Test
    void anEnabledIntegrationIsCheckedAtOnce() {
        monitor.disable("a");
        harness.time.advance(Duration.ofHours(1));
        monitor.enable("a");
        harness.time.advance(Duration.ZERO);

        assertThat(harness.next(CheckCompleted.class).at()).isEqualTo(harness.time.now());
        assertThat(monitor.health().summary().total()).isEqualTo(1);
    }

    @Test
    void aPausedIntegrationIsNotDueUntilThePauseIsOver() {
        harness.runNext("a");
        monitor.pause("a", Duration.ofMinutes(20));
        Instant end = harness.time.now().plus(Duration.ofMinutes(20));
        harness.time.advance(Duration.ofMinutes(20).minusNanos(1_000));
        assertThat(harness.idle("a")).isTrue();
        assertThat(harness.nextAt("a")).isEqualTo(end);
        harness.time.advance(Duration.ofNanos(1_000));

        assertThat(harness.next(CheckCompleted.class).at()).isEqualTo(end);
    }

    @Test
    void aPauseThatEndsBeforeTheNextRunIsDueChangesNothingOfTheSchedule() {
        harness.runNext("a");
        Instant due = harness.nextAt("a");
        monitor.pause("a", Duration.ofSeconds(10));

        assertThat(harness.nextAt("a")).isEqualTo(due);
    }

    @Test
    void aPausedIntegrationIsMarkedAndDoesNotCount() {
        monitor.pause("a", Duration.ofMinutes(20));

        assertThat(monitor.health("a").flags()).containsExactly(Flag.PAUSED);
        assertThat(monitor.health().summary().total()).isZero();
    }

    @Test
    void aPauseThatIsEndedByHandIsFollowedByACheckAtOnce() {
        harness.runNext("a");
        monitor.pause("a", Duration.ofDays(1));
        harness.time.advance(Duration.ofMinutes(1));
        monitor.resume("a");
        harness.time.advance(Duration.ZERO);

        assertThat(harness.next(CheckCompleted.class).at()).isEqualTo(harness.time.now());
    }

    @Test
    void toResumeWhatIsNotPausedDoesNothing() {
        harness.runNext("a");
        Instant due = harness.nextAt("a");
        monitor.resume("a");

        assertThat(harness.nextAt("a")).isEqualTo(due);
    }

    @Test
    void eachSwitchIsTold() {
        monitor.pause("a", Duration.ofMinutes(1));
        monitor.resume("a");
        monitor.disable("a");
        monitor.disable("a");
        monitor.enable("a");

        assertThat(harness.next(IntegrationSwitched.class).what()).isEqualTo(Switch.PAUSED);
        assertThat(harness.next(IntegrationSwitched.class).what()).isEqualTo(Switch.RESUMED);
        assertThat(harness.next(IntegrationSwitched.class).what()).isEqualTo(Switch.DISABLED);
        assertThat(harness.next(IntegrationSwitched.class).what()).isEqualTo(Switch.ENABLED);
    }

    @Test
    void comingAndGoingIsTold() {
        monitor.add(Integration.named("B"), context -> CheckResult.healthy());
        monitor.remove("b");

        assertThat(harness.next(IntegrationAdded.class).integration().id()).isEqualTo("a");
        assertThat(harness.next(IntegrationAdded.class).integration().id()).isEqualTo("b");
        assertThat(harness.next(IntegrationRemoved.class).integration().id()).isEqualTo("b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT8784H0.001S"})
    void aPauseOutsideTheLimitsIsRefused(Duration pause) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> monitor.pause("a", pause))
                .withMessageStartingWith("pause of ")
                .withMessageEndingWith("is not allowed; use more than 0ms and at most 366d, or disable it");
    }
}
