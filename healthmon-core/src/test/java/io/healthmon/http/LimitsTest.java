package io.healthmon.http;

import static io.healthmon.http.HandlerFixture.bearer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.http.ApiRequest.Connection;
import io.healthmon.http.HandlerFixture.Answer;
import io.healthmon.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

    private final HandlerFixture fixture = new HandlerFixture().add("Mail", integration -> integration);

    @AfterEach
    void close() {
        fixture.close();
    }

    private HealthHandler slow() {
        return HealthHandler.builder(fixture.monitor())
                .authenticator(HandlerFixture.tokens().with(Secret.of("acme"), new Caller("vera", Role.VIEWER, "acme")))
                .requestsPerSecond(5)
                .build();
    }

    private static Answer get(HealthHandler handler, String address, String token) {
        return new Answer(handler.handle(HandlerFixture.request("GET", address, "", bearer(token))));
    }

    private Answer guess(String address, String token, String from) {
        Connection connection = new Connection("HTTP/1.1", from, null);
        Map<String, List<String>> headers = Map.of("Host", List.of("mon"), "Authorization", List.of("Bearer " + token));
        return new Answer(fixture.handler().handle(HandlerFixture.request("GET", address, "", headers, connection)));
    }

    @Test
    void aCallerWhoAsksTooOftenIsToldWhenToComeAgain() {
        HealthHandler handler = slow();
        for (int number = 0; number < 10; number++) {
            assertThat(get(handler, "/api/integrations", "see").status()).isEqualTo(200);
        }
        Answer refused = get(handler, "/api/integrations", "see");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(get(handler, "/api/integrations", "run").status()).isEqualTo(200);
        assertThat(get(handler, "/api/integrations", "acme").status()).isEqualTo(200);
        fixture.time.advance(Duration.ofMillis(200));
        assertThat(get(handler, "/api/integrations", "see").status()).isEqualTo(200);
        assertThat(get(handler, "/api/integrations", "see").status()).isEqualTo(429);
    }

    @Test
    void byDefaultFourHundredRequestsMayComeAtOnce() {
        for (int number = 0; number < 400; number++) {
            assertThat(fixture.get("/api/integrations?limit=1", bearer("see")).status())
                    .isEqualTo(200);
        }

        assertThat(fixture.get("/api/integrations?limit=1", bearer("see")).status())
                .isEqualTo(429);
    }

    @Test
    void whatIsRefusedCountsToo() {
        HealthHandler handler = slow();
        for (int number = 0; number < 10; number++) {
            assertThat(get(handler, "/api/metrics", "send").status()).isEqualTo(403);
        }

        assertThat(get(handler, "/api/metrics", "send").status()).isEqualTo(429);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/api/health", "/health/live", "/health/ready", "/"})
    void probesAreNotLimited(String path) {
        HealthHandler handler = slow();
        for (int number = 0; number < 1_000; number++) {
            assertThat(get(handler, path, "see").status()).isEqualTo(200);
        }
    }

    @Test
    void aCallerMayHaveThirtyChecksRunByHandInAMinute() {
        for (int number = 0; number < 30; number++) {
            assertThat(fixture.post("/api/integrations/nothing/health/check", bearer("run"))
                            .status())
                    .isEqualTo(404);
        }
        Answer refused = fixture.post("/api/integrations/mail/health/check", bearer("run"));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("2");
        assertThat(refused.text()).contains("30 times a minute");
        assertThat(fixture.get("/api/integrations", bearer("run")).status()).isEqualTo(200);
        assertThat(fixture.post("/api/integrations/mail/health/check", bearer("own"))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/integrations, 192.0.2.1, 192.0.2.1",
        "/api/heartbeats/backup, 192.0.2.1, 192.0.2.1",
        "/api/integrations, 2001:db8::1, 2001:db8::ffff:2"
    })
    void anAddressThatKeepsComingWithWrongTokensIsToldToWait(String path, String first, String then) {
        fixture.add("Backup", integration -> integration);
        int refused = path.contains("heartbeats") ? 404 : 401;
        for (int number = 0; number < 60; number++) {
            assertThat(guess(path, "wrong-" + number, first).status()).isEqualTo(refused);
        }
        Answer answer = guess("/api/integrations", "wrong", then);

        assertThat(answer.status()).isEqualTo(refused == 401 ? 429 : 401);
    }

    @Test
    void aRightTokenIsLetInFromAnAddressOfWrongOnes() {
        for (int number = 0; number < 100; number++) {
            guess("/api/integrations", "wrong-" + number, "192.0.2.1");
        }

        assertThat(guess("/api/integrations", "wrong", "192.0.2.1").status()).isEqualTo(429);
        assertThat(guess("/api/integrations", "see", "192.0.2.1").status()).isEqualTo(200);
        assertThat(guess("/api/integrations", "wrong", "192.0.2.2").status()).isEqualTo(401);
        fixture.time.advance(Duration.ofSeconds(1));
        assertThat(guess("/api/integrations", "wrong", "192.0.2.1").status()).isEqualTo(401);
    }

    @Test
    void theCronSecretIsGuessedNoFaster() {
        for (int number = 0; number < 60; number++) {
            assertThat(fixture.post("/api/cron/check-integration-health", bearer("wrong"))
                            .status())
                    .isEqualTo(401);
        }

        assertThat(fixture.post("/api/cron/check-integration-health", bearer("wrong"))
                        .status())
                .isEqualTo(429);
        assertThat(fixture.post("/api/cron/check-integration-health", bearer("cron-secret"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whoShowsNothingHasGuessedNothing() {
        for (int number = 0; number < 100; number++) {
            assertThat(fixture.get("/api/integrations").status()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_000_001})
    void refusesALimitThatIsNone(int most) {
        assertThatThrownBy(() -> HealthHandler.builder(fixture.monitor()).requestsPerSecond(most))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("requestsPerSecond " + most + " is not allowed; use a number from 1 to 1000000");
    }
}
