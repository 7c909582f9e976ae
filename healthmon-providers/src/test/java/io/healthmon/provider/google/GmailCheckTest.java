package io.healthmon.provider.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthCheckProvider;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.service.StandIn;
import io.healthmon.provider.service.StandIn.Answer;
import io.healthmon.schedule.Schedule;
import io.healthmon.secret.Secret;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class GmailCheckTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final String AUTH = "https://www.googleapis.com/auth/";

    @Test
    void theMailboxThatIsMeantIsHealthyAndNotShownWhole() throws Exception {
        try (StandIn gmail = StandIn.answering(fixture("gmail_profile.json"))) {
            CheckResult result = run(GmailCheck.with(Provided::token).mailbox("User@Example.com"), gmail);

            StandIn.Request request = gmail.requests().get(0);
            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(result.details()).containsEntry("mailbox", "u…@example.com");
            assertThat(result.details().values()).noneMatch(value -> value.contains("user@"));
            assertThat(request.line()).isEqualTo("GET /gmail/v1/users/me/profile");
            assertThat(request.header("Authorization")).isEqualTo("Bearer " + Provided.TOKEN);
            assertThat(request.header("User-Agent")).startsWith("healthmon/");
        }
    }

    @Test
    void anotherMailboxIsAProblemOfTheConfiguration() throws Exception {
        CheckResult result =
                ask(GmailCheck.with(Provided::token).mailbox("orders@example.com"), fixture("gmail_profile.json"));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
        assertThat(result.problem().message())
                .isEqualTo("The Gmail token belongs to another mailbox (u…@example.com) than the one in \"mailbox\""
                        + " (o…@example.com).");
        assertThat(result + " " + result.problem() + result.details()).doesNotContain("orders@", "user@");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MESSAGES | {\"resultSizeEstimate\":0}         | GET /gmail/v1/users/me/messages?maxResults=1&fields=resultSizeEstimate",
                "LABELS   | {\"labels\":[{\"id\":\"INBOX\"}]}  | GET /gmail/v1/users/me/labels?fields=labels/id"
            })
    void whatAsksForLessWorksWithOtherScopes(GmailCall call, String answer, String line) throws Exception {
        try (StandIn gmail = StandIn.answering(Answer.of(200, answer))) {
            assertThat(run(GmailCheck.with(Provided::token).call(call), gmail).status())
                    .isEqualTo(HealthStatus.HEALTHY);
            assertThat(gmail.requests())
                    .singleElement()
                    .extracting(StandIn.Request::line)
                    .isEqualTo(line);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PROFILE", "MESSAGES", "LABELS"})
    void anAnswerOfSomethingElseNamesTheField(GmailCall call) throws Exception {
        CheckResult result = ask(GmailCheck.with(Provided::token).call(call), Answer.of(200, "{\"other\":1}"));

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.problem().cause()).isEqualTo(Cause.ASSERTION);
        assertThat(result.problem().message()).startsWith("Gmail answers otherwise than expected: \"");
    }

    @Test
    void aTokenThatMayOnlySendIsGoodByItsScopesWithoutACall() throws Exception {
        try (StandIn gmail = StandIn.answering(Answer.of(500, ""))) {
            CheckResult result = run(GmailCheck.with(() -> allowing("gmail.send")), gmail);

            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(result.details().get("reduced"))
                    .isEqualTo("The token is good but allows only gmail.send, with which nothing can be read, so only"
                            + " its scopes were looked at.");
            assertThat(gmail.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SEND,gmail.send,HEALTHY", "SEND,gmail.modify,HEALTHY", "SEND,gmail.readonly,DEGRADED",
        "LABELS,gmail.send,DEGRADED", "MESSAGES,gmail.labels,DEGRADED", "PROFILE,gmail.labels,DEGRADED"
    })
    void scopesThatTellEverythingSpareTheCall(GmailCall call, String scope, HealthStatus status) throws Exception {
        try (StandIn gmail = StandIn.answering(Answer.of(500, ""))) {
            CheckResult result = run(GmailCheck.with(() -> allowing(scope)).call(call), gmail);

            assertThat(result.status()).isEqualTo(status);
            assertThat(gmail.requests()).isEmpty();
            if (status == HealthStatus.DEGRADED) {
                assertThat(result.problem().cause()).isEqualTo(Cause.PERMISSION);
                assertThat(result.problem().message()).contains("it needs one of " + String.join(", ", call.scopes()));
                assertThat(result.problem().resolution()).contains("tick all permissions");
            }
        }
    }

    @Test
    void aScopeThatIsNotKnownHereIsLeftToGoogle() throws Exception {
        CheckResult result = ask(GmailCheck.with(() -> allowing("gmail.of.tomorrow")), fixture("gmail_profile.json"));

        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(result.details()).containsEntry("mailbox", "u…@example.com");
    }

    @Test
    void theFullMailScopeWorksForAll() throws Exception {
        AccessToken all = Provided.token().allowing(List.of("https://mail.google.com/", "openid"));

        assertThat(ask(GmailCheck.with(() -> all), fixture("gmail_profile.json"))
                        .status())
                .isEqualTo(HealthStatus.HEALTHY);
        assertThat(ask(GmailCheck.with(() -> all).scopes("https://mail.google.com/"), fixture("gmail_profile.json"))
                        .status())
                .isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void aScopeThatWasUntickedIsDown() throws Exception {
        CheckResult result = ask(
                GmailCheck.with(() -> allowing("gmail.readonly")).scopes("gmail.readonly", AUTH + "gmail.send"),
                Answer.of(500, ""));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.PERMISSION);
        assertThat(result.problem().message()).isEqualTo("The Gmail token lacks gmail.send.");
    }

    @Test
    void scopesThatNobodyTellsCannotBeJudged() throws Exception {
        for (GmailCheck check : List.of(
                GmailCheck.with(Provided::token).call(GmailCall.SEND),
                GmailCheck.with(Provided::token).scopes("gmail.send"))) {
            CheckResult result = ask(check, Answer.of(500, ""));

            assertThat(result.status()).isEqualTo(HealthStatus.UNKNOWN);
            assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
            assertThat(result.problem().message()).startsWith("It is not known what the Gmail token allows");
        }
    }

    @Test
    void withoutATokenItIsUnknownAndAsksNobody() throws Exception {
        try (StandIn gmail = StandIn.answering(Answer.of(500, ""))) {
            for (AccessTokens none :
                    List.<AccessTokens>of(AccessToken::missing, () -> null, () -> AccessToken.of(Secret.of(" \n")))) {
                CheckResult result = run(GmailCheck.with(none), gmail);

                assertThat(result.status()).isEqualTo(HealthStatus.UNKNOWN);
                assertThat(result.problem().cause()).isEqualTo(Cause.CREDENTIALS_MISSING);
                assertThat(result.problem().message()).isEqualTo("The application has no access token for Gmail.");
            }
            assertThat(gmail.requests()).isEmpty();
        }
    }

    @Test
    void aTokenThatHasExpiredIsDownWithoutACall() throws Exception {
        CheckResult result = ask(
                GmailCheck.with(() -> Provided.token().expiring(NOW.minus(Duration.ofMinutes(12)))),
                Answer.of(500, ""));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.CREDENTIALS_EXPIRED);
        assertThat(result.problem().message())
                .isEqualTo("The application's access token for Gmail expired 12m ago and was not refreshed.");
    }

    @ParameterizedTest
    @CsvSource({
        "invalid_grant,CREDENTIALS_REVOKED",
        "invalid_rapt,CREDENTIALS_EXPIRED",
        "invalid_client,CONFIGURATION",
        "unauthorized_client,CONFIGURATION",
        "invalid_scope,CONFIGURATION",
        "admin_policy_enforced,PERMISSION",
        "temporarily_unavailable,SERVER_ERROR",
        "timed_out,SERVER_ERROR"
    })
    void theLastRefreshOfTheApplicationIsTold(String error, Cause cause) throws Exception {
        CheckResult expired =
                ask(GmailCheck.with(() -> Provided.token().expiring(NOW).refreshFailed(error)), Answer.of(500, ""));
        CheckResult good = ask(
                GmailCheck.with(
                        () -> Provided.token().expiring(NOW.plusSeconds(1)).refreshFailed(error)),
                fixture("gmail_profile.json"));

        assertThat(expired.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(expired.problem().cause()).isEqualTo(cause);
        assertThat(good.status()).isEqualTo(cause == Cause.SERVER_ERROR ? HealthStatus.HEALTHY : HealthStatus.DEGRADED);
        if (cause == Cause.SERVER_ERROR) {
            assertThat(good.details())
                    .containsEntry("refresh", expired.problem().message());
        } else {
            assertThat(good.problem()).isEqualTo(expired.problem());
        }
    }

    @Test
    void anErrorThatIsMoreThanAWordIsNotShown() throws Exception {
        CheckResult result = ask(
                GmailCheck.with(() -> AccessToken.missing().refreshFailed("refused " + Provided.REFRESH)),
                Answer.of(500, ""));

        assertThat(result.problem().message()).isEqualTo("The application's last refresh of its access token failed.");
    }

    @Test
    void aSourceThatFailsIsToldWithoutItsText() throws Exception {
        CheckResult broken = ask(
                GmailCheck.with(() -> {
                    throw new IllegalStateException("no row for " + Provided.REFRESH);
                }),
                Answer.of(500, ""));
        CheckResult network = ask(
                GmailCheck.with(() -> {
                    throw new ConnectException("no way for " + Provided.REFRESH);
                }),
                Answer.of(500, ""));

        assertThat(broken.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(broken.problem().cause()).isEqualTo(Cause.CHECK_ERROR);
        assertThat(broken.problem().message())
                .isEqualTo("The application's source of access tokens for Gmail failed (IllegalStateException).");
        assertThat(network.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(network.problem().cause()).isEqualTo(Cause.CONNECT);
        assertThat(network.problem().message()).doesNotContain(Provided.REFRESH);
    }

    @Test
    void aTokenWithWhiteSpaceWithinIsRefusedAndNotShown() {
        assertThatThrownBy(() -> AccessToken.of(Secret.of("ya29.one two")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("white space")
                .hasMessageNotContaining("ya29");
        assertThat(Provided.token().toString()).doesNotContain(Provided.TOKEN);
    }

    @Test
    void theTypeIsFoundAndBringsItsDefaults() {
        IntegrationBuilder draft = Integration.named("Tested");
        StandIn.make(new GmailChecks(), Map.of(), draft);
        Integration integration = draft.build();

        assertThat(ServiceLoader.load(HealthCheckProvider.class))
                .hasAtLeastOneElementOfType(GmailChecks.class)
                .hasAtLeastOneElementOfType(CalendarChecks.class);
        assertThat(integration.schedule()).isEqualTo(Schedule.every(Duration.ofSeconds(60)));
        assertThat(integration.thresholds().failure()).isEqualTo(3);
        assertThat(integration.provider()).isEqualTo("gmail");
        assertThat(integration.documentation()).isEqualTo(GoogleErrors.GMAIL);
        assertThat(integration.endpoint()).isEqualTo("https://gmail.googleapis.com/gmail/v1/users/me/profile");
        assertThat(GmailCheck.cost().callsPerDay()).isEqualTo(1440);
        assertThat(GmailCheck.cost().right()).contains("gmail.metadata", "quota unit");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mailbox      | orders            | mailbox \"orders\" is not allowed; use the address of the mailbox, as orders@example.com",
                "scopes       | Send Mail         | scopes \"Send Mail\" is not allowed; use scopes of Google, as gmail.send or https://www.googleapis.com/auth/gmail.send",
                "refreshToken | ya29.abc          | refreshToken \"ya29.…\" is an access token, which cannot be used here; use the refresh token, which the user's consent gave once",
                "refreshToken | 1//0 abc          | refreshToken holds white space or characters that no refresh token has; copy it again, on one line",
                "tokenUrl     | http://oauth.example.com/token | tokenUrl \"http://oauth.example.com\" would send the credential in the clear; begin with https://, or let a stand-in be on this machine (localhost) or at a name without a dot",
                "tokenUrl     | nonsense          | tokenUrl"
            })
    void aWrongSettingIsNamed(String name, String value, String message) {
        assertThatThrownBy(() -> StandIn.make(new GmailChecks(), Map.of(name, value)))
                .hasMessageStartingWith("integrations[0]." + name + ": " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages", "labels", "send"})
    void aMailboxThatNobodyTellsIsRefused(String call) {
        assertThatThrownBy(() -> StandIn.make(new GmailChecks(), Map.of("mailbox", "o@example.com", "call", call)))
                .hasMessage("integrations[0].mailbox: mailbox stands beside a call that does not tell it; use the call"
                        + " profile, or no mailbox");
    }

    @Test
    void aCallThatDoesNotExistIsNamed() {
        assertThatThrownBy(() -> StandIn.make(new GmailChecks(), Map.of("call", "inbox")))
                .hasMessageStartingWith("integrations[0].call")
                .hasMessageContaining("profile");
    }

    @Test
    void itCanBeClosedAndUsedAgain() throws Exception {
        try (StandIn gmail = StandIn.answering(fixture("gmail_profile.json"))) {
            HealthCheck check =
                    GmailCheck.with(Provided::token).via(Route.to(gmail.url())).build();
            StandIn.run(check);
            ((AutoCloseable) check).close();

            assertThat(StandIn.run(check).status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(check).hasToString("Gmail at " + gmail.url() + "/gmail/v1/users/me/profile");
            ((AutoCloseable) check).close();
        }
    }

    private static AccessToken allowing(String scope) {
        return Provided.token().allowing(List.of(AUTH + scope));
    }

    private static Answer fixture(String name) throws Exception {
        return Answer.of(200, StandIn.fixture(GmailCheckTest.class, name));
    }

    private static CheckResult ask(GmailCheck check, Answer answer) throws Exception {
        try (StandIn gmail = StandIn.answering(answer)) {
            return run(check, gmail);
        }
    }

    private static CheckResult run(GmailCheck check, StandIn gmail) throws Exception {
        return check.via(Route.to(gmail.url()))
                .build()
                .check(new CheckContext(Integration.named("Tested").build(), Duration.ofSeconds(10), NOW));
    }
}
