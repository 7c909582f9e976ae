package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.healthmon.check.AsyncHealthCheck;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.event.HealthEvent.CheckCompleted;
import io.healthmon.schedule.Scheduler;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RetryTest {

    private final AtomicInteger asked = new AtomicInteger();
    private final List<Duration> limits = new CopyOnWriteArrayList<>();

    private static IntegrationBuilder twice() {
        return Integration.named("A").retries(2).retryDelay(Duration.ZERO).failureThreshold(1);
    }

    private HealthCheck failing(int times, Cause cause) {
        return context -> {
            limits.add(context.timeout());
            return asked.incrementAndGet() <= times ? CheckResult.down(cause, "It broke.") : CheckResult.healthy();
        };
    }

    /** Runs one check by hand while what is due happens, as far as the attempts need it. */
    private static CheckCompleted run(IntegrationBuilder integration, HealthCheck check) {
        try (MonitorHarness harness = MonitorHarness.of(builder -> builder)) {
            harness.monitor.add(integration, check);
            CompletableFuture<IntegrationHealth> checked = harness.monitor.check("a");
            MonitorHarness.await("the run is over", () -> {
                harness.time.advance(Duration.ZERO);
                return checked.isDone();
            });
            return harness.next(CheckCompleted.class);
        }
    }

    @Test
    void aFailureThatIsGoneAMomentLaterDoesNotCount() {
        CheckCompleted run = run(twice(), failing(2, Cause.CONNECT));

        assertThat(run.observation().status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(run.observation().details()).containsEntry("attempts", "3");
        assertThat(asked).hasValue(3);
    }

    @Test
    void afterTheLastRetryTheFailureCounts() {
        CheckCompleted run = run(twice(), failing(99, Cause.SERVER_ERROR));

        assertThat(run.observation().status()).isEqualTo(HealthStatus.DOWN);
        assertThat(asked).hasValue(3);
    }

    @Test
    void anExceptionOfTheNetworkIsRetriedAndAFaultOfTheCheckIsNot() {
        CheckCompleted refused = run(twice(), context -> {
            if (asked.incrementAndGet() == 1) {
                throw new ConnectException("refused");
            }
            return CheckResult.healthy();
        });
        assertThat(refused.observation().status()).isEqualTo(HealthStatus.HEALTHY);
        asked.set(0);
        CheckCompleted broken = run(twice(), context -> {
            asked.incrementAndGet();
            throw new IllegalStateException("broken");
        });

        assertThat(broken.observation().problem().cause()).isEqualTo(Cause.CHECK_ERROR);
        assertThat(asked).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {
                "CREDENTIALS_MISSING",
                "CREDENTIALS_INVALID",
                "CREDENTIALS_EXPIRED",
                "CREDENTIALS_REVOKED",
                "PERMISSION",
                "ACCOUNT",
                "RATE_LIMITED",
                "QUOTA",
                "CONFIGURATION",
                "CLIENT_ERROR",
                "CHECK_ERROR"
            })
    void whatAnotherAttemptDoesNotChangeIsNotRetried(Cause cause) {
        run(twice(), failing(99, cause));

        assertThat(asked).hasValue(1);
    }

    @Test
    void withoutTheSettingNothingIsRetried() {
        CheckCompleted run = run(Integration.named("A"), failing(1, Cause.CONNECT));

        assertThat(asked).hasValue(1);
        assertThat(run.observation().details()).isEmpty();
    }

    @Test
    void attemptsShareTheTimeLimitAndNoneBeginsWithoutTimeForIt() {
        run(twice().timeout(Duration.ofSeconds(3)), failing(99, Cause.CONNECT));
        assertThat(limits.get(0)).isBetween(Duration.ofMillis(900), Duration.ofMillis(1_000));
        assertThat(limits.get(1)).isGreaterThan(limits.get(0));
        asked.set(0);
        run(twice().timeout(Duration.ofSeconds(3)).retryDelay(Duration.ofSeconds(30)), failing(99, Cause.CONNECT));

        assertThat(asked).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"0, 75, 150, 300", "0.5, 100, 200, 400", "1, 125, 250, 500"})
    void pausesDoubleAQuarterMoreOrLess(double chance, long first, long second, long third) throws Exception {
        LeapingScheduler scheduler = new LeapingScheduler();
        HealthCheck check = context -> {
            scheduler.moments.add(scheduler.nanoTime());
            return CheckResult.down(Cause.CONNECT, "It broke.");
        };
        new Retrying(check, scheduler, () -> chance).check(patient());

        assertThat(scheduler.pausesInMillis()).containsExactly(first, second, third);
    }

    @ParameterizedTest
    @CsvSource({"0, 75, 150, 300", "0.5, 100, 200, 400", "1, 125, 250, 500"})
    void anAsynchronousCheckHasTheSamePauses(double chance, long first, long second, long third) {
        LeapingScheduler scheduler = new LeapingScheduler();
        AsyncHealthCheck check = context -> {
            scheduler.moments.add(scheduler.nanoTime());
            return CompletableFuture.completedFuture(CheckResult.down(Cause.CONNECT, "It broke."));
        };
        CompletableFuture<CheckResult> run =
                new RetryingAsync(check, scheduler, Runnable::run, () -> chance).checkAsync(patient());

        assertThat(run).isCompleted();
        assertThat(scheduler.pausesInMillis()).containsExactly(first, second, third);
    }

    private static CheckContext patient() {
        return CheckContext.of(
                twice().retries(3)
                        .retryDelay(Duration.ofMillis(100))
                        .timeout(Duration.ofHours(1))
                        .build(),
                MonitorHarness.START);
    }

    /** A running time that leaps to whatever is asked of it. */
    private static final class LeapingScheduler implements Scheduler {

        private final List<Long> moments = new ArrayList<>();
        private long now;

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public void schedule(Runnable task, long moment) {
            now = Math.max(now, moment);
            task.run();
        }

        @Override
        public void close() {}

        List<Long> pausesInMillis() {
            return IntStream.range(1, moments.size())
                    .mapToObj(next -> TimeUnit.NANOSECONDS.toMillis(moments.get(next) - moments.get(next - 1)))
                    .toList();
        }
    }

    @Test
    void inAMonitorNoRetryBeginsBeforeItsPauseIsOver() {
        List<Long> moments = new ArrayList<>();
        try (MonitorHarness harness = MonitorHarness.of(builder -> builder)) {
            harness.monitor.add(
                    twice().retries(3).retryDelay(Duration.ofMillis(100)).timeout(Duration.ofHours(1)), context -> {
                        moments.add(harness.time.scheduler().nanoTime());
                        return CheckResult.down(Cause.CONNECT, "It broke.");
                    });
            CompletableFuture<IntegrationHealth> checked = harness.monitor.check("a");
            MonitorHarness.await("the run is over", () -> {
                harness.time.advance(Duration.ofMillis(1));
                return checked.isDone();
            });
        }

        assertThat(moments).hasSize(4);
        for (int pause = 0; pause < 3; pause++) {
            long took = TimeUnit.NANOSECONDS.toMillis(moments.get(pause + 1) - moments.get(pause));
            assertThat(took).isGreaterThanOrEqualTo((100L << pause) * 3 / 4 - 1);
        }
    }

    @Test
    void anAsynchronousCheckIsRetriedToo() {
        AsyncHealthCheck check = context -> asked.incrementAndGet() == 1
                ? CompletableFuture.failedFuture(new ConnectException("refused"))
                : CompletableFuture.completedFuture(CheckResult.healthy());
        CheckCompleted run = run(twice(), check);

        assertThat(run.observation().status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(run.observation().details()).containsEntry("attempts", "2");
    }

    @Test
    void theTimeLimitCancelsTheAttemptThatIsUnderWay() throws Exception {
        List<CompletableFuture<CheckResult>> pending = new CopyOnWriteArrayList<>();
        AsyncHealthCheck check = context -> {
            CompletableFuture<CheckResult> answer = new CompletableFuture<>();
            pending.add(answer);
            return answer;
        };
        try (MonitorHarness harness = MonitorHarness.of(builder -> builder)) {
            harness.monitor.add(twice().timeout(Duration.ofSeconds(1)), check);
            CompletableFuture<IntegrationHealth> checked = harness.monitor.check("a");
            MonitorHarness.await("it has begun", () -> pending.size() == 1);
            harness.time.advance(Duration.ofSeconds(2));

            assertThat(checked.get(10, TimeUnit.SECONDS).status()).isEqualTo(HealthStatus.DOWN);
            MonitorHarness.await(
                    "the attempt is cancelled", () -> pending.get(0).isCancelled());
        }
    }

    @Test
    void wrongValuesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Integration.named("A").retries(11))
                .withMessage("retries 11 is not allowed; use from 0 to 10");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Integration.named("A").retryDelay(Duration.ofMinutes(2)))
                .withMessageContaining("retryDelay");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Integration.named("A").passiveFor(Duration.ofMillis(1)))
                .withMessageContaining("passiveFor");
    }
}
