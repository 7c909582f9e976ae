package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RetryAfterTest {

    private static final CheckResult LIMITED = CheckResult.degraded(Cause.RATE_LIMITED, "too many requests");

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
