package io.healthmon.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.HealthMonitor;
import io.healthmon.http.HealthHandler;
import io.healthmon.json.Json;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Timeout(60)
class SpringWebFluxOverloadTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Semaphore begun = new Semaphore(0);
    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void whoFindsNoThreadAndNoPlaceToWaitIsToldWhenToComeAgain() throws Exception {
        try (HealthMonitor monitor = HealthMonitor.builder().build();
                WebApplication application =
                        WebApplication.start(WebApplicationType.REACTIVE, OneThread.class, slow(monitor), Map.of())) {
            CompletableFuture<HttpResponse<String>> first = ask(application);
            begun.acquire();
            // more than there are places: Reactor lets in one or two beyond them that come at the same moment
            List<CompletableFuture<HttpResponse<String>>> others =
                    IntStream.range(0, 20).mapToObj(number -> ask(application)).toList();

            BlockingQueue<HttpResponse<String>> answered = new LinkedBlockingQueue<>();
            List<CompletableFuture<Void>> collected = others.stream()
                    .map(answer -> answer.thenAccept(answered::add))
                    .toList();

            HttpResponse<String> refused = answered.take();
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(refused.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(Json.readObject(refused.body().getBytes(StandardCharsets.UTF_8)))
                    .containsEntry("status", 503)
                    .containsEntry("instance", "/api/integrations");
            end.countDown();
            assertThat(first.join().statusCode()).isEqualTo(401);
            collected.forEach(CompletableFuture::join);
            assertThat(others).extracting(answer -> answer.join().statusCode()).containsOnly(401, 503);
        } finally {
            end.countDown();
        }
    }

    private static CompletableFuture<HttpResponse<String>> ask(WebApplication application) {
        return CLIENT.sendAsync(
                HttpRequest.newBuilder(application.address().resolve("/api/integrations"))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Finds out who asks only when the test lets it. */
    private HealthHandler slow(HealthMonitor monitor) {
        return HealthHandler.builder(monitor)
                .authenticator(request -> {
                    begun.release();
                    try {
                        end.await();
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                    return Optional.empty();
                })
                .build();
    }

    @Configuration(proxyBeanMethods = false)
    static class OneThread {

        @Bean
        HealthWebFilter healthWebFilter(HealthHandler handler) {
            return new HealthWebFilter(
                    handler, HealthmonPaths.of("", handler.paths()), HealthWebFilter.threads("test-web", 1, 1));
        }
    }
}
