package io.healthmon.http;

import static io.healthmon.http.HandlerFixture.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.http.HandlerFixture.Answer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckNowTest {

    private static final String PATH = "/api/integrations/mail/health/check";

    private final HandlerFixture fixture =
            new HandlerFixture().add("Mail", integration -> integration).add("Search", integration -> integration);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void runsTheCheckAndAnswersWithTheHealthAfterIt() {
        fixture.answer("mail", CheckResult.down(Cause.TIMEOUT, "no answer"));
        Answer answer = fixture.post(PATH, bearer("run"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).containsEntry("status", "down").containsEntry("id", "mail");
        assertThat(fixture.runs).hasValue(1);
    }

    @Test
    void runsOnceAMinuteForEachIntegration() {
        fixture.post(PATH, bearer("run"));
        fixture.time.advance(Duration.ofMillis(20_500));
        Answer again = fixture.post(PATH, bearer("own"));

        assertThat(again.status()).isEqualTo(429);
        assertThat(again.header("Retry-After")).isEqualTo("40");
        assertThat(fixture.post(PATH.replace("mail", "search"), bearer("run")).status())
                .isEqualTo(200);
        fixture.time.advance(Duration.ofSeconds(40));
        assertThat(fixture.post(PATH, bearer("run")).status()).isEqualTo(200);
    }

    @Test
    void lookingOnDoesNotRunIt() {
        Answer answer = fixture.post(PATH, bearer("see"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("operator");
        assertThat(fixture.runs).hasValue(0);
    }

    @Test
    void knowsNoOtherIntegration() {
        assertThat(fixture.post(PATH.replace("mail", "nothing"), bearer("run")).status())
                .isEqualTo(404);
    }

    @Test
    void lastOfAFewLetsTheOthersTryLater() {
        BlockingCalls blocking = new BlockingCalls();
        CountDownLatch allWait = new CountDownLatch(BlockingCalls.MOST);
        CompletableFuture<String> check = new CompletableFuture<>();
        AtomicInteger ended = new AtomicInteger();
        var threads = IntStream.range(0, BlockingCalls.MOST)
                .mapToObj(number -> new Thread(() -> {
                    String result = blocking.await(
                            () -> {
                                allWait.countDown();
                                return check;
                            },
                            Duration.ofMinutes(1),
                            ProblemException::closed);
                    ended.addAndGet(result.length());
                }))
                .toList();
        threads.forEach(Thread::start);
        await(allWait);

        assertThat(statusOf(() -> blocking.await(() -> check, Duration.ofMinutes(1), ProblemException::closed)))
                .isEqualTo(503);
        check.complete("x");
        threads.forEach(CheckNowTest::join);
        assertThat(ended).hasValue(BlockingCalls.MOST);
    }

    @Test
    void givesUpWaitingForACheckThatDoesNotEnd() {
        assertThat(statusOf(() -> new BlockingCalls()
                        .await(CompletableFuture::new, Duration.ofMillis(1), ProblemException::closed)))
                .isEqualTo(503);
    }

    private static int statusOf(Runnable refused) {
        try {
            refused.run();
        } catch (ProblemException problem) {
            return problem.toResponse(ApiRequest.of("POST", PATH)).status();
        }
        return 0;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
