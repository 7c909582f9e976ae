package io.healthmon.provider.statuspage;

import static io.healthmon.provider.statuspage.Pages.incident;
import static io.healthmon.provider.statuspage.Pages.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.service.StandIn;
import io.healthmon.provider.service.StandIn.Answer;
import io.healthmon.schedule.Schedule;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class StatusPageCheckTest {

    @Test
    void anIncidentIsToldWithItsLink() throws Exception {
        CheckResult result = ask(Pages.answer("summary_incident.json"));

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.problem().cause()).isEqualTo(Cause.SERVER_ERROR);
        assertThat(result.problem().message()).isEqualTo("Example reports: Elevated errors (investigating).");
        assertThat(result.problem().resolution()).contains("https://stspg.io/example");
        assertThat(result.problem().documentation()).isEqualTo("https://stspg.io/example");
        assertThat(result.details())
                .containsEntry("incidents", "1")
                .containsEntry("incident.1", "Elevated errors (investigating), https://stspg.io/example");
    }

    @Test
    void aPageWithoutIncidentsIsHealthy() throws Exception {
        CheckResult result = ask(Pages.answer("summary_incidentio_null_lists.json"));

        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(result.details()).containsEntry("incidents", "0");
    }

    @Test
    void anOutageIsDown() throws Exception {
        CheckResult result = ask(Answer.of(
                200, summary("none", incident("A", "identified", "minor"), incident("B", "identified", "critical"))));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().message()).isEqualTo("Stripe reports: B (identified), and 1 more.");
    }

    @Test
    void onlyTheNamedComponentsCount() throws Exception {
        Answer answer = Pages.answer("summary_incident.json");

        assertThat(ask(answer, Map.of("components", List.of("API"))).status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(ask(
                                Answer.of(200, answer.body().replace("partial_outage", "operational")),
                                Map.of("components", "api"))
                        .status())
                .isEqualTo(HealthStatus.DEGRADED);
    }

    @Test
    void aComponentThatThePageDoesNotHaveIsUnknown() throws Exception {
        CheckResult result = ask(Pages.answer("summary_incident.json"), Map.of("components", "Payouts"));

        assertThat(result.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
        assertThat(result.problem().message()).contains("no component \"Payouts\"");
        assertThat(result.problem().resolution()).contains("\"components\"", "api");
    }

    @Test
    void halfAMegabyteOfIncidentsIsRead() throws Exception {
        String past = IntStream.range(0, 1_000)
                .mapToObj(number -> "{\"status_impact\":\"SERVICE_OUTAGE\",\"end\":\"2026-01-01\",\"external_desc\":\""
                        + "x".repeat(500) + "\"}")
                .collect(Collectors.joining(",", "[", "]"));

        assertThat(ask(Answer.of(200, past)).status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | <html>Stripe is fine</html>  | ASSERTION     | is a web page.",
                "200 | ''                          | ASSERTION     | has no body.",
                "200 | {\"status\":                   | ASSERTION     | is not JSON that can be read; perhaps it broke off.",
                "200 | {\"status\":\"UP\"}             | ASSERTION     | is JSON, but not of Statuspage, Google Workspace or Slack.",
                "404 | {}                          | CONFIGURATION | the request of this check does not fit the service.",
                "503 | {}                          | SERVER_ERROR  | it is not available at the moment."
            })
    void aPageThatCannotBeReadIsSaidSo(int status, String body, Cause cause, String end) throws Exception {
        CheckResult result = ask(Answer.of(status, body));

        assertThat(result.problem().cause()).isEqualTo(cause);
        assertThat(result.problem().message())
                .contains("status page http://127.0.0.1:")
                .endsWith(end);
        assertThat(result.problem().resolution()).contains("\"url\"");
    }

    @Test
    void aPathWithSignsOfRegularExpressionsIsShownAsItIs() throws Exception {
        try (StandIn page = StandIn.answering(Answer.of(404, "{}"))) {
            CheckResult result =
                    StandIn.run(StatusPageCheck.of(page.url() + "/$1").build());

            assertThat(result.problem().message()).startsWith("The status page " + page.url() + "/$1 answers 404");
        }
    }

    @Test
    void tenMegabytesAreNotReadToTheirEnd() throws Exception {
        assertThat(ask(Answer.of(200, "[\"" + "x".repeat(10 << 20) + "\"]"))
                        .problem()
                        .message())
                .endsWith("is longer than 4 MiB, and no more is read.");
    }

    @Test
    void itBringsItsDefaults() {
        IntegrationBuilder draft = Integration.named("Stripe says");
        StandIn.make(new StatusPageChecks(), Map.of("url", "https://www.stripestatus.com"), draft);
        Integration made = draft.build();
        Integration inCode = StatusPageCheck.integration("Stripe says").build();

        assertThat(made.endpoint()).isEqualTo("https://www.stripestatus.com/api/v2/summary.json");
        assertThat(made.schedule())
                .isEqualTo(Schedule.every(Duration.ofMinutes(5)))
                .isEqualTo(inCode.schedule());
        assertThat(made.thresholds().failure())
                .isEqualTo(2)
                .isEqualTo(inCode.thresholds().failure());
        assertThat(inCode.type()).isEqualTo("status-page");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url   | status.example.com           | integrations[0].url: url",
                "url   | https://a:hidden@example.com | integrations[0].url: url \"https://example.com\" holds a user name or a password",
                "proxy | http://proxy:80              | integrations[0].proxy"
            })
    void aWrongSettingIsNamed(String name, String value, String message) {
        Map<String, Object> settings = new LinkedHashMap<>(Map.of("url", "https://status.example.com"));
        settings.put(name, value);

        assertThatThrownBy(() -> StandIn.make(new StatusPageChecks(), settings))
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("hidden");
    }

    private static CheckResult ask(Answer answer) throws Exception {
        return ask(answer, Map.of());
    }

    @Test
    void aRouteThatLeadsElsewhereIsRefused() {
        Route elsewhere = Route.to("http://localhost:8080");
        StatusPageCheck check = StatusPageCheck.of("https://status.example.com");
        StatusPage page = StatusPage.of("Shop", "https://status.example.com");

        assertThatThrownBy(() -> check.via(elsewhere)).hasMessageContaining("has an address of its own");
        assertThatThrownBy(() -> page.via(elsewhere)).hasMessageContaining("has an address of its own");
    }

    private static CheckResult ask(Answer answer, Map<String, ?> more) throws Exception {
        try (StandIn page = StandIn.answering(answer)) {
            Map<String, Object> settings = new LinkedHashMap<>(more);
            settings.put("url", page.url());
            return StandIn.run(StandIn.make(new StatusPageChecks(), settings));
        }
    }
}
