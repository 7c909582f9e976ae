package io.healthmon.check.composed;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.Problem;
import io.healthmon.secret.Secret;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FlowCheckTest {

    private final List<String> done = new ArrayList<>();

    private static CheckContext within(Duration limit) {
        return new CheckContext(Integration.named("Shop").build(), limit);
    }

    private static CheckResult run(FlowCheckBuilder flow) throws Exception {
        return flow.build().check(within(Duration.ofSeconds(5)));
    }

    private FlowCheck.Step noted(String what) {
        return context -> done.add(what);
    }

    private static void hang() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @Test
    void stepsFollowOneAnotherAndShareValues() throws Exception {
        AtomicReference<Integer> seen = new AtomicReference<>();
        CheckResult result = run(FlowCheck.begin()
                .step("log in", context -> context.put("order", 42))
                .step("order", context -> seen.set(context.get("order", Integer.class)))
                .cleanUp(noted("clean-up")));

        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(result.details()).containsOnlyKeys("step.log in", "step.order");
        assertThat(result.responseTime()).isNotNull();
        assertThat(seen).hasValue(42);
        assertThat(done).containsExactly("clean-up");
    }

    @Test
    void theFailingStepIsNamedAndEndsTheFlow() throws Exception {
        CheckResult result = run(FlowCheck.begin()
                .step("log in", noted("log in"))
                .step("pay", context -> {
                    throw new ConnectException("Connection refused");
                })
                .step("log out", noted("log out"))
                .cleanUp(noted("clean-up")));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.CONNECT);
        assertThat(result.problem().message())
                .isEqualTo("Step \"pay\" (2 of 3): It threw ConnectException: Connection refused");
        assertThat(result.details()).containsOnlyKeys("step.log in", "step.pay");
        assertThat(done).containsExactly("log in", "clean-up");
    }

    @Test
    void theFlowWaitsAsLongAsAnyOfItsStepsAsksAndHoldsUntilTheFirstNoLongerDoes() throws Exception {
        Instant soon = Instant.parse("2026-03-15T10:30:00Z");
        CheckResult result = run(FlowCheck.begin()
                .check("token", run -> CheckResult.healthy().withValidUntil(soon))
                .check(
                        "search",
                        run -> CheckResult.degraded(Cause.RATE_LIMITED, "Too many.")
                                .withRetryAfter(Duration.ofMinutes(10)))
                .check(
                        "pay",
                        run -> CheckResult.down(Cause.SERVER_ERROR, "Busy.").withRetryAfter(Duration.ofSeconds(30))));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.retryAfter()).isEqualTo(Duration.ofMinutes(10));
        assertThat(result.details()).containsEntry("retryAfter", "600");
        assertThat(result.validUntil()).isEqualTo(soon);
    }

    @Test
    void aStepSaysItselfWhatItFound() throws Exception {
        Problem problem = new Problem(Cause.ASSERTION, "The basket is empty.", "See the log.", "https://shop.example/");
        CheckResult result = run(FlowCheck.begin().step("order", context -> {
            context.detail("basket", 0);
            throw context.failure(problem);
        }));

        assertThat(result.problem().message()).isEqualTo("Step \"order\" (1 of 1): The basket is empty.");
        assertThat(result.problem().resolution()).isEqualTo("See the log.");
        assertThat(result.problem().documentation()).isEqualTo("https://shop.example/");
        assertThat(result.details()).containsEntry("basket", "0");
    }

    @Test
    void anErrorOfAStepCleansUpToo() throws Exception {
        CheckResult result = run(FlowCheck.begin()
                .step("order", context -> {
                    throw new NoClassDefFoundError("a/B");
                })
                .cleanUp(noted("clean-up")));

        assertThat(result.problem().cause()).isEqualTo(Cause.CHECK_ERROR);
        assertThat(done).containsExactly("clean-up");
    }

    @Test
    void aStepThatHangsIsNamedAndTheCleanUpStillHasTime() throws Exception {
        AtomicReference<Duration> left = new AtomicReference<>();
        CheckResult result = FlowCheck.begin()
                .step("log in", noted("log in"))
                .step("pay", context -> hang())
                .cleanUp(context -> left.set(context.timeLeft()))
                .build()
                .check(within(Duration.ofMillis(1_200)));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.TIMEOUT);
        assertThat(result.problem().message())
                .startsWith("Step \"pay\" (2 of 2): There was no answer within the ")
                .endsWith("ms that were left for it.");
        assertThat(result.responseTime()).isGreaterThanOrEqualTo(Duration.ofMillis(890));
        assertThat(left.get()).isBetween(Duration.ofMillis(1), Duration.ofMillis(300));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void aStepThatSwallowsItsInterruptEndsTheFlowAsATimeout() throws Exception {
        FlowCheck flow = FlowCheck.begin()
                .step("search", context -> swallowOneInterrupt())
                .step("order", noted("order"))
                .cleanUp(context ->
                        done.add("clean-up with time " + !context.timeLeft().isZero()))
                .build();

        CheckResult result = flow.check(within(Duration.ofMillis(400)));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.TIMEOUT);
        assertThat(result.problem().message()).matches("Step \"search\" \\(1 of 2\\): There was no answer within .*");
        assertThat(result.details()).containsOnlyKeys("step.search");
        assertThat(done).containsExactly("interrupted", "clean-up with time true");
    }

    private void swallowOneInterrupt() {
        try {
            hang();
        } catch (InterruptedException swallowed) {
            done.add("interrupted");
        }
    }

    @Test
    void aFlowWithoutTimeBeginsNoStep() throws Exception {
        CheckResult result =
                FlowCheck.begin().step("order", noted("order")).build().check(within(Duration.ZERO));

        assertThat(result.problem().cause()).isEqualTo(Cause.TIMEOUT);
        assertThat(done).isEmpty();
    }

    @Test
    void anErrorOfTheCleanUpDoesNotHideTheFailureOfAStep() throws Exception {
        CheckResult result = run(FlowCheck.begin()
                .step("pay", context -> {
                    throw new ConnectException("Connection refused");
                })
                .cleanUp(context -> {
                    throw new Error("the clean-up broke");
                }));

        assertThat(result.problem().message()).startsWith("Step \"pay\" (1 of 1): ");
        assertThat(result.details()).containsEntry("cleanUp", "It threw Error: the clean-up broke");
    }

    @Test
    void aCleanUpThatHangsIsInterruptedWithinTheTimeLimit() throws Exception {
        long begun = System.nanoTime();
        CheckResult result = FlowCheck.begin()
                .step("log in", noted("log in"))
                .cleanUp(context -> hang())
                .build()
                .check(within(Duration.ofMillis(200)));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.problem().message()).startsWith("The clean-up: There was no answer within ");
    }

    @Test
    void aCleanUpThatFailsDoesNotHideTheFailureOfAStep() throws Exception {
        CheckResult result = run(FlowCheck.begin()
                .step("pay", context -> {
                    throw context.failure(Cause.ASSERTION, "Not paid.");
                })
                .cleanUp(context -> {
                    throw new IllegalStateException("no order");
                }));

        assertThat(result.problem().message()).isEqualTo("Step \"pay\" (1 of 1): Not paid.");
        assertThat(result.details()).containsEntry("cleanUp", "It threw IllegalStateException: no order");
    }

    @Test
    void anInterruptFromOutsideCleansUpAndEndsTheRun() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        FlowCheck flow = FlowCheck.begin()
                .step("pay", context -> {
                    begun.countDown();
                    hang();
                })
                .step("log out", noted("log out"))
                .cleanUp(
                        context -> done.add("clean-up " + Thread.currentThread().isInterrupted()))
                .build();
        Thread runner = new Thread(() -> {
            try {
                flow.check(within(Duration.ofSeconds(20)));
            } catch (Throwable failure) {
                thrown.set(failure);
            }
        });
        runner.start();
        assertThat(begun.await(10, SECONDS)).isTrue();
        runner.interrupt();
        runner.join(10_000);

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(done).containsExactly("clean-up false");
    }

    @Test
    void anInterruptThatAStepSwallowsAndKeepsEndsTheRunBeforeTheNext() {
        FlowCheck flow = FlowCheck.begin()
                .step("pay", context -> Thread.currentThread().interrupt())
                .step("log out", noted("log out"))
                .cleanUp(noted("clean-up"))
                .build();

        assertThatThrownBy(() -> flow.check(within(Duration.ofSeconds(5)))).isInstanceOf(InterruptedException.class);
        assertThat(done).containsExactly("clean-up");
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void secretsOfTheContextStandNowhereInTheResult() throws Exception {
        CheckResult result = run(FlowCheck.begin()
                .step("log in", context -> {
                    context.put("session", Secret.of("s3ss10n-4711"));
                    context.put("token", "tok-0815-abc");
                    context.put("order", "order-1");
                })
                .step("pay", context -> {
                    context.detail("asked", "as s3ss10n-4711 with tok-0815-abc for order-1");
                    throw new IllegalStateException("refused s3ss10n-4711 and tok-0815-abc: " + context);
                }));

        String shown = result + " " + result.details();
        assertThat(shown).doesNotContain("s3ss10n-4711", "tok-0815-abc").contains("order-1", "[session, token, order]");
    }

    @Test
    void aStepThatIsACheckGetsTheTimeThatIsLeftAndMayBeDegraded() throws Exception {
        AtomicReference<Duration> timeout = new AtomicReference<>();
        CheckResult result = run(FlowCheck.begin()
                .check("home", context -> CheckResult.degraded(Cause.TLS, "The certificate expires."))
                .check("search", context -> {
                    timeout.set(context.timeout());
                    return CheckResult.healthy();
                }));

        assertThat(timeout.get()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.problem().message()).isEqualTo("Step \"home\" (1 of 2): The certificate expires.");
    }

    @Test
    void aStepThatCannotTellMakesTheFlowUnknown() throws Exception {
        CheckResult result = run(FlowCheck.begin()
                .check("home", context -> CheckResult.unknown(Cause.CONFIGURATION, "Refused."))
                .step("search", noted("search")));

        assertThat(result.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(done).isEmpty();
    }

    @Test
    void eachRunHasAContextOfItsOwn() throws Exception {
        FlowCheck flow = FlowCheck.begin()
                .step("once", context -> {
                    assertThat(context.find("order", String.class)).isEmpty();
                    context.put("order", "1");
                })
                .build();

        assertThat(flow.check(within(Duration.ofSeconds(5))).status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(flow.check(within(Duration.ofSeconds(5))).status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void aValueThatIsMissingIsNamed() throws Exception {
        CheckResult result = run(FlowCheck.begin().step("pay", context -> context.get("order", String.class)));

        assertThat(result.problem().message())
                .endsWith("It threw IllegalStateException: no earlier step has put \"order\"; there are []");
    }

    @Test
    void aFlowIsRefusedThatCannotBeRun() {
        FlowCheck.Step step = context -> {};

        assertThatIllegalArgumentException()
                .isThrownBy(() -> FlowCheck.begin().build())
                .withMessage("the flow has no step; add one with step(…) or check(…)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FlowCheck.begin().step("a", step).step("a", step))
                .withMessage("step name \"a\" is taken by another step; give each its own name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FlowCheck.begin().step("", step))
                .withMessageStartingWith("step name \"\" is not allowed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FlowCheck.begin().cleanUp(step).cleanUp(step))
                .withMessageContaining("has a clean-up already");
        FlowCheckBuilder many = FlowCheck.begin();
        for (int number = 0; number < FlowCheckBuilder.MOST_STEPS; number++) {
            many.step("step " + number, step);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> many.step("one more", step))
                .withMessageContaining("has 20 steps, which is the most");
    }
}
