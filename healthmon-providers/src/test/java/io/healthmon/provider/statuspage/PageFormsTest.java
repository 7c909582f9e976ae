package io.healthmon.provider.statuspage;

import static io.healthmon.provider.statuspage.Pages.incident;
import static io.healthmon.provider.statuspage.Pages.read;
import static io.healthmon.provider.statuspage.Pages.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.HealthStatus;
import io.healthmon.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageFormsTest {

    @Test
    void anIncidentOfStatuspageIsToldWithItsStateAndLink() throws Exception {
        PageReport report = read(Pages.fixture("summary_incident.json"));

        assertThat(report.name()).isEqualTo("Example");
        assertThat(report.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(report.worst().orElseThrow().told())
                .isEqualTo("Elevated errors (investigating), https://stspg.io/example");
        assertThat(report.components()).containsOnlyKeys("api", "c1");
    }

    @Test
    void nullInPlaceOfListsIsNothing() throws Exception {
        PageReport report = read(Pages.fixture("summary_incidentio_null_lists.json"));

        assertThat(report.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(report.worst()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "none, none, HEALTHY", "none, minor, DEGRADED", "none, major, DEGRADED", "none, critical, DOWN",
        "minor, critical, DOWN", "major, none, DEGRADED", "critical, minor, DOWN", "maintenance, none, HEALTHY",
        "of-tomorrow, none, DEGRADED", "none, of-tomorrow, DEGRADED"
    })
    void theWorstOfIndicatorAndOpenIncidentsCounts(String indicator, String impact, HealthStatus expected) {
        assertThat(read(summary(indicator, incident("A", "investigating", impact)))
                        .status())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"resolved", "postmortem"})
    void whatIsOverDoesNotCount(String state) {
        PageReport report = read(summary("none", incident("A", state, "critical")));

        assertThat(report.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(report.worst()).isEmpty();
    }

    @Test
    void anOpenIncidentWithoutImpactExplainsButHarmsNothing() {
        PageReport report = read(summary("none", incident("A", "monitoring", "none")));

        assertThat(report.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(report.worst().orElseThrow().title()).isEqualTo("A");
    }

    @Test
    void anIndicatorThatNoIncidentExplainsSpeaksForItself() {
        PageReport report = read(summary("critical", incident("A", "monitoring", "minor")));

        assertThat(report.worst().orElseThrow().told())
                .isEqualTo("Partial outage (down), https://www.stripestatus.com");
        assertThat(report.all()).hasSize(2);
    }

    @Test
    void theWorstIncidentComesFirst() {
        PageReport report = read(summary(
                "minor",
                incident("A", "monitoring", "none"),
                incident("B", "identified", "minor"),
                incident("C", "identified", "critical")));

        assertThat(report.open()).extracting(PageIncident::title).containsExactly("C", "B", "A");
    }

    @Test
    void maintenanceIsGoingOnOnlyWhileItIsInProgress() {
        String page = "{\"status\":{\"indicator\":\"maintenance\"},\"scheduled_maintenances\":["
                + "{\"name\":\"Soon\",\"status\":\"scheduled\",\"impact\":\"maintenance\"},"
                + "{\"name\":\"Now\",\"status\":\"in_progress\",\"impact\":\"maintenance\"},"
                + "{\"name\":\"Then\",\"status\":\"completed\",\"impact\":\"maintenance\"}]}";
        PageReport report = read(page);

        assertThat(report.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(report.open()).hasSize(1);
        assertThat(report.worst().orElseThrow().told())
                .isEqualTo("Now (maintenance in progress), https://www.stripestatus.com");
    }

    @Test
    void componentsAreTakenByNameOrId() throws Exception {
        PageReport report = read(Pages.fixture("summary_incident.json"));

        assertThat(report.about(List.of("API")).status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(report.about(List.of("c1")).open()).hasSize(1);
        assertThat(report.unknown(List.of("API", "Dashboard"))).containsExactly("Dashboard");
        assertThat(report.unknown(List.of("Group"))).containsExactly("Group");
    }

    @Test
    void otherComponentsDoNotCount() {
        String page = "{\"status\":{\"indicator\":\"critical\"},\"components\":["
                + "{\"name\":\"API\",\"status\":\"operational\"},{\"name\":\"Dashboard\",\"status\":\"major_outage\"},"
                + "{\"name\":\"Mail\",\"status\":\"under_maintenance\"}],\"incidents\":[{\"name\":\"A\","
                + "\"status\":\"identified\",\"impact\":\"critical\",\"components\":[{\"name\":\"Dashboard\"}]}]}";

        assertThat(read(page).about(List.of("API", "Mail")).status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(read(page).about(List.of("dashboard")).status()).isEqualTo(HealthStatus.DOWN);
        assertThat(read(page).about(List.of("dashboard")).open()).hasSize(1);
    }

    @Test
    void aComponentWithoutAnIncidentSpeaksForItself() {
        String page =
                "{\"status\":{\"indicator\":\"none\"},\"components\":[{\"name\":\"API\",\"status\":\"partial_outage\"}]}";

        assertThat(read(page).about(List.of("API")).worst().orElseThrow().told())
                .startsWith("trouble with API (degraded)");
    }

    @Test
    void whatSlackSaysIsRead() throws Exception {
        PageReport report = read(Pages.fixture("status_active.json"));

        assertThat(report.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(report.worst().orElseThrow().told())
                .isEqualTo("Example incident (incident active), https://slack-status.com/2018-09/0000000000000000");
        assertThat(report.about(List.of("Apps/Integrations/APIs")).open()).hasSize(1);
        assertThat(report.about(List.of("Huddles")).open()).isEmpty();
        assertThat(read(Pages.fixture("status_ok.json")).worst()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "outage, active, DOWN",
        "incident, active, DEGRADED",
        "notice, active, HEALTHY",
        "outage, resolved, DEGRADED",
        "outage, scheduled, DEGRADED"
    })
    void theTypeOfAnIncidentOfSlackCounts(String type, String state, HealthStatus expected) {
        String page = "{\"status\":\"active\",\"active_incidents\":[{\"id\":\"7\",\"title\":\"A\",\"type\":\"" + type
                + "\",\"status\":\"" + state + "\"}]}";

        assertThat(read(page).status()).isEqualTo(expected);
    }

    @Test
    void whatGoogleSaysIsReadWithoutThePast() throws Exception {
        PageAddress dashboard = PageAddress.of("https://www.google.com/appsstatus/dashboard/");
        byte[] json = Pages.fixture("workspace_incidents.json").getBytes(StandardCharsets.UTF_8);
        PageReport report = PageForms.read(Json.read(json), dashboard).orElseThrow();

        assertThat(report.open()).hasSize(1);
        assertThat(report.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(report.worst().orElseThrow().told())
                .isEqualTo(
                        "Example open incident (service information), https://www.google.com/appsstatus/dashboard/incidents/AAAAAAAAAAAAAAAAAAAA");
        assertThat(report.about(List.of("Gmail")).open()).hasSize(1);
        assertThat(report.about(List.of("Google Calendar")).open()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SERVICE_INFORMATION, HEALTHY",
        "SERVICE_DISRUPTION, DEGRADED",
        "SERVICE_OUTAGE, DOWN",
        "AVAILABLE, HEALTHY"
    })
    void theLatestWordOfGoogleCounts(String latest, HealthStatus expected) {
        String page = "[{\"status_impact\":\"SERVICE_OUTAGE\",\"external_desc\":\"x\",\"end\":\"\",\"service_name\":"
                + "\"Multiple Products\",\"affected_products\":[{\"title\":\"Gmail\"}],\"most_recent_update\":{\"status\":\""
                + latest + "\"}}]";

        assertThat(read(page).about(List.of("Gmail")).status()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "7",
                "\"text\"",
                "null",
                "{\"status\":\"UP\"}",
                "{\"status\":{\"indicator\":null}}",
                "[{\"id\":1}]",
                "[7]"
            })
    void otherJsonIsNoPage(String json) {
        assertThat(PageForms.read(Json.read(json.getBytes(StandardCharsets.UTF_8)), Pages.STRIPE))
                .isEmpty();
    }

    @Test
    void textsAreBoundedOnOneLineAndWithoutSecrets() {
        PageReport report = read(summary(
                "none",
                incident("A\n\tB sk_" + "live_51abcdefghijklmnopqrstuv " + "x ".repeat(250), "identified", "minor")));
        String title = report.worst().orElseThrow().title();

        assertThat(title).startsWith("A B ").hasSizeBetween(119, 120).doesNotContain("51abcdefghijklmnop");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "https://a@evil.example.com/",
                "https://evil.example.com/ x",
                "//evil.example.com"
            })
    void aLinkThatPeopleShouldNotFollowIsReplacedByThePage(String link) {
        String page = "{\"status\":{\"indicator\":\"minor\"},\"incidents\":[{\"name\":\"A\",\"impact\":\"minor\","
                + "\"status\":\"identified\",\"shortlink\":\"" + link + "\"}]}";

        assertThat(read(page).worst().orElseThrow().link()).isEqualTo("https://www.stripestatus.com");
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.stripestatus.com, https://www.stripestatus.com/api/v2/summary.json, https://www.stripestatus.com",
        "https://status.example.com/, https://status.example.com/api/v2/summary.json, https://status.example.com",
        "https://status.example.com/api/v2/summary.json, https://status.example.com/api/v2/summary.json, https://status.example.com",
        "https://slack-status.com, https://slack-status.com/api/v2.0.0/current, https://slack-status.com",
        "https://www.google.com/appsstatus/dashboard/, https://www.google.com/appsstatus/dashboard/incidents.json, https://www.google.com/appsstatus/dashboard",
        "https://www.google.com/appsstatus/dashboard/incidents.json, https://www.google.com/appsstatus/dashboard/incidents.json, https://www.google.com/appsstatus/dashboard"
    })
    void whatIsReadIsFoundFromThePage(String url, String feed, String page) {
        assertThat(PageAddress.of(url)).isEqualTo(new PageAddress(feed, page));
    }

    @Test
    void aPageWithAPasswordIsRefused() {
        assertThatThrownBy(() -> PageAddress.of("https://user:hidden@status.example.com"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds a user name or a password")
                .hasMessageNotContaining("hidden");
    }
}
