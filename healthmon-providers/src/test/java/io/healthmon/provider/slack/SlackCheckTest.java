package io.healthmon.provider.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.service.StandIn;
import io.healthmon.provider.service.StandIn.Answer;
import io.healthmon.secret.Secret;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SlackCheckTest {

    private static final String TOKEN = "xoxb-1111-abcdefghijklmnop";

    @Test
    void aTokenOfTheWorkspaceWithItsScopesIsHealthy() throws Exception {
        Answer answer = fixture("auth.test.json").header("X-OAuth-Scopes", "chat:write, users:read");
        try (StandIn slack = StandIn.answering(answer)) {
            CheckResult result = StandIn.run(SlackCheck.with(Secret.of(TOKEN))
                    .team("T111")
                    .scopes("users:read", "chat:write")
                    .via(Route.to(slack.url()))
                    .build());

            StandIn.Request request = slack.requests().get(0);
            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(result.details()).containsEntry("team", "T111");
            assertThat(request.line()).isEqualTo("POST /api/auth.test");
            assertThat(request.body()).isEmpty();
            assertThat(request.header("Authorization")).isEqualTo("Bearer " + TOKEN);
            assertThat(request.header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        }
    }

    @Test
    void theTokenOfAnAppIsHealthy() throws Exception {
        CheckResult result = StandIn.ask(
                new SlackChecks(), Map.of("token", "xapp-1-A111-2-abc"), fixture("auth.test_app_level.json"));

        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(result.details()).containsEntry("app", "A111").doesNotContainKey("team");
    }

    @ParameterizedTest
    @CsvSource({
        "connections:write, HEALTHY",
        "'connections:write, authorizations:read', HEALTHY",
        "authorizations:read, DOWN"
    })
    void theTokenOfAnAppHasToBeAllowedWhatSocketModeNeeds(String granted, HealthStatus status) throws Exception {
        CheckResult result = StandIn.ask(
                new SlackChecks(),
                Map.of("token", "xapp-1-A111-2-abc", "scopes", "connections:write"),
                fixture("auth.test_app_level.json").header("X-OAuth-Scopes", granted));

        assertThat(result.status()).isEqualTo(status);
        assertThat(result.details()).containsEntry("app", "A111");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "auth.test.json           | The Slack token belongs to the workspace T111 instead of T222.",
                "auth.test_app_level.json | Slack does not say which workspace the token belongs to, so it cannot be told whether it is T222."
            })
    void aTokenOfAnotherWorkspaceIsAProblemOfTheConfiguration(String file, String message) throws Exception {
        CheckResult result = StandIn.ask(new SlackChecks(), Map.of("token", TOKEN, "team", "T222"), fixture(file));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
        assertThat(result.problem().message()).isEqualTo(message);
        assertThat(result.problem().resolution()).contains("\"token\"", "\"team\"");
    }

    @Test
    void aScopeThatIsRequiredAndMissingIsDown() throws Exception {
        CheckResult result = StandIn.ask(
                new SlackChecks(),
                Map.of("token", TOKEN, "scopes", List.of("chat:write", "im:read", "users:read")),
                fixture("auth.test.json").header("X-OAuth-Scopes", "chat:write"));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.PERMISSION);
        assertThat(result.problem().message()).isEqualTo("The Slack token lacks im:read, users:read.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "xapp"})
    void whereSlackDoesNotSayWhatTheTokenMayItIsUnknown(String kind) throws Exception {
        CheckResult result = StandIn.ask(
                new SlackChecks(),
                Map.of("token", kind.isEmpty() ? TOKEN : "xapp-1-A111-2-abc", "scopes", "chat:write"),
                fixture(kind.isEmpty() ? "auth.test.json" : "auth.test_app_level.json"));

        assertThat(result.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.PERMISSION);
        assertThat(result.problem().message())
                .isEqualTo("Slack does not say what the token may: its answer has no header X-OAuth-Scopes.");
        assertThat(result.problem().resolution())
                .isEqualTo("See whether a proxy takes the header away, or remove \"scopes\".");
    }

    @Test
    void aTokenThatMayNothingLacksWhatIsRequired() throws Exception {
        CheckResult result = StandIn.ask(
                new SlackChecks(),
                Map.of("token", TOKEN, "scopes", "chat:write"),
                fixture("auth.test.json").header("X-OAuth-Scopes", ""));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().message()).isEqualTo("The Slack token lacks chat:write.");
    }

    @Test
    void anAnswerThatIsNeitherYesNorAnErrorIsUnexpected() throws Exception {
        CheckResult result = StandIn.ask(new SlackChecks(), Map.of("token", TOKEN), Answer.of(200, "{\"ok\":false}"));

        assertThat(result.problem().cause()).isEqualTo(Cause.ASSERTION);
        assertThat(result.problem().message()).contains("\"error\" is missing");
    }

    @Test
    void theIdOfTheRequestIsKept() throws Exception {
        Answer answer = fixture("auth.test.json").header("x-slack-req-id", "abc123");

        assertThat(StandIn.ask(new SlackChecks(), Map.of("token", TOKEN), answer)
                        .details())
                .containsEntry("requestId", "abc123");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "token  | https://hooks.slack.com/services/T/B/x | integrations[0].token: token \"https://…\" is the address of a webhook, which cannot be used here; use the token of a bot (xoxb-…), a user (xoxp-…) or an app (xapp-…)",
                "team   | Example                                | integrations[0].team: team \"Example\" is not allowed; use the id of a workspace, as T012AB3C4",
                "scopes | Chat Write                             | integrations[0].scopes: scopes \"Chat Write\" is not allowed; use scopes of Slack, as chat:write"
            })
    void aWrongSettingIsNamed(String name, String value, String message) {
        assertThatThrownBy(() -> StandIn.make(new SlackChecks(), Map.of(name, value)))
                .hasMessage(message);
    }

    @Test
    void aTokenInPlaceOfAnIdIsNotShown() {
        Map<String, String> team = Map.of("token", TOKEN, "team", TOKEN);
        Map<String, List<String>> scopes = Map.of("scopes", List.of("chat:write", "Bearer " + TOKEN));

        assertThatThrownBy(() -> StandIn.make(new SlackChecks(), team))
                .hasMessage(
                        "integrations[0].team: team \"***\" is not allowed; use the id of a workspace, as T012AB3C4");
        assertThatThrownBy(() -> StandIn.make(new SlackChecks(), scopes))
                .hasMessageStartingWith("integrations[0].scopes: scopes \"Bearer ***\" is not allowed;");
    }

    private static Answer fixture(String name) throws Exception {
        return Answer.of(200, StandIn.fixture(SlackCheckTest.class, name));
    }
}
