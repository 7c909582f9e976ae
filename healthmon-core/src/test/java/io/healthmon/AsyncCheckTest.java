package io.healthmon;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.AsyncHealthCheck;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AsyncCheckTest {

    private final MonitorHarness harness = MonitorHarness.of(builder -> builder);
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CompletableFuture<CheckResult> answer = new CompletableFuture<>();

    private CompletableFuture<IntegrationHealth> begin(AsyncHealthCheck check) throws InterruptedException {
        AsyncHealthCheck told = context -> {
            asked.countDown();
            return check.checkAsync(context);
        };
        harness.monitor.add(Integration.named("A"), told);
        CompletableFuture<IntegrationHealth> health = harness.monitor.check("a");
        assertThat(asked.await(10, SECONDS)).isTrue();
        return health;
    }

    private void awaitCancelled() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        var unused = answer.whenComplete((result, failure) -> cancelled.countDown());
        assertThat(cancelled.await(10, SECONDS)).isTrue();
        assertThat(answer).isCancelled();
    }

    @Test
    void anAnswerThatComesLaterIsTaken() throws Exception {
        CompletableFuture<IntegrationHealth> health = begin(context -> answer);
        answer.complete(CheckResult.healthy());

        assertThat(health.get(10, SECONDS).status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void aFailureThatComesLaterTellsItsCause() throws Exception {
        CompletableFuture<IntegrationHealth> health = begin(context -> answer.thenApply(result -> result));
        answer.completeExceptionally(new ConnectException("refused"));

        assertThat(health.get(10, SECONDS).state().problem().cause()).isEqualTo(Cause.CONNECT);
    }

    @Test
    void atItsLimitTheAnswerIsCancelled() throws Exception {
        CompletableFuture<IntegrationHealth> health = begin(context -> answer);
        harness.time.advance(Duration.ofSeconds(5));

        assertThat(health.get(10, SECONDS).state().problem().cause()).isEqualTo(Cause.TIMEOUT);
        awaitCancelled();
    }

    @Test
    void anAnswerAfterTheLimitIsIgnored() throws Exception {
        CompletableFuture<CheckResult> stubborn = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean interrupt) {
                return false;
            }
        };
        CompletableFuture<IntegrationHealth> health = begin(context -> stubborn);
        harness.time.advance(Duration.ofSeconds(6));
        assertThat(health.get(10, SECONDS).state().observed()).isEqualTo(HealthStatus.DOWN);
        // why: the answer may show the moment of the time limit, a second before a run counts as stuck
        assertThat(harness.monitor.health("a").is(Flag.STUCK)).isTrue();
        stubborn.complete(CheckResult.healthy());
        harness.awaitIdle("a");

        assertThat(harness.monitor.health("a").state().observed()).isEqualTo(HealthStatus.DOWN);
        assertThat(harness.monitor.health("a").is(Flag.STUCK)).isFalse();
    }

    @Test
    void onRemovalTheAnswerIsCancelled() throws Exception {
        CompletableFuture<IntegrationHealth> health = begin(context -> answer);
        harness.monitor.remove("a");

        awaitCancelled();
        assertThat(health).failsWithin(Duration.ofSeconds(10));
    }

    @Test
    void oneThatThrowsAtOnceIsRecorded() throws Exception {
        CompletableFuture<IntegrationHealth> health = begin(context -> {
            throw new IllegalStateException("no");
        });

        assertThat(health.get(10, SECONDS).state().problem().message())
                .isEqualTo("The check threw IllegalStateException: no");
    }

    @Test
    @SuppressWarnings("NullAway")
    void oneThatReturnsNoFutureIsRecorded() throws Exception {
        assertThat(begin(context -> null).get(10, SECONDS).state().problem().message())
                .isEqualTo("The check returned null.");
    }

    @Test
    @SuppressWarnings("NullAway")
    void oneWhoseAnswerIsNullIsRecorded() throws Exception {
        CompletableFuture<IntegrationHealth> health = begin(context -> answer);
        answer.complete(null);

        assertThat(health.get(10, SECONDS).state().problem().message()).isEqualTo("The check returned null.");
    }

    @Test
    void oneThatBlocksInsteadOfReturningIsInterruptedAtItsLimit() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        CompletableFuture<IntegrationHealth> health = begin(context -> {
            try {
                never.await();
            } catch (InterruptedException told) {
                interrupted.countDown();
            }
            return answer;
        });
        harness.time.advance(Duration.ofSeconds(5));

        assertThat(health.get(10, SECONDS).state().problem().cause()).isEqualTo(Cause.TIMEOUT);
        assertThat(interrupted.await(10, SECONDS)).isTrue();
        awaitCancelled();
    }

    @Test
    void theThreadThatCompletesAnAnswerIsNotHeldUpByWhoWaits() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CompletableFuture<IntegrationHealth> health = begin(context -> answer);
        CountDownLatch blocked = new CountDownLatch(1);
        var unused = health.thenAccept(known -> {
            blocked.countDown();
            awaitUninterruptibly(never);
        });
        answer.complete(CheckResult.healthy());

        assertThat(blocked.await(10, SECONDS)).isTrue();
        never.countDown();
    }

    @Test
    void whoeverBlocksOnACancelledAnswerHoldsUpNoOtherTimeLimit() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(4);
        for (int number = 0; number < 4; number++) {
            harness.monitor.add(Integration.named("Bad " + number), (AsyncHealthCheck) context -> {
                CompletableFuture<CheckResult> own = new CompletableFuture<>();
                var unused = own.whenComplete((result, failure) -> awaitUninterruptibly(never));
                begun.countDown();
                return own;
            });
            var unused = harness.monitor.check("bad-" + number);
        }
        assertThat(begun.await(10, SECONDS)).isTrue();
        CompletableFuture<IntegrationHealth> good = begin(context -> answer);
        harness.time.advance(Duration.ofSeconds(5));

        assertThat(good.get(10, SECONDS).state().problem().cause()).isEqualTo(Cause.TIMEOUT);
        never.countDown();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
