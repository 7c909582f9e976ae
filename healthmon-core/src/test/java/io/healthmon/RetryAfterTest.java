package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.event.HealthEvent.CheckCompleted;
import io.healthmon.event.HealthEvent.IntegrationEdited;
import io.healthmon.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class RetryAfterTest {

    private static final CheckResult LIMITED = CheckResult.degraded(Cause.RATE_LIMITED, "too many requests");

    private final OperatedStore store = new OperatedStore();
    private volatile CheckResult result = LIMITED.withRetryAfter(Duration.ofMinutes(10));
    private final HealthCheck check = context -> result;

    private static IntegrationBuilder everyMinute() {
        return Integration.named("A").every(Duration.ofMinutes(1));
    }

    @Test
    void theScheduleWaitsAsLongAsTheServiceAsks() {
        try (MonitorHarness harness = MonitorHarness.started(everyMinute(), check)) {
            Instant limited = harness.runNext("a").at();

            assertThat(harness.nextAt("a")).isEqualTo(limited.plusSeconds(600));
        }
    }

    @Test
    void aCronExpressionGoesOnWithItsFirstMomentAfterTheWait() {
        IntegrationBuilder often = Integration.named("A").schedule(Schedule.cron("*/3 * * * *", ZoneOffset.UTC));
        try (MonitorHarness harness = MonitorHarness.started(often, check)) {
            Instant limited = harness.runNext("a").at();
            Instant next = harness.nextAt("a");

            assertThat(next).isBetween(limited.plusSeconds(600), limited.plusSeconds(780));
            assertThat(next.getEpochSecond() % 180).isZero();
        }
    }

    @Test
    void aWaitThatIsShorterThanTheIntervalChangesNothing() {
        result = LIMITED.withRetryAfter(Duration.ofSeconds(5));
        try (MonitorHarness harness = MonitorHarness.started(everyMinute(), check)) {
            Instant first = harness.nextAt("a");
            harness.runNext("a");

            assertThat(harness.nextAt("a")).isEqualTo(first.plusSeconds(60));
        }
    }

    @Test
    void aSuspectIsNotCheckedAgainBeforeTheServiceWantsIt() {
        result = CheckResult.down(Cause.SERVER_ERROR, "maintenance").withRetryAfter(Duration.ofSeconds(30));
        try (MonitorHarness harness = MonitorHarness.started(everyMinute(), check)) {
            Instant down = harness.runNext("a").at();

            assertThat(harness.nextAt("a")).isEqualTo(down.plusSeconds(30));
        }
    }

    @Test
    void aSuspectIsCheckedAgainAfterOneIntervalHoweverLongItsServiceAsks() {
        result = CheckResult.down(Cause.SERVER_ERROR, "maintenance").withRetryAfter(Duration.ofHours(1));
        try (MonitorHarness harness = MonitorHarness.started(everyMinute().failureThreshold(2), check)) {
            Instant down = harness.runNext("a").at();

            assertThat(harness.nextAt("a")).isEqualTo(down.plusSeconds(60));
        }
    }

    @Test
    void whatIsDecidedToBeDownIsLeftAloneForAsLongAsItsServiceAsks() {
        result = CheckResult.down(Cause.SERVER_ERROR, "maintenance").withRetryAfter(Duration.ofHours(1));
        try (MonitorHarness harness = MonitorHarness.started(everyMinute().failureThreshold(2), check)) {
            harness.runNext("a");
            Instant confirmed = harness.runNext("a").at();

            assertThat(harness.nextAt("a")).isEqualTo(confirmed.plusSeconds(3_600));
        }
    }

    @Test
    void whatWaitsIsNotStale() {
        try (MonitorHarness harness = MonitorHarness.started(everyMinute(), check)) {
            harness.runNext("a");
            harness.time.advance(Duration.ofSeconds(599));

            assertThat(harness.monitor.health("a").is(Flag.STALE)).isFalse();
        }
    }

    @Test
    void aCheckByHandIsMadeAndEndsTheWaitWhenTheServiceAnswersAgain() throws Exception {
        try (MonitorHarness harness = MonitorHarness.started(everyMinute(), check)) {
            harness.runNext("a");
            result = CheckResult.healthy();
            harness.time.advance(Duration.ofMinutes(2));
            Instant well = harness.check("a").state().lastCheckAt();

            assertThat(harness.nextAt("a")).isEqualTo(well.plusSeconds(60));
        }
    }

    @Test
    void aFailureOfTheApplicationsOwnCallsDoesNotHastenWhatWaits() {
        try (MonitorHarness harness = MonitorHarness.started(everyMinute(), check)) {
            Instant limited = harness.runNext("a").at();
            for (int second = 0; second < 590; second += 10) {
                harness.monitor.passive("a").failed();
                harness.time.advance(Duration.ofSeconds(10));
            }
            harness.awaitIdle("a");

            assertThat(harness.monitor.health("a").state().lastCheckAt()).isEqualTo(limited);
            assertThat(harness.nextAt("a")).isEqualTo(limited.plusSeconds(600));
        }
    }

    @Test
    void whenTheWaitIsOverAFailureOfTheApplicationsOwnCallsHastensAgain() {
        IntegrationBuilder daily = Integration.named("A").schedule(Schedule.cron("0 0 * * *", ZoneOffset.UTC));
        try (MonitorHarness harness = MonitorHarness.started(daily, check)) {
            harness.runNext("a");
            harness.time.advance(Duration.ofSeconds(601));
            harness.monitor.passive("a").failed();
            harness.time.advance(Duration.ZERO);

            assertThat(harness.next(CheckCompleted.class).at()).isEqualTo(harness.time.now());
        }
    }

    @Test
    void anEditedIntervalDoesNotEndTheWait() {
        try (MonitorHarness harness = MonitorHarness.of(builder -> builder.store(store))) {
            Instant limited = editedWhileItWaits(harness, Duration.ofSeconds(10));

            assertThat(harness.nextAt("a")).isEqualTo(limited.plusSeconds(600));
        }
    }

    @Test
    void aLongerIntervalCountsFromTheLastRunIfThatIsAfterTheWait() {
        try (MonitorHarness harness = MonitorHarness.of(builder -> builder.store(store))) {
            Instant limited = editedWhileItWaits(harness, Duration.ofMinutes(20));

            assertThat(harness.nextAt("a")).isCloseTo(limited.plusSeconds(1_200), within(100, ChronoUnit.MILLIS));
        }
    }

    @Test
    void anEditDoesNotMakeStaleWhatWaits() {
        try (MonitorHarness harness = MonitorHarness.of(builder -> builder.store(store))) {
            editedWhileItWaits(harness, Duration.ofSeconds(10));
            harness.time.advance(Duration.ofSeconds(590));

            assertThat(harness.monitor.health("a").is(Flag.STALE)).isFalse();
        }
    }

    /** Lets the service ask for ten minutes and an operator edit the interval; returns when it asked. */
    private Instant editedWhileItWaits(MonitorHarness harness, Duration interval) {
        Integration declared = everyMinute().build();
        harness.monitor.add(declared, check);
        harness.monitor.start();
        Instant limited = harness.runNext("a").at();
        store.sql(declared, old -> OperatedStore.interval(old, interval));
        harness.time.advance(Duration.ofSeconds(5));
        harness.next(IntegrationEdited.class);
        return limited;
    }

    @Test
    void aWaitIsAtMostAnHourAndStandsInTheDetails() {
        CheckResult patient = LIMITED.withRetryAfter(Duration.ofDays(2));

        assertThat(patient.retryAfter()).isEqualTo(Duration.ofHours(1));
        assertThat(patient.details()).containsEntry("retryAfter", "3600");
    }

    @Test
    void aNegativeWaitIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> LIMITED.withRetryAfter(Duration.ofSeconds(-1)));
    }
}
