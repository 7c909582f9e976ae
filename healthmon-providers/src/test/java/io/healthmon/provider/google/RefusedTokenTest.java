package io.healthmon.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A token that Google refuses before its time, as it does when a user takes the consent back. */
@Timeout(30)
class RefusedTokenTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final String GOOD = "{\"access_token\":\"ya29.first\",\"expires_in\":3600}";
    private static final Answer REVOKED = Answer.of(400, "{\"error\":\"invalid_grant\"}");

    private StandIn oauth;
    private StandIn gmail;
    private HealthCheck check;

    @BeforeEach
    void setUp() throws Exception {
        oauth = StandIn.answering(Answer.of(200, GOOD));
        gmail = StandIn.answering(profile());
        check = refreshing(Provided.refreshToken(oauth.url() + "/token"));
    }

    @AfterEach
    void tearDown() {
        oauth.close();
        gmail.close();
    }

    @Test
    void aConsentThatWasTakenBackIsToldByTheNextRun() throws Exception {
        run(0);
        gmail.answer(refused());
        oauth.answer(REVOKED);
        CheckResult first = run(60);
        CheckResult next = run(65);

        assertThat(first.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(first.problem().cause()).isEqualTo(Cause.CREDENTIALS_EXPIRED);
        assertThat(next.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(next.problem().cause()).isEqualTo(Cause.CREDENTIALS_REVOKED);
        assertThat(gmail.requests()).hasSize(2);
    }

    @Test
    void aServiceAccountThatWasDisabledIsToldByTheNextRun() throws Exception {
        ServiceAccount account = ServiceAccount.of(Secret.of(AccountKeys.json(AccountKeys.document())))
                .subject("orders@example.com")
                .tokenUrl(oauth.url() + "/token");
        check = GmailCheck.with(account).via(Route.to(gmail.url())).build();
        run(0);
        gmail.answer(refused());
        oauth.answer(Answer.of(400, "{\"error\":\"disabled_client\"}"));
        run(60);

        assertThat(run(65).problem().cause()).isEqualTo(Cause.CREDENTIALS_REVOKED);
    }

    @Test
    void aNewTokenThatIsGoodEndsIt() throws Exception {
        run(0);
        gmail.answer(refused());
        run(60);
        oauth.answer(Answer.of(200, GOOD.replace("first", "second")));
        gmail.answer(profile());

        assertThat(run(65).status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(gmail.requests().get(2).header("Authorization")).isEqualTo("Bearer ya29.second");
        run(2_000);
        assertThat(oauth.requests()).hasSize(2);
    }

    @Test
    void theSameTokenThatIsGivenAgainAndTakenIsKept() throws Exception {
        run(0);
        gmail.answer(refused());
        run(60);
        gmail.answer(profile());
        run(65);
        run(2_000);

        assertThat(oauth.requests()).hasSize(2);
    }

    @Test
    void aTokenThatIsRefusedAtOnceIsNotAskedForAnewBefore50Seconds() throws Exception {
        gmail.answer(refused());
        run(0);
        run(49);
        assertThat(oauth.requests()).hasSize(1);
        for (int seconds = 50; seconds < 250; seconds += 5) {
            CheckResult result = run(seconds);
            assertThat(result.problem().cause()).isEqualTo(Cause.CREDENTIALS_EXPIRED);
        }
        assertThat(oauth.requests()).hasSize(5);
    }

    @Test
    void aTokenThatWasRefusedIsNotUsedOnWhenNoneIsGiven() throws Exception {
        run(0);
        gmail.answer(refused());
        run(60);
        oauth.answer(Answer.of(503, "{}"));
        CheckResult next = run(65);

        assertThat(next.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(next.problem().message()).isEqualTo("Google's token service is busy.");
        assertThat(gmail.requests()).hasSize(2);
    }

    @Test
    void aTokenThatOnlyAProxyRefusesIsKept() throws Exception {
        run(0);
        gmail.answer(Answer.of(401, "<html>log in</html>").header("Content-Type", "text/html"));
        run(60);
        gmail.answer(profile());
        run(65);

        assertThat(oauth.requests()).hasSize(1);
    }

    @Test
    void anotherTokenThanTheRefusedOneIsKept() throws Exception {
        RefreshToken token = Provided.refreshToken(oauth.url() + "/token");
        check = refreshing(token);
        run(0);
        token.tokens(GmailCheck.SERVICE, Route.to(gmail.url())).refused(Secret.of("ya29.of-before"));
        run(60);

        assertThat(oauth.requests()).hasSize(1);
    }

    @Test
    void nothingIsRefreshedWhereTheRefreshTokenIsReplaced() throws Exception {
        oauth.answer(Answer.of(200, GOOD.replace("{", "{\"refresh_token\":\"1//0next-refresh-token\",")));
        run(0);
        gmail.answer(refused());
        run(60);
        CheckResult later = run(120);

        assertThat(oauth.requests()).hasSize(1);
        assertThat(later.problem().cause()).isEqualTo(Cause.CREDENTIALS_EXPIRED);
        assertThat(later.details().get("refresh")).startsWith("The token service gave a new refresh token");
    }

    private HealthCheck refreshing(RefreshToken token) {
        return GmailCheck.with(token).via(Route.to(gmail.url())).build();
    }

    private CheckResult run(long seconds) throws Exception {
        return check.check(new CheckContext(
                Integration.named("Tested").build(), Duration.ofSeconds(10), START.plusSeconds(seconds)));
    }

    private static Answer profile() throws IOException {
        return Answer.of(200, StandIn.fixture(RefusedTokenTest.class, "gmail_profile.json"));
    }

    private static Answer refused() throws IOException {
        return Answer.of(401, StandIn.fixture(RefusedTokenTest.class, "error_401_auth_error.json"));
    }
}
