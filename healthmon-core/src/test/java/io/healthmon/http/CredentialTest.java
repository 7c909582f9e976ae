package io.healthmon.http;

import static io.healthmon.http.HandlerFixture.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Integration;
import io.healthmon.check.heartbeat.Heartbeat;
import io.healthmon.http.HandlerFixture.Answer;
import io.healthmon.secret.Secret;
import io.healthmon.testkit.RecordedLogs;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {

    private static final String TOKEN = "tk-5d1f6c0e9b7a48";

    private final HandlerFixture fixture = new HandlerFixture().add("Mail", integration -> integration);

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer wrong",
                "Bearer",
                "Bearer ",
                "Bearer  \t ",
                "Bearer see see",
                "Bearer \"see\"",
                "Bearer SEE",
                "Bearer se",
                "Bearer seee",
                "Bearer see\u0000",
                "Bearer, see",
                "Bearer=see",
                "see",
                "Basic c2VlOnNlZQ==",
                "Basic see",
                "Digest username=\"see\"",
                "Token see",
                "BearerX see",
                ""
            })
    void nobodyGetsInWithWhatIsNoKnownToken(String authorization) {
        Answer refused = fixture.get("/api/integrations", "Authorization", authorization);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"healthmon\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer see", "bearer see", "BEARER see", "Bearer  see", "Bearer see "})
    void theSchemeIsWrittenAsAnybodyLikes(String authorization) {
        assertThat(fixture.get("/api/integrations", "Authorization", authorization)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"Bearer see, Bearer see", "Bearer see, Bearer wrong", "Bearer wrong, Bearer see", "Bearer own, Basic x"
    })
    void twoCredentialsAreNone(String first, String second) {
        assertThat(fixture.get("/api/integrations", "Authorization", first, "authorization", second)
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"?access_token=see", "?token=see", "?authorization=Bearer%20see", "?bearer=see", "?api_key=see"})
    void aTokenInTheAddressIsNone(String query) {
        assertThat(fixture.get("/api/integrations" + query).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"Cookie, token=see", "X-Api-Key, see", "X-Auth-Token, see", "Proxy-Authorization, Bearer see"})
    void aTokenInAnotherHeaderIsNone(String name, String value) {
        assertThat(fixture.get("/api/integrations", name, value).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "see, POST, /api/integrations/mail/health/check, 403",
        "see, POST, /api/metrics, 403",
        "send, GET, /api/integrations, 403",
        "send, GET, /api/metrics, 403",
        "send, GET, /api/live, 403",
        "send, POST, /api/integrations/mail/health/check, 403",
        "own, POST, /api/cron/check-integration-health, 401",
        "own, POST, /api/cron/cleanup-health-logs, 401",
        "cron-secret, GET, /api/integrations, 401",
        "cron-secret, POST, /api/integrations/mail/health/check, 401"
    })
    void nobodyDoesMoreThanHisRole(String token, String method, String path, int status) {
        assertThat(fixture.send(method, path, "", bearer(token)).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"X-Role, admin", "X-HTTP-Method-Override, GET", "X-Forwarded-User, ada", "X-Original-URL, /health"})
    void noHeaderMakesSomebodyElse(String name, String value) {
        assertThat(fixture.post("/api/integrations/mail/health/check", "Authorization", "Bearer see", name, value)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void somebodyWithoutAPartInThisIsRefusedButAnonymousAtHealth() {
        HealthHandler handler = HealthHandler.builder(fixture.monitor())
                .authenticator(BearerTokens.none().with(Secret.of("none"), Role.NONE, "nils"))
                .build();

        assertThat(handler.handle(HandlerFixture.request("GET", "/api/integrations", "", bearer("none")))
                        .status())
                .isEqualTo(403);
        assertThat(new Answer(handler.handle(HandlerFixture.request("GET", "/health", "", bearer("none")))).text())
                .contains("\"checks\":{}");
    }

    @Test
    void noCredentialStandsInAnAnswerOrInTheLog() {
        fixture.monitor().add(Integration.named("Backup"), Heartbeat.every(Duration.ofDays(1), Secret.of(TOKEN)));
        HealthHandler failing = HealthHandler.builder(fixture.monitor())
                .cronSecret(Secret.of("cron-secret"))
                .authenticator(request -> {
                    throw new IllegalStateException("the directory is away");
                })
                .build();
        List<String> paths =
                List.of("/api/integrations", "/health", "/api/cron/check-integration-health", "/api/heartbeats/x", "/");
        for (String path : paths) {
            for (String address : List.of(path, path + "?access_token=" + TOKEN)) {
                for (String method : List.of("GET", "POST")) {
                    assertSilent(fixture.send(method, address, TOKEN, bearer(TOKEN)));
                    assertSilent(
                            new Answer(failing.handle(HandlerFixture.request(method, address, TOKEN, bearer(TOKEN)))));
                }
            }
        }

        assertThat(RecordedLogs.containing("the authenticator failed")).isNotEmpty();
        assertThat(RecordedLogs.containing(TOKEN)).isEmpty();
    }

    private static void assertSilent(Answer answer) {
        assertThat(answer.text()).doesNotContain(TOKEN);
        assertThat(answer.response().headers().toString()).doesNotContain(TOKEN);
    }
}
