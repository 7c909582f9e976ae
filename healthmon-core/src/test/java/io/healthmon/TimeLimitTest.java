package io.healthmon;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.event.HealthEvent.CheckCompleted;
import io.healthmon.event.HealthEvent.CheckStuck;
import io.healthmon.event.HealthEvent.CheckUnstuck;
import io.healthmon.event.HealthEvent.StatusChanged;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TimeLimitTest {

    private static IntegrationBuilder everyFiveMinutes() {
        return Integration.named("A").every(Duration.ofMinutes(5));
    }

    @Test
    void aCheckThatHangsIsRecordedAsATimeoutAtItsLimit() throws Exception {
        try (GatedCheck check = GatedCheck.listening();
                MonitorHarness harness = MonitorHarness.started(everyFiveMinutes(), check)) {
            harness.advanceToNext("a");
            check.awaitBegun();
            harness.time.advance(Duration.ofSeconds(5));
            CheckCompleted timeout = harness.next(CheckCompleted.class);

            assertThat(timeout.observation().status()).isEqualTo(HealthStatus.DOWN);
            assertThat(timeout.observation().problem().cause()).isEqualTo(Cause.TIMEOUT);
            assertThat(timeout.observation().problem().message()).isEqualTo("There was no answer within 5s.");
            assertThat(timeout.observation().responseTimeMillis()).isEqualTo(5_000);
        }
    }

    @Test
    void aCheckThatHangsIsInterruptedAtItsLimit() throws Exception {
        try (GatedCheck check = GatedCheck.listening();
                MonitorHarness harness = MonitorHarness.started(everyFiveMinutes(), check)) {
            harness.advanceToNext("a");
            check.awaitBegun();
            harness.time.advance(Duration.ofSeconds(5));

            assertThat(check.interrupted.await(10, SECONDS)).isTrue();
        }
    }

    @Test
    void whoWaitsForACheckThatHangsIsAnsweredAtItsLimit() throws Exception {
        try (GatedCheck check = GatedCheck.deaf();
                MonitorHarness harness = MonitorHarness.started(everyFiveMinutes(), check)) {
            CompletableFuture<IntegrationHealth> answer = harness.monitor.check("a");
            check.awaitBegun();
            harness.time.advance(Duration.ofSeconds(5));

            assertThat(answer.get(10, SECONDS).state().problem().cause()).isEqualTo(Cause.TIMEOUT);
        }
    }

    @Test
    void aCheckThatGivesUpAtTheInterruptIsNeverStuck() throws Exception {
        try (GatedCheck check = GatedCheck.listening();
                MonitorHarness harness =
                        MonitorHarness.started(everyFiveMinutes().recheckAfter(Duration.ofHours(1)), check)) {
            harness.advanceToNext("a");
            check.awaitBegun();
            harness.time.advance(Duration.ofSeconds(5));
            harness.awaitIdle("a");
            harness.time.advance(Duration.ofSeconds(2));

            assertThat(harness.monitor.health("a").is(Flag.STUCK)).isFalse();
        }
    }

    @Test
    void aDeafCheckIsReportedAsStuckASecondAfterItsLimit() throws Exception {
        try (GatedCheck check = GatedCheck.deaf();
                MonitorHarness harness = MonitorHarness.started(everyFiveMinutes(), check)) {
            harness.advanceToNext("a");
            check.awaitBegun();
            harness.time.advance(Duration.ofSeconds(6).minusNanos(1_000));
            assertThat(harness.monitor.health("a").is(Flag.STUCK)).isFalse();
            harness.time.advance(Duration.ofNanos(1_000));

            assertThat(harness.monitor.health("a").is(Flag.STUCK)).isTrue();
            assertThat(harness.next(CheckStuck.class).integration().id()).isEqualTo("a");
        }
    }

    @Test
    void aDeafCheckFailsAgainAtEachDueMomentUntilItIsDown() throws Exception {
        try (GatedCheck check = GatedCheck.deaf();
                MonitorHarness harness = MonitorHarness.started(everyFiveMinutes(), check)) {
            harness.advanceToNext("a");
            check.awaitBegun();
            harness.time.advance(Duration.ofSeconds(16));

            assertThat(harness.next(StatusChanged.class).to()).isEqualTo(HealthStatus.DOWN);
            assertThat(harness.monitor.health("a").state().problem().message())
                    .isEqualTo("An earlier check ignores its time limit and is still running.");
        }
    }

    @Test
    void aDeafCheckNeverRunsTwiceAtOnce() throws Exception {
        try (GatedCheck check = GatedCheck.deaf();
                MonitorHarness harness =
                        MonitorHarness.started(everyFiveMinutes().every(Duration.ofSeconds(1)), check)) {
            harness.advanceToNext("a");
            check.awaitBegun();
            harness.time.advance(Duration.ofMinutes(10));
            IntegrationHealth present = harness.check("a");

            assertThat(present.is(Flag.STUCK)).isTrue();
            assertThat(check.calls).hasValue(1);
        }
    }

    @Test
    void aStuckCheckThatEndsAtLastIsUnstuckAndItsLateResultThrownAway() throws Exception {
        try (GatedCheck check = GatedCheck.deaf();
                MonitorHarness harness = MonitorHarness.started(everyFiveMinutes(), check)) {
            harness.advanceToNext("a");
            check.awaitBegun();
            harness.time.advance(Duration.ofSeconds(7));
            harness.next(CheckStuck.class);
            check.open();
            harness.next(CheckUnstuck.class);

            assertThat(harness.monitor.health("a").flags()).containsExactly(Flag.SUSPECT);
            assertThat(harness.monitor.health("a").state().streak()).isEqualTo(1);
            assertThat(harness.monitor.health("a").state().observed()).isEqualTo(HealthStatus.DOWN);
        }
    }

    @Test
    void anIntegrationThatWasStuckIsCheckedAgain() throws Exception {
        try (GatedCheck check = GatedCheck.deaf();
                MonitorHarness harness = MonitorHarness.started(everyFiveMinutes(), check)) {
            harness.advanceToNext("a");
            check.awaitBegun();
            harness.time.advance(Duration.ofSeconds(7));
            check.open();
            harness.next(CheckUnstuck.class);

            assertThat(harness.check("a").state().observed()).isEqualTo(HealthStatus.HEALTHY);
        }
    }

    @Test
    void aResultAfterTheLimitIsATimeoutEvenIfTheSchedulerCameTooLate() throws Exception {
        try (GatedCheck check = GatedCheck.deaf();
                MonitorHarness harness = MonitorHarness.started(everyFiveMinutes(), check)) {
            CompletableFuture<IntegrationHealth> answer = harness.monitor.check("a");
            check.awaitBegun();
            harness.time.freezeScheduler();
            harness.time.advance(Duration.ofSeconds(5));
            check.open();

            assertThat(answer.get(10, SECONDS).state().problem().cause()).isEqualTo(Cause.TIMEOUT);
        }
    }

    @Test
    void theInterruptNeverReachesTheNextCheckOnTheSameThread() throws Exception {
        CountDownLatch flagged = new CountDownLatch(1);
        try (GatedCheck check = GatedCheck.deaf();
                MonitorHarness harness = MonitorHarness.of(builder -> builder)) {
            harness.monitor.add(everyFiveMinutes(), check);
            harness.monitor.add(Integration.named("B"), context -> {
                if (Thread.currentThread().isInterrupted()) {
                    flagged.countDown();
                }
                return CheckResult.healthy();
            });
            for (int round = 0; round < 20; round++) {
                harness.monitor.add(Integration.named("C " + round), context -> {
                    Thread.currentThread().interrupt();
                    return CheckResult.healthy();
                });
                harness.check("c-" + round);
                harness.check("b");
            }

            assertThat(flagged.getCount()).isEqualTo(1);
        }
    }

    @Test
    void hungChecksGiveTheirPlacesToOthers() throws Exception {
        try (GatedCheck check = GatedCheck.deaf();
                MonitorHarness harness = MonitorHarness.of(builder -> builder.maxConcurrentChecks(1))) {
            harness.monitor.add(everyFiveMinutes(), check);
            harness.monitor.add(Integration.named("B"), context -> CheckResult.healthy());
            var unused = harness.monitor.check("a");
            check.awaitBegun();
            CompletableFuture<IntegrationHealth> other = harness.monitor.check("b");
            assertThat(other).isNotDone();
            harness.time.advance(Duration.ofSeconds(5));

            assertThat(other.get(10, SECONDS).status()).isEqualTo(HealthStatus.HEALTHY);
        }
    }
}
