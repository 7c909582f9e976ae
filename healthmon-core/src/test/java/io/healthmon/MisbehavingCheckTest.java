package io.healthmon;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MisbehavingCheckTest {

    private final MonitorHarness harness = MonitorHarness.of(builder -> builder.maxConcurrentChecks(1));

    @AfterEach
    void close() {
        harness.close();
    }

    private Problem problemOf(HealthCheck check) throws Exception {
        harness.monitor.add(Integration.named("A"), check);
        harness.monitor.add(Integration.named("B"), context -> CheckResult.healthy());
        IntegrationHealth health = harness.check("a");
        assertThat(health.state().observed()).isEqualTo(HealthStatus.DOWN);
        assertThat(harness.check("b").status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(harness.check("a").state().consecutiveFailures()).isEqualTo(2);
        return health.state().problem();
    }

    static Stream<Throwable> throwables() {
        return Stream.of(
                new IOException("boom"),
                new IllegalStateException("boom"),
                new AssertionError("boom"),
                new NoClassDefFoundError("boom"),
                new OutOfMemoryError("boom"),
                new Throwable("boom"));
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void whateverACheckThrowsIsRecordedAndHarmsNobody(Throwable failure) throws Exception {
        Problem problem = problemOf(context -> {
            throw MisbehavingCheckTest.<RuntimeException>sneaky(failure);
        });

        assertThat(problem.cause()).isEqualTo(Cause.CHECK_ERROR);
        assertThat(problem.message())
                .isEqualTo("The check threw " + failure.getClass().getSimpleName() + ": boom");
    }

    @Test
    void aCheckWithoutEndOfCallsIsRecorded() throws Exception {
        assertThat(problemOf(MisbehavingCheckTest::callItself).message())
                .isEqualTo("The check threw StackOverflowError");
    }

    @Test
    @SuppressWarnings("NullAway")
    void aCheckThatReturnsNullIsRecorded() throws Exception {
        assertThat(problemOf(context -> null).message()).isEqualTo("The check returned null.");
    }

    @Test
    void anExceptionWhoseMessageThrowsIsRecorded() throws Exception {
        class Unreadable extends RuntimeException {
            private static final long serialVersionUID = 1;

            @Override
            public String getMessage() {
                throw new IllegalStateException("no message");
            }

            @Override
            public String toString() {
                throw new IllegalStateException("no text");
            }
        }

        assertThat(problemOf(context -> {
                            throw new Unreadable();
                        })
                        .message())
                .endsWith("Unreadable, whose message cannot be read.");
    }

    @Test
    void secretsInMessagesAreNotKept() throws Exception {
        Problem problem = problemOf(context -> {
            throw new IOException("login failed: password=hunter2-very-secret");
        });

        assertThat(problem.message()).doesNotContain("hunter2");
    }

    @Test
    void aFloodOfDetailsIsCut() throws Exception {
        harness.monitor.add(Integration.named("A"), context -> {
            CheckResult result = CheckResult.healthy();
            for (int detail = 0; detail < 1_000; detail++) {
                result = result.withDetail("detail " + detail, "x".repeat(10_000));
            }
            return result;
        });
        harness.monitor.listen(io.healthmon.event.HealthEvent.class, event -> {});
        harness.check("a");
        var observation = harness.next(io.healthmon.event.HealthEvent.CheckCompleted.class)
                .observation();

        assertThat(observation.details()).hasSizeLessThanOrEqualTo(CheckResult.MAX_DETAILS + 1);
        assertThat(observation.details().values()).allMatch(value -> value.length() <= CheckResult.MAX_TEXT);
    }

    @Test
    void aCheckThatChecksItselfIsFreedByItsTimeLimit() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        harness.monitor.add(Integration.named("A"), context -> {
            CompletableFuture<IntegrationHealth> itself = harness.monitor.check("a");
            waits.countDown();
            itself.join();
            return CheckResult.healthy();
        });
        CompletableFuture<IntegrationHealth> answer = harness.monitor.check("a");
        assertThat(waits.await(10, SECONDS)).isTrue();
        harness.time.advance(Duration.ofSeconds(5));

        assertThat(answer.get(10, SECONDS).state().problem().cause()).isEqualTo(Cause.TIMEOUT);
        harness.awaitIdle("a");
    }

    @Test
    void aCheckForWhichThereIsNoThreadIsRecordedAsUnknown() throws Exception {
        try (GatedCheck holding = GatedCheck.deaf()) {
            harness.monitor.add(Integration.named("Holding"), holding);
            var unused = harness.monitor.check("holding");
            holding.awaitBegun();
            harness.monitor.add(Integration.named("A"), context -> CheckResult.healthy());
            CompletableFuture<IntegrationHealth> answer = harness.monitor.check("a");
            harness.run("a").fail(new OutOfMemoryError("unable to create native thread"));

            assertThat(answer.get(10, SECONDS).state().observed()).isEqualTo(HealthStatus.UNKNOWN);
            assertThat(answer.get(10, SECONDS).state().problem().message())
                    .startsWith("No thread could be started for the check: ");
        }
    }

    @Test
    void aCheckMayRemoveItself() throws Exception {
        CountDownLatch removed = new CountDownLatch(1);
        harness.monitor.add(Integration.named("A"), context -> {
            harness.monitor.remove("a");
            removed.countDown();
            return CheckResult.healthy();
        });
        CompletableFuture<IntegrationHealth> answer = harness.monitor.check("a");

        assertThat(removed.await(10, SECONDS)).isTrue();
        assertThat(answer).failsWithin(Duration.ofSeconds(10));
    }

    @Test
    void aCheckMayCloseTheMonitor() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        harness.monitor.add(Integration.named("A"), context -> {
            harness.monitor.close();
            closed.countDown();
            return CheckResult.healthy();
        });
        CompletableFuture<IntegrationHealth> answer = harness.monitor.check("a");

        assertThat(closed.await(10, SECONDS)).isTrue();
        assertThat(answer).failsWithin(Duration.ofSeconds(10));
    }

    @SuppressWarnings("InfiniteRecursion")
    private static CheckResult callItself(Object context) {
        return callItself(context).withDetail("depth", 1);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> T sneaky(Throwable failure) throws T {
        throw (T) failure;
    }
}
