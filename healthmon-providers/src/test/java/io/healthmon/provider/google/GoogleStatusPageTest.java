package io.healthmon.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheckProvider;
import io.healthmon.check.HealthStatus;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.service.StandIn;
import io.healthmon.provider.service.StandIn.Answer;
import io.healthmon.provider.statuspage.StatusPage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dashboard of Google Workspace, of which each check looks at its own product alone. */
@Timeout(30)
class GoogleStatusPageTest {

    private static final String DASHBOARD = "/appsstatus/dashboard";

    private StandIn oauth;
    private StandIn google;
    private StandIn page;

    @BeforeEach
    void setUp() throws Exception {
        oauth = StandIn.answering(Answer.of(200, "{\"access_token\":\"ya29.x\",\"expires_in\":3599}"));
        google = StandIn.answering(Answer.of(503, "{}"));
        page = StandIn.answering(Answer.of(200, incidents("Gmail")));
    }

    @AfterEach
    void tearDown() {
        oauth.close();
        google.close();
        page.close();
    }

    /** What is open for a product, behind 400 KB of what is long over, for all of them. */
    private static String incidents(String product) {
        StringBuilder list = new StringBuilder("[");
        list.append(incident(product, "null", "SERVICE_OUTAGE", "Mail is late", "incidents/AAA"));
        for (int old = 0; old < 1_000; old++) {
            String name = old % 2 == 0 ? "Gmail" : "Google Calendar";
            list.append(',')
                    .append(incident(name, "\"2026-08-01T06:00:00+00:00\"", "SERVICE_OUTAGE", "Over", "incidents/B"))
                    .append(" ".repeat(150));
        }
        return list.append(']').toString();
    }

    private static String incident(String product, String end, String impact, String title, String uri) {
        return "{\"end\":" + end + ",\"external_desc\":\"**Title:**\\n" + title + "\",\"status_impact\":\"" + impact
                + "\",\"service_name\":\"Multiple Products\",\"affected_products\":[{\"title\":\"" + product
                + "\",\"id\":\"x\"}],\"most_recent_update\":{\"status\":\"" + impact + "\"},\"uri\":\"" + uri + "\"}";
    }

    static HealthCheckProvider provider(String type) {
        return type.equals("gmail") ? new GmailChecks() : new CalendarChecks();
    }

    private CheckResult run(String type, Map<String, String> more) throws Exception {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("clientId", "id");
        settings.put("clientSecret", "secret");
        settings.put("refreshToken", "1//0" + oauth.url().substring("http://127.0.0.1:".length()));
        settings.put("tokenUrl", oauth.url() + "/token");
        settings.put("baseUrl", google.url());
        settings.put("statusPage", page.url() + DASHBOARD);
        settings.putAll(more);
        return StandIn.run(StandIn.make(provider(type), settings));
    }

    @ParameterizedTest
    @CsvSource({"gmail,Gmail", "google-calendar,Google Calendar"})
    void anIncidentOfItsProductExplainsAFailure(String type, String product) throws Exception {
        page.answer(Answer.of(200, incidents(product)));
        CheckResult result = run(type, Map.of());

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.SERVER_ERROR);
        assertThat(result.details().get("statusPage"))
                .isEqualTo(product + " reports: Mail is late (service outage), " + page.url() + DASHBOARD
                        + "/incidents/AAA");
        assertThat(result.problem().resolution()).contains(product + " itself reports an incident: Mail is late");
        assertThat(page.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.line()).isEqualTo("GET " + DASHBOARD + "/incidents.json"))
                .satisfies(
                        request -> assertThat(request.header("Authorization")).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"gmail,Google Calendar,Gmail", "google-calendar,Gmail,Google Calendar"})
    void anIncidentOfAnotherProductDoesNot(String type, String other, String own) throws Exception {
        page.answer(Answer.of(200, incidents(other)));
        CheckResult result = run(type, Map.of());

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.details().get("statusPage")).startsWith(own + " reports no incident");
        assertThat(result.problem().resolution()).doesNotContain("incident");
    }

    @ParameterizedTest
    @CsvSource({"gmail,Gmail,gmail_profile.json", "google-calendar,Google Calendar,calendar_list_entry_primary.json"})
    void anIncidentMakesNoGoodCheckBadNorIsThePageRead(String type, String product, String answer) throws Exception {
        page.answer(Answer.of(200, incidents(product)));
        google.answer(Answer.of(200, StandIn.fixture(GoogleStatusPageTest.class, answer)));
        CheckResult result = run(type, Map.of());

        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(result.details()).doesNotContainKey("statusPage");
        assertThat(page.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"gmail", "google-calendar"})
    void aTokenServiceThatIsDownIsExplainedToo(String type) throws Exception {
        page.answer(Answer.of(200, incidents(type.equals("gmail") ? "Gmail" : "Google Calendar")));
        oauth.answer(Answer.of(503, "{}"));
        CheckResult result = run(type, Map.of());

        assertThat(result.problem().message()).isEqualTo("Google's token service is busy.");
        assertThat(result.details().get("statusPage")).contains("Mail is late");
    }

    @ParameterizedTest
    @CsvSource({"gmail", "google-calendar"})
    void withoutTheWishNoPageIsRead(String type) throws Exception {
        assertThat(run(type, Map.of("statusPage", "false")).details()).doesNotContainKey("statusPage");
        assertThat(page.requests()).isEmpty();
    }

    @Test
    void inCodeItIsWrittenByHand() throws Exception {
        CheckResult result = StandIn.run(StatusPage.of("Gmail", page.url() + DASHBOARD)
                .components("Gmail")
                .explain(GmailCheck.with(Provided::token)
                        .via(Route.to(google.url()))
                        .build()));

        assertThat(result.details().get("statusPage")).contains("Mail is late");
    }
}
