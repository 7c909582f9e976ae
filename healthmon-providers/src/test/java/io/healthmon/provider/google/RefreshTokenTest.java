package io.healthmon.provider.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.service.StandIn;
import io.healthmon.provider.service.StandIn.Answer;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHosts;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class RefreshTokenTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final String GOOD =
            "{\"access_token\":\"ya29.refreshed\",\"expires_in\":1000,\"token_type\":\"bearer\"}";

    private StandIn oauth;
    private StandIn gmail;
    private RefreshToken token;
    private HealthCheck check;
    private Instant now = START;

    @BeforeEach
    void setUp() throws Exception {
        oauth = StandIn.answering(Answer.of(200, GOOD));
        gmail = StandIn.answering(Answer.of(200, StandIn.fixture(RefreshTokenTest.class, "gmail_profile.json")));
        token = Provided.refreshToken(oauth.url() + "/token");
        check = gmail(token);
    }

    @AfterEach
    void tearDown() {
        oauth.close();
        gmail.close();
    }

    @Test
    void theAnswerBringsTheTokenThatIsSent() throws Exception {
        oauth.answer(Answer.of(200, StandIn.fixture(RefreshTokenTest.class, "token_refresh_ok.json")));

        assertThat(run().status()).isEqualTo(HealthStatus.HEALTHY);
        StandIn.Request request = oauth.requests().get(0);
        assertThat(request.line()).isEqualTo("POST /token");
        assertThat(request.header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(request.body())
                .startsWith("grant_type=refresh_token&client_id=id.apps.googleusercontent.com&client_secret="
                        + Provided.CLIENT_SECRET + "&refresh_token=1%2F%2F0refresh-abcdefghij");
        assertThat(gmail.requests().get(0).header("Authorization")).isEqualTo("Bearer ya29.EXAMPLE-not-a-real-token");
    }

    @Test
    void itIsNotRefreshedBefore80PercentOfItsLifetime() throws Exception {
        run();
        at(799);
        run();
        assertThat(oauth.requests()).hasSize(1);

        oauth.answer(Answer.of(200, GOOD.replace("refreshed", "next")));
        at(800);
        run();

        assertThat(oauth.requests()).hasSize(2);
        assertThat(gmail.requests())
                .extracting(request -> request.header("Authorization"))
                .containsExactly("Bearer ya29.refreshed", "Bearer ya29.refreshed", "Bearer ya29.next");
    }

    @ParameterizedTest
    @CsvSource({"0,47", "-7,47", "1e30,480000", "60,47"})
    void aLifetimeThatCannotBeIsBounded(String seconds, long fresh) throws Exception {
        oauth.answer(Answer.of(200, GOOD.replace("1000", seconds)));
        run();
        at(fresh);
        run();

        assertThat(oauth.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void aTokenServiceThatIsBusyChangesNothingAsLongAsTheTokenIsGood(int status) throws Exception {
        run();
        oauth.answer(Answer.of(status, "{}"));
        at(900);
        CheckResult good = run();
        at(1000);
        CheckResult over = run();

        assertThat(good.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(good.details()).containsEntry("refresh", "Google's token service is busy.");
        assertThat(over.status()).isEqualTo(status == 429 ? HealthStatus.DEGRADED : HealthStatus.DOWN);
        assertThat(over.problem().message()).isEqualTo("Google's token service is busy.");
        assertThat(gmail.requests()).hasSize(2);
    }

    @Test
    void aRefreshTokenThatIsRevokedIsAProblemWhileTheAccessTokenIsStillGood() throws Exception {
        run();
        oauth.answer(Answer.of(400, "{\"error\":\"invalid_grant\"}"));
        at(900);
        CheckResult good = run();
        at(1000);
        CheckResult over = run();

        assertThat(good.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(good.problem().cause()).isEqualTo(Cause.CREDENTIALS_REVOKED);
        assertThat(over.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(over.problem()).isEqualTo(good.problem());
    }

    @Test
    void whatTheApiSaysComesFirst() throws Exception {
        run();
        oauth.answer(Answer.of(400, "{\"error\":\"invalid_grant\"}"));
        gmail.answer(Answer.of(503, ""));
        at(900);
        CheckResult result = run();

        assertThat(result.problem().message()).isEqualTo("Google has a server problem.");
        assertThat(result.details()).containsEntry("refresh", "Google no longer accepts the refresh token.");
    }

    @ParameterizedTest
    @CsvSource({
        "400,'{\"error\":\"invalid_grant\"}',,49,50",
        "503,{},,2,3",
        "503,{},40,39,40",
        "429,{},40,39,40",
        "200,<html>log in</html>,,2,3"
    })
    void aRefreshThatFailedIsNotTriedAgainAtOnce(int status, String body, String retryAfter, long before, long after)
            throws Exception {
        Answer answer = Answer.of(status, body);
        oauth.answer(retryAfter == null ? answer : answer.header("Retry-After", retryAfter));
        CheckResult first = run();
        at(before);
        CheckResult remembered = run();

        assertThat(oauth.requests()).hasSize(1);
        assertThat(remembered.problem()).isEqualTo(first.problem());
        assertThat(remembered.status()).isEqualTo(first.status());

        oauth.answer(Answer.of(200, GOOD));
        at(after);
        assertThat(run().status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(oauth.requests()).hasSize(2);
    }

    @Test
    void aClockThatWasSetBackKeepsNoTokenForEver() throws Exception {
        run();
        now = START.minus(Duration.ofDays(1));
        run();

        assertThat(oauth.requests()).hasSize(2);
    }

    @Test
    void aRotatedRefreshTokenIsToldAndNothingIsRefreshedAnyMore() throws Exception {
        oauth.answer(Answer.of(200, GOOD.replace("{", "{\"refresh_token\":\"1//0next-refresh-token\",")));
        CheckResult good = run();
        at(5_000);
        CheckResult over = run();
        CheckResult another = gmail(token).check(context());

        assertThat(oauth.requests()).hasSize(1);
        assertThat(good.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(good.problem().cause()).isEqualTo(Cause.CONFIGURATION);
        assertThat(good.problem().message())
                .startsWith("The token service gave a new refresh token")
                .endsWith("healthmon does not keep the new one and refreshes no more.");
        assertThat(good.problem().resolution()).contains("AccessTokens");
        assertThat(over.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(over.problem()).isEqualTo(good.problem());
        assertThat(another.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(good + " " + good.problem() + good.details()).doesNotContain("next-refresh");
    }

    @Test
    void theSameRefreshTokenInTheAnswerIsNoNewOne() throws Exception {
        RefreshToken same = RefreshToken.of(Secret.of("id"), Secret.of("secret"), Secret.of("1//0same"))
                .tokenUrl(oauth.url() + "/token");
        oauth.answer(Answer.of(200, GOOD.replace("{", "{\"refresh_token\":\"1//0same\",")));

        assertThat(gmail(same).check(context()).status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void theScopesOfTheAnswerCount() throws Exception {
        String labels = "https://www.googleapis.com/auth/gmail.labels";
        oauth.answer(Answer.of(200, GOOD.replace("{", "{\"scope\":\"openid " + labels + "\",")));
        CheckResult result = run();

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.problem().cause()).isEqualTo(Cause.PERMISSION);
        assertThat(gmail.requests()).isEmpty();
    }

    @Test
    void aTokenServiceThatCannotBeReachedIsToldByItsPlace() throws Exception {
        oauth.close();
        CheckResult result = run();

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.CONNECT);
        assertThat(result.problem().message()).contains(oauth.url().substring("http://".length()));
        assertThat(gmail.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"refreshToken,GOOGLE_REFRESH_TOKEN", "clientId,GOOGLE_CLIENT_ID", "clientSecret,GOOGLE_CLIENT_SECRET"})
    void withoutOneOfTheThreeItIsUnknownAndAsksNobody(String missing, String variable) throws Exception {
        for (String blank : new String[] {null, "", " \n"}) {
            Map<String, Object> settings = settings();
            settings.remove(missing);
            if (blank != null) {
                settings.put(missing, blank);
            }
            CheckResult result = StandIn.run(StandIn.make(new GmailChecks(), settings));

            assertThat(result.status()).isEqualTo(HealthStatus.UNKNOWN);
            assertThat(result.problem().cause()).isEqualTo(Cause.CREDENTIALS_MISSING);
            assertThat(result.problem().message())
                    .endsWith("is configured: \"integrations[0]." + missing + "\" is missing or empty.");
            assertThat(result.problem().resolution()).contains("${" + variable + "}");
            assertThat(oauth.requests()).isEmpty();
        }
    }

    @Test
    void settingsAreEnoughForAll() throws Exception {
        Map<String, Object> settings = settings();
        settings.put("mailbox", "user@example.com");
        settings.put("call", "profile");
        CheckResult result = StandIn.run(StandIn.make(new GmailChecks(), settings));

        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(oauth.requests().get(0).body()).endsWith("&refresh_token=1%2F%2F0set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://accounts.example.com", "https://oauth2.googleapis.com"})
    void aBoundSecretGoesToItsHostsAlone(String host) {
        Secret bound = Secret.of("1//0bound").boundTo(SecretHosts.of(List.of(host)));
        RefreshToken its = RefreshToken.of(Secret.of("id"), Secret.of("secret"), bound);

        if (host.contains("example")) {
            assertThatThrownBy(() -> GmailCheck.with(its).build())
                    .hasMessage("refreshToken is bound to accounts.example.com and is not sent to"
                            + " https://oauth2.googleapis.com; use an address there, or add the host to the secret");
        } else {
            assertThat(GmailCheck.with(its).build()).isNotNull();
            assertThatThrownBy(() -> GmailCheck.with(its)
                            .via(Route.to("https://evil.example.com"))
                            .build())
                    .hasMessageContaining("is not sent to https://evil.example.com");
        }
    }

    @Test
    void noTextShowsAValue() {
        assertThat(token).hasToString("refresh token for " + oauth.url() + "/token");
        assertThat(check.toString()).doesNotContain(Provided.REFRESH, Provided.CLIENT_SECRET);
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("clientId", "id.apps.googleusercontent.com");
        settings.put("clientSecret", Provided.CLIENT_SECRET);
        settings.put("refreshToken", "1//0set");
        settings.put("tokenUrl", oauth.url() + "/token");
        settings.put("baseUrl", gmail.url());
        return settings;
    }

    private HealthCheck gmail(RefreshToken token) {
        return GmailCheck.with(token).via(Route.to(gmail.url())).build();
    }

    private CheckResult run() throws Exception {
        return check.check(context());
    }

    private void at(long seconds) {
        now = START.plusSeconds(seconds);
    }

    private CheckContext context() {
        return new CheckContext(Integration.named("Tested").build(), Duration.ofSeconds(10), now);
    }
}
