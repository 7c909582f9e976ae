package io.healthmon.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.service.StandIn;
import io.healthmon.provider.service.StandIn.Answer;
import io.healthmon.secret.Secret;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are none of Google, at the API and at the token service. */
@Timeout(30)
class GoogleAnswersTest {

    private static final String TOKEN = "{\"access_token\":\"ya29.answered\",\"expires_in\":3599}";

    private StandIn oauth;
    private StandIn google;

    @BeforeEach
    void setUp() throws Exception {
        oauth = StandIn.answering(Answer.of(200, TOKEN));
        google = StandIn.answering(Answer.of(200, "{}"));
    }

    @AfterEach
    void tearDown() {
        oauth.close();
        google.close();
    }

    /** Both checks, by a refresh token and by a service account, none of which has a token yet. */
    private List<HealthCheck> checks() {
        Route route = Route.to(google.url());
        String tokenUrl = oauth.url() + "/token";
        ServiceAccount account = ServiceAccount.of(Secret.of(AccountKeys.json(AccountKeys.document())))
                .tokenUrl(tokenUrl);
        return List.of(
                GmailCheck.with(Provided.refreshToken(tokenUrl)).via(route).build(),
                CalendarCheck.with(Provided.refreshToken(tokenUrl)).via(route).build(),
                GmailCheck.with(account.subject("orders@example.com"))
                        .via(route)
                        .build(),
                CalendarCheck.with(account).via(route).build());
    }

    private void assertCause(Cause cause) throws Exception {
        for (HealthCheck check : checks()) {
            CheckResult result = StandIn.run(check);
            assertThat(result.problem()).as(check + "").isNotNull();
            assertThat(result.problem().cause()).as(check + "").isEqualTo(cause);
        }
    }

    @Test
    void whatIsNoAnswerOfTheApiIsToldApart() throws Exception {
        google.answer(Answer.of(200, "<!doctype html><title>Log in</title>"));
        assertCause(Cause.LOCAL_NETWORK);
        for (Answer answer : strange()) {
            google.answer(answer);
            assertCause(Cause.ASSERTION);
        }
    }

    @Test
    void whatIsNoAnswerOfTheTokenServiceIsToldApart() throws Exception {
        oauth.answer(Answer.of(200, "<!doctype html><title>Log in</title>"));
        assertCause(Cause.LOCAL_NETWORK);
        for (Answer answer : strange()) {
            oauth.answer(answer);
            assertCause(Cause.ASSERTION);
        }
        assertThat(google.requests()).isEmpty();
    }

    private static List<Answer> strange() {
        return List.of(
                Answer.of(200, ""),
                Answer.of(200, "{\"emailAddress\":"),
                Answer.of(200, "[]"),
                Answer.of(200, "{}").header("Content-Encoding", "gzip"),
                Answer.of(200, "[\"" + "x".repeat(10 << 20) + "\"]"));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void noTokenAndNoProofFollowsARedirect(int status) throws Exception {
        try (StandIn elsewhere = StandIn.answering(Answer.of(200, TOKEN))) {
            Answer redirect = Answer.of(status, "").header("Location", elsewhere.url() + "/token");
            google.answer(redirect);
            assertCause(Cause.CONFIGURATION);
            oauth.answer(redirect);
            assertCause(Cause.CONFIGURATION);

            assertThat(elsewhere.requests()).isEmpty();
            assertThat(google.requests()).hasSize(4);
            assertThat(oauth.requests()).hasSize(8);
        }
    }
}
