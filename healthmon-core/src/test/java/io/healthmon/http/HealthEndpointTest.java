package io.healthmon.http;

import static io.healthmon.http.HandlerFixture.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.http.HandlerFixture.Answer;
import io.healthmon.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthEndpointTest {

    private final HandlerFixture fixture = new HandlerFixture()
            .add("Database", integration -> integration.critical())
            .add("Mail", integration -> integration)
            .add("Disk", integration -> integration.exclusive(true));

    @BeforeEach
    void checkAll() {
        fixture.check("database", "mail", "disk");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/api/health"})
    void hasTheFieldsOfTheSourceInTheirOrder(String path) {
        fixture.time.advance(Duration.ofSeconds(9));
        Answer answer = fixture.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .isEqualTo("{\"status\":\"healthy\",\"timestamp\":\"2026-03-15T10:30:10Z\",\"version\":\"1.0.0\","
                        + "\"environment\":\"production\",\"uptime\":10,\"responseTime\":0,"
                        + "\"checks\":{\"database\":{\"status\":\"healthy\",\"responseTime\":12}}}");
        assertThat(answer.response().headers())
                .containsEntry("Content-Type", "application/json")
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("X-Content-Type-Options", "nosniff");
    }

    @Test
    void showsTheTimeOfEachAnswerToTheMillisecond() {
        assertThat(fixture.get("/health").json()).containsEntry("timestamp", "2026-03-15T10:30:01Z");

        fixture.time.advance(Duration.ofMillis(1));
        assertThat(fixture.get("/health").json()).containsEntry("timestamp", "2026-03-15T10:30:01.001Z");
    }

    @Test
    void isDownWith503WhenACriticalIntegrationIs() {
        failing("database");

        assertThat(fixture.get("/health").status()).isEqualTo(503);
        assertThat(fixture.get("/health").json()).containsEntry("status", "down");
    }

    @Test
    void isDegradedWith200WhenAnotherIntegrationIsDown() {
        failing("mail");

        assertThat(fixture.get("/health").status()).isEqualTo(200);
        assertThat(fixture.get("/health").json()).containsEntry("status", "degraded");
    }

    @Test
    void tellsAnonymousCallersNoMessage() {
        failing("database");

        assertThat(fixture.get("/health").object("checks"))
                .isEqualTo(Map.of("database", Map.of("status", "down", "responseTime", 12)));
        assertThat(fixture.get("/health", bearer("wrong")).text()).doesNotContain("refused", "mail");
    }

    @Test
    void tellsKnownCallersEverything() {
        failing("database");
        Answer answer = fixture.get("/health", bearer("see"));

        assertThat(answer.object("checks")).containsOnlyKeys("database", "mail", "disk");
        assertThat(answer.text()).contains("\"cause\":\"connect\"", "the connection was refused");
    }

    @Test
    void turnsUnknownWhenACriticalResultIsStaleThoughNothingRuns() {
        fixture.time.freezeScheduler();
        fixture.time.advance(Duration.ofMinutes(3));

        assertThat(fixture.get("/health").json()).containsEntry("status", "unknown");
        assertThat(fixture.get("/health").object("checks"))
                .isEqualTo(Map.of("database", Map.of("status", "unknown", "responseTime", 12)));
    }

    @Test
    void runsNoCheck() {
        int before = fixture.runs.get();
        for (String path : List.of("/health", "/health/live", "/health/ready", "/api/health")) {
            fixture.get(path, bearer("see"));
        }

        assertThat(fixture.runs).hasValue(before);
    }

    @Test
    void takesTheSameBytesAgainAsLongAsTheSnapshotIsTheSame() {
        SnapshotBytes bytes = new SnapshotBytes(snapshot -> new byte[] {1});
        byte[] first = bytes.of(fixture.monitor().health());

        assertThat(bytes.of(fixture.monitor().health())).isSameAs(first);
        failing("mail");
        assertThat(bytes.of(fixture.monitor().health())).isNotSameAs(first);
    }

    @Test
    void answersHeadWithTheLengthButWithoutTheBytes() {
        ApiResponse head = fixture.send("HEAD", "/health", "").response();

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.hasBody()).isFalse();
        assertThat(head.contentLength())
                .isEqualTo(fixture.get("/health").response().body().length);
    }

    @Test
    void speaksTheDraftToThoseWhoAskForIt() {
        failing("mail");
        Answer answer = fixture.get("/health", "Accept", "application/health+json");

        assertThat(answer.header("Content-Type")).isEqualTo("application/health+json");
        assertThat(answer.json()).containsEntry("status", "warn").containsEntry("releaseId", "1.0.0");
        assertThat(answer.object("checks")).containsOnlyKeys("uptime", "database:responseTime");
        assertThat(answer.object("checks").get("database:responseTime"))
                .isEqualTo(List.of(Map.of(
                        "componentId", "database",
                        "componentType", "component",
                        "observedValue", 12,
                        "observedUnit", "ms",
                        "status", "pass")));
    }

    @Test
    void speaksTheDraftWithCausesToKnownCallers() {
        failing("database");
        Answer answer = fixture.get(
                "/health", "Accept", "application/health+json, application/json;q=0.5", "Authorization", "Bearer see");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json()).containsEntry("status", "fail");
        assertThat(answer.text()).contains("connect: the connection was refused", "2026-03-15T10:30:02Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "*/*",
                "application/json, application/health+json;q=0.1",
                "application/health+json;q=0",
                ";;,;q=9",
                ""
            })
    void speaksPlainJsonToEverybodyElse(String accept) {
        assertThat(fixture.get("/health", "Accept", accept).header("Content-Type"))
                .isEqualTo("application/json");
    }

    @Test
    void isLiveWhateverIsDown() {
        failing("database");
        failing("disk");

        assertThat(fixture.get("/health/live").status()).isEqualTo(200);
        assertThat(fixture.get("/health/live").json()).containsEntry("status", "healthy");
    }

    @Test
    void isReadyUnlessAnExclusiveIntegrationIsDown() {
        failing("database");
        assertThat(fixture.get("/health/ready").status()).isEqualTo(200);

        failing("disk");
        assertThat(fixture.get("/health/ready").status()).isEqualTo(503);
        assertThat(fixture.get("/health/ready", "Accept", "application/health+json")
                        .json())
                .containsEntry("status", "fail");
    }

    @Test
    void countsCallersAsAnonymousWhenTheAuthenticatorFails() {
        HealthHandler handler = HealthHandler.builder(fixture.monitor())
                .authenticator(request -> {
                    throw new IllegalStateException("the directory is away");
                })
                .build();

        assertThat(handler.handle(ApiRequest.of("GET", "/health")).status()).isEqualTo(200);
        assertThat(handler.handle(ApiRequest.of("GET", "/api/integrations")).status())
                .isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready", "/", "/page.css", "/page.js", "/page/list.js"})
    void asksNobodyWhoCallsWhereItDoesNotMatter(String path) {
        AtomicInteger asked = new AtomicInteger();
        HealthHandler handler = counting(asked);

        assertThat(handler.handle(HandlerFixture.request("GET", path, "", bearer("see")))
                        .status())
                .isEqualTo(200);
        assertThat(asked).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/cron/check-integration-health", "/api/cron/cleanup-health-logs"})
    void asksNobodyWhoCallsAsACronJob(String path) {
        AtomicInteger asked = new AtomicInteger();
        HealthHandler handler = counting(asked);

        assertThat(handler.handle(HandlerFixture.request("POST", path, "", bearer("cron-secret")))
                        .status())
                .isEqualTo(200);
        assertThat(asked).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/api/integrations"})
    void asksOnceWhoCallsWhereItMatters(String path) {
        AtomicInteger asked = new AtomicInteger();
        counting(asked).handle(HandlerFixture.request("GET", path, "", bearer("see")));

        assertThat(asked).hasValue(1);
    }

    private HealthHandler counting(AtomicInteger asked) {
        return HealthHandler.builder(fixture.monitor())
                .cronSecret(Secret.of("cron-secret"))
                .authenticator(request -> {
                    asked.incrementAndGet();
                    return HandlerFixture.tokens().authenticate(request);
                })
                .build();
    }

    private void failing(String id) {
        fixture.answer(id, CheckResult.down(Cause.CONNECT, "the connection was refused"))
                .check(id);
    }
}
