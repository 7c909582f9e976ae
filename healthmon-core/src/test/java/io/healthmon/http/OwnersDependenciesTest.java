package io.healthmon.http;

import static io.healthmon.http.HandlerFixture.bearer;
import static io.healthmon.http.HandlerFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.http.HandlerFixture.Answer;
import io.healthmon.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an integration depends on is somebody's, too. */
class OwnersDependenciesTest {

    private final HandlerFixture fixture = new HandlerFixture()
            .add(
                    "Ours",
                    integration -> integration.owner("acme").dependsOn("theirs", "also-ours", "nobodys", "not-there"))
            .add("Also Ours", integration -> integration.owner("acme"))
            .add("Theirs", integration -> integration.owner("other"))
            .add("Nobodys", integration -> integration);
    private HealthHandler handler;

    @BeforeEach
    void start() {
        for (String id : List.of("theirs", "nobodys", "also-ours")) {
            fixture.answer(id, CheckResult.down(Cause.TIMEOUT, "no answer"));
        }
        fixture.check("ours", "also-ours", "theirs", "nobodys");
        handler = HealthHandler.builder(fixture.monitor())
                .authenticator(
                        HandlerFixture.tokens().with(Secret.of("acme-owns"), new Caller("amy", Role.ADMIN, "acme")))
                .build();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Answer send(String method, String address, String token, String body) {
        String[] headers = bearer(token);
        return new Answer(handler.handle(
                request(method, address, body, headers[0], headers[1], "Content-Type", "application/json")));
    }

    private Answer get(String path, String token) {
        return send("GET", path, token, "");
    }

    @Test
    void anOwnerSeesOfThemWhatIsHisAlone() {
        assertThat(get("/api/integrations/ours/health", "acme-owns").json())
                .containsEntry("dependsOn", List.of("also-ours"));
        assertThat(get("/api/integrations", "acme-owns").list("integrations"))
                .filteredOn("id", "ours")
                .extracting("dependsOn")
                .containsExactly(List.of("also-ours"));
        assertThat(send("POST", "/api/integrations/ours/health/check", "acme-owns", "")
                        .json())
                .containsEntry("dependsOn", List.of("also-ours"));
    }

    @Test
    void whoSeesTheWholeSeesThemAll() {
        assertThat(get("/api/integrations/ours/health", "see").json())
                .containsEntry("dependsOn", List.of("theirs", "also-ours", "nobodys", "not-there"));
        assertThat(get("/api/integrations/ours/explain", "see").json())
                .containsEntry("dependenciesDown", List.of("also-ours", "nobodys", "theirs"));
    }

    @Test
    void whatIsExplainedToAnOwnerNamesHisAlone() {
        Answer answer = get("/api/integrations/ours/explain", "acme-owns");

        assertThat(answer.json()).containsEntry("dependenciesDown", List.of("also-ours"));
        assertThat(answer.text())
                .contains("What it depends on is down: also-ours.")
                .doesNotContain("theirs", "nobodys");
    }

    @Test
    void whatIsSetNamesHisAlone() {
        fixture.monitor().start();
        String shop = "{\"name\":\"Shop\",\"type\":\"tcp\",\"host\":\"127.0.0.1\",\"port\":1,\"owner\":\"acme\","
                + "\"dependsOn\":[\"theirs\",\"ours\"]}";
        assertThat(send("POST", "/api/integrations", "own", shop).status()).isEqualTo(201);

        assertThat(get("/api/integrations/shop", "acme-owns").object("definition"))
                .containsEntry("dependsOn", List.of("ours"));
        assertThat(get("/api/integrations/shop", "own").object("definition"))
                .containsEntry("dependsOn", List.of("theirs", "ours"));
        assertThat(send("PATCH", "/api/integrations/shop", "acme-owns", "{\"timeout\":\"1s\"}")
                        .json())
                .containsEntry("dependsOn", List.of("ours"));
        assertThat(send("POST", "/api/integrations/shop/pause", "acme-owns", "").json())
                .containsEntry("dependsOn", List.of("ours"));
        assertThat(send("POST", "/api/integrations/shop/resume", "acme-owns", "")
                        .json())
                .containsEntry("dependsOn", List.of("ours"));
    }

    @Test
    void whatIsCreatedByAnOwnerNamesHisAlone() {
        fixture.monitor().start();
        String shop =
                "{\"name\":\"Shop\",\"type\":\"tcp\",\"host\":\"127.0.0.1\",\"port\":1,\"dependsOn\":[\"theirs\",\"ours\"]}";

        assertThat(send("POST", "/api/integrations", "acme-owns", shop).json())
                .containsEntry("dependsOn", List.of("ours"));
    }

    @Test
    void anEventStreamNamesHisAloneAndAllToWhomeverSeesTheWhole() {
        Map<String, String> shown = Map.of(
                "acme-owns", "\"dependsOn\":[\"also-ours\"]",
                "see", "\"dependsOn\":[\"theirs\",\"also-ours\",\"nobodys\",\"not-there\"]");
        Map<String, ApiResponse> streams = Map.of("acme-owns", stream("acme-owns"), "see", stream("see"));
        fixture.answer("ours", CheckResult.down(Cause.TIMEOUT, "our trouble")).check("ours");

        streams.forEach((token, answer) ->
                assertThat(until("our trouble", answer)).as(token).contains(shown.get(token)));
        assertThat(until(null, streams.get("acme-owns"))).doesNotContain("theirs");
    }

    private ApiResponse stream(String token) {
        return handler.handle(
                request("GET", "/api/live", "", "Authorization", "Bearer " + token, "Accept", "text/event-stream"));
    }

    /** Reads a stream up to the event that has a text, or what there is without one. */
    private static String until(String text, ApiResponse answer) {
        LiveStream stream = answer.live().orElseThrow();
        StringBuilder read = new StringBuilder();
        Semaphore more = new Semaphore(0);
        stream.onAvailable(more::release);
        byte[] bytes = stream.poll();
        while (bytes != null || (text != null && read.indexOf(text) < 0)) {
            if (bytes == null) {
                awaitMore(more);
            } else {
                read.append(new String(bytes, StandardCharsets.UTF_8));
            }
            bytes = stream.poll();
        }
        return read.toString();
    }

    private static void awaitMore(Semaphore more) {
        try {
            assertThat(more.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}
