package io.healthmon.http;

import static io.healthmon.http.HandlerFixture.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.http.HandlerFixture.Answer;
import io.healthmon.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {

    private static final String CHECK = "/api/integrations/mail/health/check";

    private final HandlerFixture fixture = new HandlerFixture().add("Mail", integration -> integration);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void hasTheMembersOfTheStandard() {
        Answer answer = fixture.get("/api/integrations/nothing/health", bearer("see"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
                        + "\"detail\":\"There is no such integration.\","
                        + "\"instance\":\"/api/integrations/nothing/health\"}");
        assertThat(answer.response().headers())
                .containsEntry("Content-Type", "application/problem+json")
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("X-Content-Type-Options", "nosniff");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nothing, 404",
        "GET, '', 404",
        "GET, health, 404",
        "GET, *, 404",
        "GET, //health, 404",
        "GET, /health/, 404",
        "GET, /../health, 404",
        "GET, /health/..%2f, 400",
        "GET, /api/integrations/../../etc/passwd/health, 404",
        "GET, /api/integrations/%2e%2e/health, 404",
        "GET, /api/integrations/a%2fb/health, 400",
        "GET, /api/integrations/a%5cb/health, 400",
        "GET, /api/integrations/%252e%252e%252f/health, 404",
        "GET, /api/integrations/%0d%0aSet-Cookie:x/health, 400",
        "GET, /api/integrations/%00/health, 400",
        "GET, /api/integrations/%c0%ae/health, 400",
        "GET, /api/integrations/%zz/health, 400",
        "GET, /api/integrations/%4/health, 400",
        "GET, /api/integrations/ä/health, 400",
        "GET, /api/integrations?limit=%ff, 400",
        "GET, /api/integrations?%0d%0a=1, 400",
        "GET, /a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s, 404",
        "POST, /health, 405",
        "DELETE, /api/integrations, 405",
        "TRACE, /health, 405",
        "get, /health, 405",
        "'', /health, 405",
        "GET, /api/integrations/mail/health/check, 405"
    })
    void answersWhatCannotBeWithAClientError(String method, String address, int status) {
        Answer answer = fixture.send(method, address, "", bearer("own"));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json()).containsEntry("status", status);
    }

    @Test
    void showsNothingOfTheAddressThatCouldMeanSomething() {
        Answer answer = fixture.get("/<script>\"\r\n\u001b[31mä?token=own");

        assertThat(answer.json().get("instance")).isEqualTo("/_script______31m_");
        assertThat(answer.text()).doesNotContain("own");
    }

    @Test
    void namesTheMethodsThatAreAllowed() {
        assertThat(fixture.send("PUT", "/health", "").header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(fixture.get(CHECK).header("Allow")).isEqualTo("POST, OPTIONS");
        assertThat(fixture.send("OPTIONS", "/health", "").status()).isEqualTo(204);
        assertThat(fixture.send("OPTIONS", "/health", "").header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/integrations", "/api/integrations/mail/health", "/api/integrations/nothing/health"})
    void keepsOutWhoeverIsNotKnown(String path) {
        assertThat(fixture.get(path).status()).isEqualTo(401);
        assertThat(fixture.get(path, bearer("wrong")).status()).isEqualTo(401);
        assertThat(fixture.get(path, "Authorization", "Bearer see", "AUTHORIZATION", "Bearer see")
                        .status())
                .isEqualTo(401);
        assertThat(fixture.get(path).header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void takesNoBodyOverItsBounds() {
        ApiRequest request = new ApiRequest(
                "GET", "/health", null, ApiRequest.Connection.of("HTTP/1.0"), RequestHeaders.none(), new RequestBody() {
                    @Override
                    public long length() {
                        return 65_537;
                    }

                    @Override
                    public InputStream open() {
                        throw new AssertionError("read although it says that it is too large");
                    }
                });

        assertThat(fixture.handler().handle(request).status()).isEqualTo(413);
    }

    @Test
    void takesNoBodyOverItsBoundsWhenItDoesNotSayHowLargeItIs() {
        RequestBody large = RequestBody.of(new byte[65_537]);
        RequestBody unsaid = new RequestBody() {
            @Override
            public long length() {
                return -1;
            }

            @Override
            public InputStream open() throws IOException {
                return large.open();
            }
        };
        ApiRequest known = HandlerFixture.request("POST", CHECK, "", bearer("run"));
        ApiRequest request =
                new ApiRequest("POST", CHECK, null, ApiRequest.Connection.of("HTTP/1.0"), known.headers(), unsaid);

        assertThat(fixture.handler().handle(request).status()).isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({
        "'{', application/json, 400",
        "'[]', application/json, 400",
        "'{\"a\":1,\"a\":2}', application/json, 400",
        "'x', text/plain, 415",
        "'x', '', 415",
        "'{}', application/json, 200"
    })
    void takesAJsonObjectOrNothing(String body, String type, int status) {
        assertThat(fixture.send("POST", CHECK, body, "Authorization", "Bearer run", "Content-Type", type)
                        .status())
                .isEqualTo(status);
    }

    @Test
    void takesNoAddressAndNoHeadersWithoutEnd() {
        assertThat(fixture.get("/" + "a".repeat(4_096)).status()).isEqualTo(414);
        assertThat(fixture.get("/health?" + "a".repeat(4_096)).status()).isEqualTo(414);
        assertThat(fixture.get("/health", "X-Long", "a".repeat(32_769)).status())
                .isEqualTo(431);
        assertThat(fixture.get("/api/integrations?" + "a&".repeat(65), bearer("see"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void tellsAnIdButNoReasonWhenItFailsItself() {
        HealthHandler handler = HealthHandler.builder(fixture.monitor())
                .authenticator(request -> {
                    throw new IllegalStateException("password hunter2 was refused");
                })
                .build();
        Answer answer = new Answer(handler.handle(HandlerFixture.request("GET", "/api/integrations", "")));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text()).doesNotContain("hunter2", "Exception", "at io.");
        assertThat((String) answer.json().get("detail")).containsPattern("[0-9a-f]{8}-[0-9a-f]{4}");
    }

    @Test
    void answersUnderItsBasePathOnly() {
        HealthHandler handler =
                HealthHandler.builder(fixture.monitor()).basePath("/ops/mon/").build();

        assertThat(handler.handle(ApiRequest.of("GET", "/ops/mon/health")).status())
                .isEqualTo(200);
        for (String outside : List.of("/health", "/ops", "/ops/monhealth", "/")) {
            assertThat(handler.handle(ApiRequest.of("GET", outside)).status()).isEqualTo(404);
        }
        ApiResponse redirect = handler.handle(ApiRequest.of("GET", "/ops/mon"));
        assertThat(redirect.status()).isEqualTo(307);
        assertThat(redirect.headers()).containsEntry("Location", "mon/");
    }

    @Test
    void findsItsBasePathBehindThePathThatBelongsToTheServer() {
        HealthHandler handler =
                HealthHandler.builder(fixture.monitor()).basePath("/mon").build();

        assertThat(handler.handle(ApiRequest.of("GET", "/app/mon/health"), "/app")
                        .status())
                .isEqualTo(200);
        assertThat(handler.handle(ApiRequest.of("GET", "/mon/health"), "/app").status())
                .isEqualTo(404);
        Answer answer = new Answer(handler.handle(ApiRequest.of("GET", "/app/mon/nothing"), "/app"));
        assertThat(answer.json()).containsEntry("status", 404).containsEntry("instance", "/app/mon/nothing");
    }

    @Test
    void redirectsToThePathThatBelongsToTheServerAndNeverToAnotherScheme() {
        HealthHandler handler = HealthHandler.builder(fixture.monitor()).build();

        assertThat(handler.handle(ApiRequest.of("GET", "/a/b"), "/a/b").headers())
                .containsEntry("Location", "b/");
        assertThat(handler.handle(ApiRequest.of("GET", "/a/javascript:b"), "/a/javascript:b")
                        .headers())
                .containsEntry("Location", "./javascript:b/");
    }

    @Test
    void hasNoSecretInWhatItPrints() {
        ApiRequest request = HandlerFixture.request("GET", "/health?token=own", "", bearer("own"));

        assertThat(request + " " + request.headers() + " " + HandlerFixture.tokens() + " " + Secret.of("own"))
                .doesNotContain("own");
    }
}
