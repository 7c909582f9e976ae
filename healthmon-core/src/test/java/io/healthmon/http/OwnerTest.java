package io.healthmon.http;

import static io.healthmon.http.HandlerFixture.bearer;
import static io.healthmon.http.HandlerFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.http.HandlerFixture.Answer;
import io.healthmon.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerTest {

    private final HandlerFixture fixture = new HandlerFixture()
            .add("Ours", integration -> integration.owner("acme").tags("a"))
            .add("Theirs", integration -> integration.owner("other").tags("b").critical())
            .add("Nobodys", integration -> integration.tags("c").critical());
    private HealthHandler handler;

    @BeforeEach
    void start() {
        fixture.answer("theirs", CheckResult.down(Cause.TIMEOUT, "their secret"));
        fixture.check("ours", "theirs", "nobodys");
        handler = HealthHandler.builder(fixture.monitor())
                .authenticator(HandlerFixture.tokens()
                        .with(Secret.of("acme-sees"), new Caller("ann", Role.VIEWER, "acme"))
                        .with(Secret.of("acme-runs"), new Caller("abe", Role.OPERATOR, "acme"))
                        .with(Secret.of("acme-owns"), new Caller("amy", Role.ADMIN, "acme")))
                .build();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Answer send(String method, String address, String token, String... more) {
        String[] headers = bearer(token);
        String[] all = {
            headers[0], headers[1], more.length == 0 ? "Accept" : more[0], more.length == 0 ? "*/*" : more[1]
        };
        return new Answer(handler.handle(request(method, address, "", all)));
    }

    @Test
    void theListAndItsSummaryAreOfTheOwnersAlone() {
        Answer list = send("GET", "/api/integrations", "acme-sees");

        assertThat(list.list("integrations")).extracting("id").containsExactly("ours");
        assertThat(list.object("summary")).containsEntry("total", 1).containsEntry("down", 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "critical | true",
                "exclusive | true",
                "public | \"true\"",
                "headers | {\"Authorization\":{\"secret\":\"crm\"}}"
            })
    void anOwnerSetsNothingThatCountsForTheWholeApplication(String setting, String value) {
        fixture.monitor().start();
        String shop = "{\"name\":\"Shop\",\"type\":\"tcp\",\"host\":\"127.0.0.1\",\"port\":1";
        String refused = shop + ",\"" + setting + "\":" + value + "}";
        String[] headers = {"Authorization", "Bearer acme-owns", "Content-Type", "application/json"};

        Answer answer = new Answer(handler.handle(request("POST", "/api/integrations", refused, headers)));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.list("errors")).hasSize(1);
        assertThat(new Answer(handler.handle(request("POST", "/api/integrations", shop + "}", headers))).status())
                .isEqualTo(201);
        String patch = "{\"" + setting + "\":" + value + "}";
        assertThat(new Answer(handler.handle(request("PATCH", "/api/integrations/shop", patch, headers))).status())
                .isEqualTo(400);
    }

    @Test
    void anOwnerSeesWhyHisAreAsTheyAreAndNoOthers() {
        assertThat(send("GET", "/api/integrations/ours/explain", "acme-sees").status())
                .isEqualTo(200);
        assertThat(send("GET", "/api/integrations/theirs/explain", "acme-sees").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?owner=other", "?tag=b", "?status=down"})
    void noFilterShowsWhatIsAnothers(String filter) {
        assertThat(send("GET", "/api/integrations" + filter, "acme-owns").list("integrations"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /health, acme-sees",
        "POST, /health/check, acme-runs",
        "GET, /health/history, acme-sees",
        "GET, /health/history?resolution=day, acme-sees"
    })
    void anothersIntegrationIsAsUnknownAsOneThatIsNotThere(String method, String path, String token) {
        Answer theirs = send(method, "/api/integrations/theirs" + path, token);
        Answer unknown = send(method, "/api/integrations/thiers" + path, token);

        assertThat(theirs.status()).isEqualTo(404);
        assertThat(theirs.text().replace("theirs", "thiers")).isEqualTo(unknown.text());
        assertThat(theirs.response().headers()).isEqualTo(unknown.response().headers());
        assertThat(send(method, "/api/integrations/ours" + path, token).status())
                .isEqualTo(200);
    }

    @Test
    void aCheckOfAnothersIntegrationIsNotTheOneOfItsMinute() {
        int runs = fixture.runs.get();

        for (int number = 0; number < 3; number++) {
            assertThat(send("POST", "/api/integrations/theirs/health/check", "acme-runs")
                            .status())
                    .isEqualTo(404);
        }
        assertThat(fixture.runs).hasValue(runs);
        assertThat(send("POST", "/api/integrations/theirs/health/check", "run").status())
                .isEqualTo(200);
    }

    @Test
    void whatAnotherHasJustHadCheckedShowsToNobodyElse() {
        send("POST", "/api/integrations/theirs/health/check", "run");

        assertThat(send("POST", "/api/integrations/theirs/health/check", "acme-runs")
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/csv", "application/x-ndjson"})
    void anExportOfAnothersHistoryIsNotThere(String format) {
        String path = "/health/history";

        assertThat(send("GET", "/api/integrations/theirs" + path, "acme-sees", "Accept", format)
                        .status())
                .isEqualTo(404);
        assertThat(send("GET", "/api/integrations/ours" + path, "acme-sees", "Accept", format)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void reportsCountTheOwnersAlone() {
        assertThat(send("GET", "/api/reports?groupBy=tag", "acme-sees").list("groups"))
                .extracting("group")
                .containsExactly("a");
        assertThat(send("GET", "/api/reports", "acme-sees").list("groups"))
                .extracting("members")
                .containsExactly(1);
        assertThat(send("GET", "/api/reports", "acme-sees", "Accept", "text/csv")
                        .text())
                .doesNotContain("their");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/health+json"})
    void healthShowsTheOwnersDetailsAloneButTheStatusOfTheWhole(String format) {
        Answer health = send("GET", "/health", "acme-sees", "Accept", format);

        assertThat(health.status()).isEqualTo(503);
        assertThat(health.text()).contains("ours").doesNotContain("theirs", "nobodys", "their secret");
        assertThat(send("GET", "/health", "see", "Accept", format).text()).contains("ours", "theirs", "nobodys");
    }

    @ParameterizedTest
    @CsvSource({"GET, acme-owns", "POST, acme-owns", "POST, acme-runs"})
    void metricsBelongToTheWholeApplication(String method, String token) {
        Answer refused = send(method, "/api/metrics", token);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json())
                .containsEntry("detail", "This belongs to the whole application; you see what belongs to one owner.");
    }

    @Test
    void anEventStreamIsOfTheOwnersAlone() {
        ApiResponse answer = handler.handle(
                request("GET", "/api/live", "", "Authorization", "Bearer acme-sees", "Accept", "text/event-stream"));
        try (LiveReader reader = new LiveReader(answer)) {
            fixture.answer("ours", CheckResult.down(Cause.TIMEOUT, "our trouble"));
            fixture.answer("theirs", CheckResult.healthy());
            fixture.check("theirs", "ours");

            assertThat(reader.until("our trouble")).doesNotContain("theirs");
        }
    }

    @Test
    void aRoleIsAskedForBeforeAnythingElse() {
        for (String id : new String[] {"ours", "theirs", "nothing"}) {
            assertThat(send("POST", "/api/integrations/" + id + "/health/check", "acme-sees")
                            .status())
                    .isEqualTo(403);
        }
    }

    /** A stream as a client reads it. */
    private record LiveReader(ApiResponse answer) implements AutoCloseable {

        String until(String text) {
            LiveStream stream = answer.live().orElseThrow();
            StringBuilder read = new StringBuilder();
            Semaphore more = new Semaphore(0);
            stream.onAvailable(more::release);
            while (read.indexOf(text) < 0) {
                byte[] bytes = stream.poll();
                if (bytes != null) {
                    read.append(new String(bytes, StandardCharsets.UTF_8));
                } else {
                    try {
                        assertThat(more.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException stopped) {
                        throw new AssertionError(stopped);
                    }
                }
            }
            return read.toString();
        }

        @Override
        public void close() {
            answer.live().orElseThrow().close();
        }
    }
}
