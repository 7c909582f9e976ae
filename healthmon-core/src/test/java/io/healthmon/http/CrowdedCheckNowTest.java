package io.healthmon.http;

import static io.healthmon.http.HandlerFixture.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.http.HandlerFixture.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CrowdedCheckNowTest {

    private final HandlerFixture fixture = new HandlerFixture().add("Mail", integration -> integration);
    private final ExecutorService requests = Executors.newCachedThreadPool();
    private final CountDownLatch begun = new CountDownLatch(BlockingCalls.MOST);
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void close() {
        end.countDown();
        fixture.close();
        requests.shutdownNow();
    }

    @Test
    void aRequestThatFindsNoPlaceDoesNotCountAsTheOneOfItsMinute() throws InterruptedException {
        List<CompletableFuture<Answer>> crowd = occupyAllPlaces();
        Answer refused = checkNow("mail");
        end.countDown();
        crowd.forEach(CompletableFuture::join);

        assertThat(refused.status()).isEqualTo(503);
        assertThat(fixture.runs).hasValue(0);
        assertThat(checkNow("mail").status()).isEqualTo(200);
    }

    @Test
    void ofManyRequestsAtATimeOneIsServed() {
        fixture.handler();
        List<CompletableFuture<Answer>> answers = IntStream.range(0, BlockingCalls.MOST)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> checkNow("mail"), requests))
                .toList();

        assertThat(answers)
                .extracting(answer -> answer.join().status())
                .containsOnlyOnce(200)
                .containsOnly(200, 429);
    }

    private List<CompletableFuture<Answer>> occupyAllPlaces() throws InterruptedException {
        for (int number = 0; number < BlockingCalls.MOST; number++) {
            fixture.monitor().add(Integration.named("Slow-" + number), context -> {
                begun.countDown();
                end.await();
                return CheckResult.healthy();
            });
        }
        fixture.handler();
        List<CompletableFuture<Answer>> crowd = IntStream.range(0, BlockingCalls.MOST)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> checkNow("slow-" + number), requests))
                .toList();
        begun.await();
        return crowd;
    }

    private Answer checkNow(String id) {
        return fixture.post("/api/integrations/" + id + "/health/check", bearer("run"));
    }
}
