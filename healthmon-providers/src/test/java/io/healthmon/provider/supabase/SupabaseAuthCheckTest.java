package io.healthmon.provider.supabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.service.StandIn;
import io.healthmon.provider.service.StandIn.Answer;
import io.healthmon.secret.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SupabaseAuthCheckTest {

    private static final String PROJECT = "abcdefghijklmnopqrst";
    private static final String KEY = "sb_publishable_abcdefghijklmnop";

    @Test
    void anAnswerOfItsHealthIsHealthy() throws Exception {
        try (StandIn supabase = StandIn.answering(fixture("auth_health.json"))) {
            CheckResult result = StandIn.run(SupabaseAuthCheck.with(PROJECT, Secret.of(KEY))
                    .via(Route.to(supabase.url()))
                    .build());

            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(result.details()).containsEntry("version", "v2.40.1");
            assertThat(supabase.requests().get(0).line()).isEqualTo("GET /auth/v1/health");
        }
    }

    @Test
    void anotherDocumentIsUnexpected() throws Exception {
        CheckResult result = ask(Map.of(), Answer.of(200, "{\"version\":\"1\"}"));

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.problem().message()).contains("\"name\" is missing instead of a text");
    }

    @Test
    void waysToSignInThatAreSwitchedOnAreHealthy() throws Exception {
        try (StandIn supabase = StandIn.answering(fixture("auth_settings.json"))) {
            CheckResult result = StandIn.run(SupabaseAuthCheck.with(PROJECT, Secret.of(KEY))
                    .signInWith("github", "email")
                    .via(Route.to(supabase.url()))
                    .build());

            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(supabase.requests().get(0).line()).isEqualTo("GET /auth/v1/settings");
        }
    }

    @Test
    void oneThatIsSwitchedOffIsDown() throws Exception {
        CheckResult result = ask(
                Map.of("signInWith", List.of("email", "phone", "gitlab")),
                Answer.of(200, "{\"external\":{\"email\":true,\"phone\":false}}"));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
        assertThat(result.problem().message())
                .isEqualTo("Switched off in Supabase Auth, or not known there: gitlab, phone.");
        assertThat(result.problem().resolution()).contains("dashboard", "\"signInWith\"");
        assertThat(result.problem().documentation())
                .isEqualTo("https://supabase.com/docs/guides/auth/debugging/error-codes");
    }

    @Test
    void settingsWithoutThemNameTheField() throws Exception {
        assertThat(ask(Map.of("signInWith", "email"), Answer.of(200, "{}"))
                        .problem()
                        .message())
                .contains("\"external\" is missing instead of an object");
    }

    @Test
    void aWrongWayIsNamed() {
        assertThatThrownBy(() -> ask(Map.of("signInWith", "E-Mail"), Answer.of(200, "{}")))
                .hasMessage(
                        "integrations[0].signInWith: signInWith \"E-Mail\" is not allowed; use names as Supabase has"
                                + " them, as email or github");
    }

    private static Answer fixture(String name) throws Exception {
        return Answer.of(200, StandIn.fixture(SupabaseAuthCheckTest.class, name));
    }

    private static CheckResult ask(Map<String, ?> more, Answer answer) throws Exception {
        Map<String, Object> settings = new LinkedHashMap<>(more);
        settings.put("type", "supabase-auth");
        settings.put("project", PROJECT);
        settings.put("apiKey", KEY);
        return StandIn.ask(new SupabaseChecks(), settings, answer);
    }
}
