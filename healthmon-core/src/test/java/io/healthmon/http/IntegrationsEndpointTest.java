package io.healthmon.http;

import static io.healthmon.http.HandlerFixture.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.check.Problem;
import io.healthmon.http.HandlerFixture.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntegrationsEndpointTest {

    private final HandlerFixture fixture = new HandlerFixture()
            .add(
                    "Search",
                    integration -> integration.type("http").provider("acme").tags("shop", "eu"))
            .add(
                    "CRM Platform",
                    integration -> integration.type("http").owner("anna").critical())
            .add("Backup", integration -> integration.type("tcp").tags("ops").failureThreshold(3))
            .add("Auth", integration -> integration.provider("acme").dependsOn("search"));

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void listsTheWorstFirstThenByName() {
        fixture.answer("search", CheckResult.down(Cause.TIMEOUT, "no answer")).check("search", "crm-platform", "auth");

        assertThat(names(fixture.get("/api/integrations", bearer("see"))))
                .containsExactly("Search", "Backup", "Auth", "CRM Platform");
    }

    @Test
    void summarizesAllThatMatchNotThePage() {
        fixture.check("search", "crm-platform");
        Answer answer = fixture.get("/api/integrations?limit=1", bearer("see"));

        assertThat(answer.list("integrations")).hasSize(1);
        assertThat(answer.object("summary"))
                .isEqualTo(Map.of(
                        "total", 4, "healthy", 2, "degraded", 0, "down", 0, "unknown", 2, "averageResponseTime", 12));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=healthy|CRM Platform",
                "status=healthy&status=unknown&type=tcp|Backup",
                "type=http&provider=acme|Search",
                "tag=ops&tag=eu|Backup,Search",
                "owner=anna|CRM Platform",
                "owner=nobody|",
                "tag=|Auth,Backup,Search,CRM Platform"
            })
    void filters(String example) {
        fixture.check("crm-platform");
        String[] parts = example.split("\\|", -1);
        Answer answer = fixture.get("/api/integrations?" + parts[0], bearer("see"));

        assertThat(String.join(",", names(answer))).isEqualTo(parts[1]);
    }

    @Test
    void pagesThroughEverythingOnce() {
        List<String> seen = new ArrayList<>();
        Object cursor = "";
        while (cursor != null) {
            Answer page = fixture.get("/api/integrations?limit=3&cursor=" + cursor, bearer("see"));
            seen.addAll(names(page));
            cursor = page.json().get("nextCursor");
        }

        assertThat(seen).containsExactly("Auth", "Backup", "CRM Platform", "Search");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=1001",
                "limit=many",
                "limit=%D9%A5",
                "limit=%2B5",
                "limit=1&limit=2",
                "cursor=%21",
                "cursor=YQ",
                "status=up"
            })
    void refusesParametersThatCannotBeUsedByName(String query) {
        Answer answer = fixture.get("/api/integrations?" + query, bearer("see"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.list("errors").get(0)).containsEntry("field", query.substring(0, query.indexOf('=')));
    }

    @Test
    void showsAnIntegrationThatWasNeverChecked() {
        Answer answer = fixture.get("/api/integrations/auth/health", bearer("see"));

        assertThat(answer.text())
                .isEqualTo("{\"id\":\"auth\",\"name\":\"Auth\",\"type\":null,\"provider\":\"acme\","
                        + "\"status\":\"unknown\",\"since\":null,\"lastCheckAt\":null,\"lastSuccessAt\":null,"
                        + "\"responseTime\":null,\"consecutiveFailures\":0,\"suspect\":false,\"stale\":false,"
                        + "\"stuck\":false,\"enabled\":true,\"paused\":false,\"shadow\":false,\"inMaintenance\":false,"
                        + "\"flapping\":false,\"successRate24h\":null,\"uptime30d\":null,\"responseTimes24h\":"
                        + "{\"avg\":null,\"min\":null,\"max\":null,\"p50\":null,\"p95\":null,\"p99\":null},"
                        + "\"error\":null,\"tags\":[],\"critical\":false,\"dependsOn\":[\"search\"],"
                        + "\"nextCheckAt\":null}");
    }

    @Test
    void showsFiguresAndWhatIsWrong() {
        fixture.check("search").check("search");
        fixture.answer(
                        "search",
                        CheckResult.down(new Problem(Cause.DNS, "no such host", "mend the name", "https://x.test")))
                .check("search");
        Answer answer = fixture.get("/api/integrations/search/health", bearer("see"));

        assertThat(answer.json())
                .containsEntry("status", "down")
                .containsEntry("since", "2026-03-15T10:30:03Z")
                .containsEntry("lastSuccessAt", "2026-03-15T10:30:02Z")
                .containsEntry("responseTime", 12)
                .containsEntry("consecutiveFailures", 1)
                .containsEntry("tags", List.of("shop", "eu"));
        assertThat(((Number) answer.json().get("successRate24h")).doubleValue()).isEqualTo(66.67);
        assertThat(answer.object("responseTimes24h")).containsEntry("max", 12);
        assertThat(answer.object("error"))
                .isEqualTo(Map.of(
                        "cause", "dns",
                        "message", "no such host",
                        "resolution", "mend the name",
                        "documentation", "https://x.test",
                        "since", "2026-03-15T10:30:03Z"));
    }

    @Test
    void showsCircumstances() {
        fixture.answer("backup", CheckResult.down(Cause.CONNECT, "refused")).check("backup");
        fixture.monitor().pause("auth", Duration.ofHours(1));
        fixture.monitor().disable("search");

        assertThat(fixture.get("/api/integrations/backup/health", bearer("see")).json())
                .containsEntry("suspect", true)
                .containsEntry("consecutiveFailures", 1);
        assertThat(fixture.get("/api/integrations/auth/health", bearer("see")).json())
                .containsEntry("paused", true);
        assertThat(fixture.get("/api/integrations/search/health", bearer("see")).json())
                .containsEntry("enabled", false);
    }

    @Test
    void saysStaleAndUnknownWhenTheResultIsTooOld() {
        fixture.check("search");
        fixture.time.advance(Duration.ofMinutes(3));

        assertThat(fixture.get("/api/integrations/search/health", bearer("see")).json())
                .containsEntry("stale", true)
                .containsEntry("status", "unknown");
        assertThat(names(fixture.get("/api/integrations?status=healthy", bearer("see"))))
                .isEmpty();
    }

    @Test
    void tellsWhenAnIntegrationThatWasNeverCheckedIsDue() {
        fixture.time.freezeScheduler();
        fixture.monitor().start();
        Answer answer = fixture.get("/api/integrations/auth/health", bearer("see"));

        assertThat(answer.json()).containsEntry("lastCheckAt", null);
        assertThat((String) answer.json().get("nextCheckAt")).startsWith("2026-03-15T10:3");
    }

    @Test
    void tellsSinceWhenAResultIsTooOld() {
        fixture.check("search");
        fixture.time.freezeScheduler();
        fixture.time.advance(Duration.ofMinutes(5));

        assertThat(fixture.get("/api/integrations/search/health", bearer("see")).json())
                .containsEntry("status", "unknown")
                .containsEntry("since", "2026-03-15T10:32:01Z");
    }

    @Test
    void hasTheOrderOfTheSnapshotWhateverTheCaseOfTheNames() {
        for (String name : List.of("zeta", "Beta", "alpha", "ALPHA 2")) {
            fixture.monitor().add(Integration.named(name), context -> CheckResult.healthy());
        }
        List<String> names = names(fixture.get("/api/integrations", bearer("see")));

        assertThat(names)
                .containsExactly("alpha", "ALPHA 2", "Auth", "Backup", "Beta", "CRM Platform", "Search", "zeta")
                .isEqualTo(fixture.monitor().health().integrations().stream()
                        .map(health -> health.integration().name())
                        .toList());
    }

    @Test
    void tellsTheCallersRole() {
        assertThat(fixture.get("/api/integrations", bearer("run")).header("Healthmon-Role"))
                .isEqualTo("operator");
    }

    private static List<String> names(Answer answer) {
        return answer.list("integrations").stream()
                .map(integration -> (String) integration.get("name"))
                .toList();
    }
}
