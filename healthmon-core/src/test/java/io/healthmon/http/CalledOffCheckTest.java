package io.healthmon.http;

import static io.healthmon.http.HandlerFixture.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.http.HandlerFixture.Answer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class CalledOffCheckTest {

    private static final String CRON = "/api/cron/check-integration-health";
    private static final int ROUNDS = 300;

    private final HandlerFixture fixture = new HandlerFixture().add("Mail", integration -> integration);
    private final ExecutorService requests = Executors.newCachedThreadPool();
    private final CountDownLatch begun = new CountDownLatch(1);

    @AfterEach
    void close() throws InterruptedException {
        fixture.close();
        requests.shutdown();
        assertThat(requests.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void isNotFoundWhenTheIntegrationIsRemovedMeanwhile() throws InterruptedException {
        CompletableFuture<Answer> answer = answerTo("/api/integrations/slow/health/check", "run");
        fixture.monitor().remove("slow");

        assertThat(answer.join().status()).isEqualTo(404);
        assertThat(answer.join().json()).containsEntry("detail", "There is no such integration.");
    }

    @Test
    void isUnavailableWhenTheMonitorIsClosedMeanwhile() throws InterruptedException {
        CompletableFuture<Answer> answer = answerTo("/api/integrations/slow/health/check", "run");
        fixture.monitor().close();

        assertThat(answer.join().status()).isEqualTo(503);
        assertThat(answer.join().header("Retry-After")).isNotNull();
    }

    @Test
    void leavesARemovedIntegrationOutOfTheCronRun() throws InterruptedException {
        CompletableFuture<Answer> answer = answerTo(CRON, "cron-secret");
        fixture.monitor().remove("slow");

        assertThat(answer.join().status()).isEqualTo(200);
        assertThat(answer.join().list("checks"))
                .extracting(check -> check.get("name"))
                .containsExactly("Mail");
    }

    @Test
    void endsTheCronRunWhenTheMonitorIsClosedMeanwhile() throws InterruptedException {
        CompletableFuture<Answer> answer = answerTo(CRON, "cron-secret");
        fixture.monitor().close();

        assertThat(answer.join().status()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {CRON, "/api/cron/cleanup-health-logs"})
    void runsNothingForACronJobOnAClosedMonitor(String path) {
        fixture.handler();
        fixture.monitor().close();
        Answer answer = fixture.post(path, bearer("cron-secret"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json()).containsEntry("detail", "The monitor is closed.");
    }

    @Test
    void runsNothingByHandOnAClosedMonitor() {
        fixture.handler();
        fixture.monitor().close();

        assertThat(fixture.post("/api/integrations/mail/health/check", bearer("run"))
                        .status())
                .isEqualTo(503);
    }

    @Test
    void knowsTheCopyOfACancelledFutureForWhatItIs() {
        CompletableFuture<String> cancelled = new CompletableFuture<>();
        cancelled.cancel(false);

        assertThat(new BlockingCallsOutcome(cancelled.copy()).status()).isEqualTo(404);
    }

    @Test
    void isNeverAnInternalErrorHoweverRemovalAndCheckMeet() {
        for (int round = 0; round < ROUNDS; round++) {
            String id = "round-" + round;
            fixture.time.advance(Duration.ofSeconds(2)); // a caller may have 30 checks run in a minute
            fixture.monitor().add(Integration.named(id), context -> CheckResult.healthy());
            CompletableFuture<Answer> byHand = post("/api/integrations/" + id + "/health/check", "run");
            CompletableFuture<Answer> byCron = post(CRON, "cron-secret");
            fixture.monitor().remove(id);

            assertThat(byHand.join().status()).isIn(200, 404);
            assertThat(byCron.join().status()).isEqualTo(200);
        }
    }

    /** Posts what makes an integration run that never ends by itself, and returns when it runs. */
    private CompletableFuture<Answer> answerTo(String path, String token) throws InterruptedException {
        fixture.monitor().add(Integration.named("Slow").timeout(Duration.ofMinutes(1)), context -> {
            begun.countDown();
            new CountDownLatch(1).await();
            return CheckResult.healthy();
        });
        CompletableFuture<Answer> answer = post(path, token);
        begun.await();
        return answer;
    }

    private CompletableFuture<Answer> post(String path, String token) {
        fixture.handler();
        return CompletableFuture.supplyAsync(() -> fixture.post(path, bearer(token)), requests);
    }

    private record BlockingCallsOutcome(CompletableFuture<String> future) {
        int status() {
            try {
                new BlockingCalls().await(() -> future, Duration.ofSeconds(1), IntegrationRoutes::notFound);
                return 200;
            } catch (ProblemException problem) {
                return problem.toResponse(ApiRequest.of("POST", "/")).status();
            }
        }
    }
}
