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
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SupabaseDatabaseCheckTest {

    private static final String PROJECT = "abcdefghijklmnopqrst";
    private static final String PUBLISHABLE = "sb_publishable_abcdefghijklmnop";
    private static final String SECRET = "sb_secret_abcdefghijklmnop";

    @Test
    void aRowIsHealthyAndNothingOfItIsKept() throws Exception {
        try (StandIn supabase = StandIn.answering(Answer.of(200, "[{\"id\":\"of a person\",\"new\":1}]"))) {
            CheckResult result = StandIn.run(SupabaseDatabaseCheck.with(PROJECT, Secret.of(PUBLISHABLE))
                    .table("health")
                    .column("id")
                    .schema("api")
                    .via(Route.to(supabase.url()))
                    .build());

            StandIn.Request request = supabase.requests().get(0);
            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(result.details()).containsEntry("rows", "1").doesNotContainKey("reduced");
            assertThat(result + " " + result.details()).doesNotContain("of a person");
            assertThat(request.line()).isEqualTo("GET /rest/v1/health?select=id&limit=1");
            assertThat(request.header("Accept-Profile")).isEqualTo("api");
        }
    }

    @Test
    void anEmptyListIsHealthyAndSaidToProveNoAccess() throws Exception {
        CheckResult result = ask(Map.of("apiKey", PUBLISHABLE, "table", "health"), Answer.of(200, "[]"));

        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(result.problem()).isNull();
        assertThat(result.details()).containsEntry("rows", "0");
        assertThat(result.details().get("reduced")).contains("not that the key may read a row");
    }

    @Test
    void aPartOfAListIsAnAnswerToo() throws Exception {
        Answer part = Answer.of(206, "[{}]").header("Content-Range", "0-0/5");

        assertThat(ask(Map.of("apiKey", PUBLISHABLE, "table", "health"), part).status())
                .isEqualTo(HealthStatus.HEALTHY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "1"})
    void aTableThatAnswersNoListIsUnexpected(String body) throws Exception {
        CheckResult result = ask(Map.of("apiKey", PUBLISHABLE, "table", "health"), Answer.of(200, body));

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.problem().cause()).isEqualTo(Cause.ASSERTION);
        assertThat(result.problem().message()).contains("the whole is ", "instead of a list");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[null]      | \"[0]\" is the JSON value null instead of an object",
                "[null,1]    | \"[0]\" is the JSON value null instead of an object",
                "[\"x\",5]   | \"[0]\" is a text instead of an object",
                "[{},5]      | \"[1]\" is a number instead of an object"
            })
    void rowsThatAreNoObjectsAreUnexpected(String body, String told) throws Exception {
        CheckResult result = ask(Map.of("apiKey", PUBLISHABLE, "table", "health"), Answer.of(200, body));

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.problem().cause()).isEqualTo(Cause.ASSERTION);
        assertThat(result.problem().message()).contains(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "null", "true", "\"ok\"", "[]", "{\"new\":1}"})
    void aFunctionMayAnswerAnything(String body) throws Exception {
        try (StandIn supabase = StandIn.answering(Answer.of(200, body))) {
            CheckResult result = StandIn.run(SupabaseDatabaseCheck.with(PROJECT, Secret.of(PUBLISHABLE))
                    .function("health")
                    .schema("api")
                    .via(Route.to(supabase.url()))
                    .build());

            StandIn.Request request = supabase.requests().get(0);
            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(request.line()).isEqualTo("POST /rest/v1/rpc/health");
            assertThat(request.body()).isEqualTo("{}");
            assertThat(request.header("Content-Type")).isEqualTo("application/json");
            assertThat(request.header("Content-Profile")).isEqualTo("api");
        }
    }

    @Test
    void aFunctionThatAnswersNothingIsHealthyAndSaidToBeReduced() throws Exception {
        CheckResult result = ask(Map.of("apiKey", PUBLISHABLE, "function", "health"), Answer.of(204, ""));

        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(result.details().get("reduced")).contains("answers nothing");
    }

    @ParameterizedTest
    @CsvSource({"anon,false", "service_role,true"})
    void theRootIsAskedForWithASecretKeyOnly(String role, boolean allowed) throws Exception {
        Map<String, String> settings = Map.of("apiKey", legacy(role));

        if (allowed) {
            assertThat(ask(settings, Answer.of(200, "")).status()).isEqualTo(HealthStatus.HEALTHY);
        } else {
            assertThatThrownBy(() -> ask(settings, Answer.of(200, "")))
                    .hasMessageStartingWith("integrations[0].table: table is missing:");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {PUBLISHABLE, "eyJ.!.x", "eyJhbGciOiJub25lIn0.bm90IGpzb24.x", "another"})
    void theRootIsNeverAskedForWithAnotherKey(String key) {
        SupabaseDatabaseCheck check = SupabaseDatabaseCheck.with(PROJECT, Secret.of(key));

        assertThatThrownBy(check::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set \"table\" or \"function\"")
                .hasMessageNotContaining(key);
    }

    @Test
    void theRootIsHealthyAndSaidToBeReduced() throws Exception {
        try (StandIn supabase = StandIn.answering(Answer.of(200, ""))) {
            CheckResult result = StandIn.run(SupabaseDatabaseCheck.with(PROJECT, Secret.of(SECRET))
                    .via(Route.to(supabase.url()))
                    .build());

            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(result.details().get("reduced")).contains("no table was asked for");
            assertThat(supabase.requests().get(0).line()).isEqualTo("HEAD /rest/v1/");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "table    | a table    | table \"a table\" is not allowed; use the name of a table or view, as health",
                "table    | t?select=* | table \"t?select=*\" is not allowed; use the name of a table or view, as health",
                "column   | id,name    | column \"id,name\" is not allowed; use the name of one column, as id",
                "function | ../t       | function \"../t\" is not allowed; use the name of a function without parameters, as health",
                "schema   | a b        | schema \"a b\" is not allowed; use the name of a schema that the project exposes, as api"
            })
    void aWrongSettingIsNamed(String name, String value, String message) {
        assertThatThrownBy(() -> make(Map.of("apiKey", SECRET, name, value)))
                .hasMessage("integrations[0]." + name + ": " + message);
    }

    @Test
    void tableAndFunctionDoNotGoTogether() {
        assertThatThrownBy(() -> make(Map.of("apiKey", SECRET, "table", "a", "function", "b")))
                .hasMessage("integrations[0].function: function stands beside table; keep one of the two");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "column | function | column stands beside function, which is called whole; remove \"column\"",
                "column |          | column stands there without a table; set \"table\", or remove \"column\"",
                "schema |          | schema stands there without a table and a function; set one of the two, or remove \"schema\""
            })
    void whatWouldBeIgnoredIsRefused(String name, String beside, String message) {
        Map<String, String> settings = new LinkedHashMap<>(Map.of("apiKey", SECRET, name, "id"));
        if (beside != null) {
            settings.put(beside, "health");
        }

        assertThatThrownBy(() -> make(settings)).hasMessage("integrations[0]." + name + ": " + message);
    }

    private static String legacy(String role) {
        String payload = "{\"iss\":\"supabase\",\"role\":\"" + role + "\"}";
        return "eyJhbGciOiJIUzI1NiJ9."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(StandardCharsets.UTF_8))
                + ".c2lnbmF0dXJl";
    }

    private static Map<String, Object> all(Map<String, ?> more) {
        Map<String, Object> settings = new LinkedHashMap<>(more);
        settings.put("type", "supabase-database");
        settings.put("project", PROJECT);
        return settings;
    }

    private static void make(Map<String, ?> more) {
        StandIn.make(new SupabaseChecks(), all(more));
    }

    private static CheckResult ask(Map<String, ?> more, Answer answer) throws Exception {
        return StandIn.ask(new SupabaseChecks(), all(more), answer);
    }
}
