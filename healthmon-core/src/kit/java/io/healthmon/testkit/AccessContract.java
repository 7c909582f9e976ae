package io.healthmon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.HealthMonitor;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.http.ApiRequest;
import io.healthmon.http.BearerTokens;
import io.healthmon.http.Caller;
import io.healthmon.http.HealthHandler;
import io.healthmon.http.Role;
import io.healthmon.json.Json;
import io.healthmon.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every adapter promises of who may do what, for callers with tokens and for those whom the host has signed in. */
public abstract class AccessContract extends ServerContract {

    /** The cookie that the host of the tests takes for the name of whoever sends it. */
    protected static final String COOKIE = "who";

    private static final String CHECK = "/api/integrations/mail/health/check";
    private static final int WRONG_TOKENS = 60;

    private final HealthMonitor monitor = HealthMonitor.builder()
            .add(Integration.named("Mail").owner("acme"), context -> CheckResult.healthy())
            .add(Integration.named("Shop").owner("other"), context -> CheckResult.healthy())
            .build();

    /**
     * Starts the server around a handler, as one of a host that has signed in whoever sends the cookie {@link #COOKIE}: its
     * value is the principal's name, and without it there is none.
     *
     * @return its address without a path
     */
    @Override
    protected abstract URI start(HealthHandler handler) throws Exception;

    @Override
    final HealthMonitor monitor() {
        return monitor;
    }

    @Override
    final HealthHandler handler() {
        return HealthHandler.builder(monitor)
                .requestsPerSecond(5_000)
                .authenticator(BearerTokens.none()
                        .with(Secret.of("see"), Role.VIEWER, "vera")
                        .with(Secret.of("acme"), new Caller("ann", Role.OPERATOR, "acme"))
                        .or(AccessContract::signedIn))
                .build();
    }

    private static Optional<Caller> signedIn(ApiRequest request) {
        return Optional.ofNullable(request.connection().principal())
                .map(principal -> new Caller(principal.getName(), Role.OPERATOR));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/integrations, Authorization: Bearer see, 200",
        "GET, /api/integrations, authorization: bearer see, 200",
        "GET, /api/integrations, Authorization: Bearer wrong, 401",
        "GET, /api/integrations, Authorization: Basic see, 401",
        "GET, /api/integrations?token=see, Accept: */*, 401",
        "GET, /api/integrations, Cookie: who=otto, 200",
        "GET, /api/integrations, Cookie: other=otto, 401",
        "POST, /api/integrations/mail/health/check, Authorization: Bearer see, 403",
        "POST, /api/integrations/mail/health/check, Authorization: Bearer acme, 200",
        "POST, /api/integrations/shop/health/check, Authorization: Bearer acme, 404",
        "GET, /api/integrations/mail/health, Authorization: Bearer acme, 200",
        "GET, /api/integrations/shop/health, Authorization: Bearer acme, 404",
        "GET, /api/integrations/shop/health/history, Authorization: Bearer acme, 404",
        "GET, /api/metrics, Authorization: Bearer acme, 403"
    })
    void letsInWhoMayComeAndTellsTheOthersWhy(String method, String path, String header, int status) throws Exception {
        HttpResponse<String> response = send(method, path, header);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("WWW-Authenticate").isPresent())
                .isEqualTo(status == 401);
        assertSpeaksOfNoOtherSite(response);
        if (status >= 400) {
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(body(response)).containsEntry("status", status);
        }
    }

    @Test
    void twoCredentialsAreNone() throws Exception {
        String request = "GET /api/integrations HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer see\r\n"
                + "Authorization: Bearer see\r\n\r\n";

        assertThat(RawHttp.status(raw().send(request))).isIn(400, 401);
    }

    @Test
    void showsAnOwnerHisOwnAlone() throws Exception {
        assertThat(send("GET", "/api/integrations", "Authorization: Bearer acme")
                        .body())
                .contains("\"mail\"", "\"total\":1")
                .doesNotContain("shop");
        assertThat(send("GET", "/health", "Authorization: Bearer acme").body())
                .contains("\"mail\"")
                .doesNotContain("shop");
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site: cross-site, 403",
        "Sec-Fetch-Site: same-site, 403",
        "Sec-Fetch-Site: same-origin, 200",
        "Origin: https://evil.example.com, 403",
        "Origin: null, 403",
        "Content-Type: text/plain, 403",
        "Accept: */*, 403",
        "Content-Type: application/json, 200",
        "X-Requested-With: XMLHttpRequest, 200"
    })
    void refusesWhatAPageOfAnotherSiteHasSentForSomebodyWhomTheHostHasSignedIn(String header, int status)
            throws Exception {
        HttpResponse<String> response = send("POST", CHECK, "Cookie: who=otto", header);

        assertThat(response.statusCode()).isEqualTo(status);
        assertSpeaksOfNoOtherSite(response);
    }

    @Test
    void takesWhatItsOwnPageHasSent() throws Exception {
        assertThat(send("POST", CHECK, "Cookie: who=otto", "Origin: " + server())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void allowsPagesOfOtherSitesNothing() throws Exception {
        HttpResponse<String> asked =
                send("OPTIONS", CHECK, "Origin: https://evil.example.com", "Access-Control-Request-Method: POST");

        assertThat(asked.statusCode()).isEqualTo(204);
        assertSpeaksOfNoOtherSite(asked);
    }

    @Test
    void tellsACallerWhenToCheckByHandAgain() throws Exception {
        send("POST", CHECK, "Authorization: Bearer acme");
        HttpResponse<String> again = send("POST", CHECK, "Authorization: Bearer acme");

        assertThat(again.statusCode()).isEqualTo(429);
        assertThat(again.headers()
                        .firstValue("Retry-After")
                        .map(Integer::valueOf)
                        .orElseThrow())
                .isBetween(1, 61);
        assertThat(body(again)).containsEntry("title", "Too Many Requests");
    }

    @Test
    void tellsAnAddressOfWrongTokensToWaitButLetsARightOneIn() throws Exception {
        int refused = 401;
        for (int number = 0; number < 10 * WRONG_TOKENS && refused == 401; number++) {
            refused = send("GET", "/api/integrations", "Authorization: Bearer wrong-" + number)
                    .statusCode();
        }

        assertThat(refused).isEqualTo(429);
        assertThat(send("GET", "/api/integrations", "Authorization: Bearer see").statusCode())
                .isEqualTo(200);
        assertThat(send("GET", "/health", "Authorization: Bearer wrong").statusCode())
                .isEqualTo(200);
    }

    private static void assertSpeaksOfNoOtherSite(HttpResponse<String> response) {
        assertThat(response.headers().map().keySet())
                .noneMatch(name -> name.regionMatches(true, 0, "Access-Control-", 0, "Access-Control-".length()));
    }

    private static Map<String, @Nullable Object> body(HttpResponse<String> response) {
        return Json.readObject(response.body().getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a request with headers as they stand in one: {@code name: value}. */
    private HttpResponse<String> send(String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server().resolve(path)).method(method, BodyPublishers.noBody());
        for (String header : headers) {
            String[] parts = header.split(": ", 2);
            request.header(parts[0], parts[1]);
        }
        return client().send(request.build(), BodyHandlers.ofString());
    }
}
