package io.healthmon.provider.supabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.provider.service.ServiceReader;
import io.healthmon.provider.service.StandIn;
import io.healthmon.provider.service.StandIn.Answer;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHosts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is alike for all services of a project, shown by its sign-in. */
@Timeout(30)
class SupabaseProjectTest {

    private static final String PROJECT = "abcdefghijklmnopqrst";
    private static final String KEY = "sb_publishable_abcdefghijklmnop";

    @ParameterizedTest
    @CsvSource({
        "abcdefghijklmnopqrst, https://abcdefghijklmnopqrst.supabase.co",
        "https://abcdefghijklmnopqrst.supabase.co/, https://abcdefghijklmnopqrst.supabase.co",
        "' https://data.example.com:8443/below ', https://data.example.com:8443/below",
        "http://localhost:54321, http://localhost:54321"
    })
    void aProjectIsNamedByReferenceOrAddress(String project, String home) {
        IntegrationBuilder draft = Integration.named("Tested");
        StandIn.make(new SupabaseChecks(), Map.of("type", "supabase-auth", "project", project, "apiKey", KEY), draft);

        assertThat(draft.build().endpoint()).isEqualTo(home + "/auth/v1/health");
    }

    @ParameterizedTest
    @CsvSource({
        "sb_publishable_abcdefghijklmnop, false",
        "sb_secret_abcdefghijklmnop, false",
        "eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoiYW5vbiJ9.c2lnbmF0dXJl, true",
        "another, false"
    })
    void onlyALegacyKeyIsSentAsTokenToo(String key, boolean token) throws Exception {
        try (StandIn supabase = StandIn.answering(Answer.of(200, "{}"))) {
            StandIn.run(StandIn.make(
                    new SupabaseChecks(),
                    Map.of("type", "supabase-auth", "project", PROJECT, "apiKey", key, "baseUrl", supabase.url())));

            StandIn.Request request = supabase.requests().get(0);
            assertThat(request.header("apikey")).isEqualTo(key);
            assertThat(request.header("Authorization")).isEqualTo(token ? "Bearer " + key : "");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"supabase-database", "supabase-storage", "supabase-auth"})
    void withoutAProjectItIsUnknown(String type) throws Exception {
        CheckResult result = StandIn.run(StandIn.make(
                new SupabaseChecks(), Map.of("type", type, "project", " ", "apiKey", "sb_secret_abcdefghijklmnop")));

        assertThat(result.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.CREDENTIALS_MISSING);
        assertThat(result.problem().message()).contains("\"integrations[0].project\" is missing or empty.");
        assertThat(result.problem().resolution()).contains("${SUPABASE_URL}").doesNotContain("It needs");
    }

    @Test
    void aKeyThatIsMissingIsToldWithTheRightThatItNeeds() throws Exception {
        CheckResult result = StandIn.run(StandIn.make(
                new SupabaseChecks(), Map.of("type", "supabase-database", "project", PROJECT, "table", "health")));

        assertThat(result.problem().resolution()).contains("${SUPABASE_KEY}", "It needs: SELECT on the table");
    }

    /** The two stand side by side in every file, and are swapped now and then. */
    @Test
    void aKeyInPlaceOfTheProjectIsNotShown() {
        Map<String, String> swapped = Map.of(
                "type", "supabase-auth", "project", "sb_secret_abcdefghijklmnop", "apiKey", "abcdefghijklmnopqrst");
        Secret key = Secret.of(KEY);

        assertThatThrownBy(() -> StandIn.make(new SupabaseChecks(), swapped))
                .hasMessage("integrations[0].project: project \"***\" is not allowed; use the reference of the project,"
                        + " 20 letters, or its address, as https://abcdefghijklmnopqrst.supabase.co");
        assertThatThrownBy(() -> SupabaseAuthCheck.with("sb_secret_abcdefghijklmnop", key))
                .hasMessageStartingWith("project \"***\" is not allowed;");
    }

    @Test
    void aProjectThatNobodyKnowsIsAProblemOfTheConfiguration() throws Exception {
        CheckResult result = StandIn.run(SupabaseAuthCheck.with("https://no-such-project.invalid", Secret.of(KEY))
                .build());

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().message()).startsWith("The host name no-such-project.invalid is not known.");
        assertThat(result.problem().resolution())
                .contains("Compare \"project\" with the reference in the dashboard: Settings > General.");
        assertThat(result.problem().documentation()).isEqualTo("https://supabase.com/dashboard/projects");
        assertThat(result.details()).containsKey("phase.total");
    }

    @ParameterizedTest
    @CsvSource({"true,CONFIGURATION,The Supabase project is wrong", "false,DNS,is not known."})
    void aNameServerThatMayNotHaveAnsweredIsNoProblemOfTheConfiguration(boolean certain, Cause cause, String said) {
        CheckResult plain = CheckResult.down(Cause.DNS, "The host name x is not known.");
        CheckResult result = new ServiceReader(
                        SupabaseAuthCheck.SERVICE, AuthErrors.TABLE, (shape, answer) -> CheckResult.healthy())
                .unknownHost(plain, certain);

        assertThat(result.problem().cause()).isEqualTo(cause);
        assertThat(result.problem().message())
                .startsWith("The host name x is not known.")
                .contains(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "project | my project                       | project holds white space or characters that no project has; copy it again, on one line",
                "project | example.com                      | project \"example.com\" is not allowed; use the reference of the project, 20 letters, or its address, as https://abcdefghijklmnopqrst.supabase.co",
                "project | https://x.supabase.co/rest/v1    | project holds the path of one of its services; leave scheme, host and port",
                "project | https://u:p@x.supabase.co        | project \"https://x.supabase.co\" holds a user name, a query or a fragment; leave scheme, host, port and path",
                "apiKey  | sbp_0123456789abcdef0123          | apiKey \"sbp_…\" is a personal access token, which cannot be used here; use a publishable key (sb_publishable_…), a secret key (sb_secret_…) or a legacy one (eyJ…)",
                "apiKey  | postgresql://u:0123456789abcdef@h | apiKey \"postgres…\" is the address of a database, which cannot be used here; use a publishable key (sb_publishable_…), a secret key (sb_secret_…) or a legacy one (eyJ…)"
            })
    void aWrongSettingIsNamed(String name, String value, String message) {
        assertThatThrownBy(() -> StandIn.make(new SupabaseChecks(), Map.of("type", "supabase-auth", name, value)))
                .hasMessage("integrations[0]." + name + ": " + message)
                .hasMessageNotContaining("0123456789abcdef");
    }

    @Test
    void anAddressInTheClearIsRefused() {
        Secret key = Secret.of(KEY);

        assertThatThrownBy(() -> SupabaseAuthCheck.with("http://data.example.com", key))
                .hasMessageStartingWith("project \"http://data.example.com\" would send the credential in the clear");
    }

    @Test
    void aKeyThatIsBoundToOtherHostsIsNotSent() {
        Secret bound = Secret.of(KEY).boundTo(SecretHosts.of(List.of("data.example.com")));
        SupabaseAuthCheck elsewhere = SupabaseAuthCheck.with(PROJECT, bound);

        assertThatThrownBy(elsewhere::build)
                .hasMessageContaining("data.example.com")
                .hasMessageNotContaining(KEY);
        assertThat(SupabaseAuthCheck.with("https://data.example.com", bound).build())
                .isNotNull();
    }
}
