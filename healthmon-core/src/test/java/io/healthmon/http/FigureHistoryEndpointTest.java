package io.healthmon.http;

import static io.healthmon.http.HandlerFixture.bearer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.http.HandlerFixture.Answer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FigureHistoryEndpointTest {

    private static final String PATH = "/api/integrations/mail/health/history";

    private final HandlerFixture fixture = new HandlerFixture().add("Mail", integration -> integration);

    @BeforeEach
    void checkTwiceAnHourApart() {
        fixture.check("mail").answer("mail", CheckResult.down(Cause.TIMEOUT, "no answer"));
        fixture.time.freezeScheduler();
        fixture.time.advance(Duration.ofHours(2));
        fixture.check("mail");
        fixture.time.advance(Duration.ofSeconds(30));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void tellsFiguresOfHoursWithTransitionsAndGaps() {
        Answer answer = fixture.get(PATH + "?resolution=hour&from=2026-03-15T09:00:00Z", bearer("see"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.list("points")).hasSize(2);
        assertThat(answer.list("points").get(1))
                .containsEntry("at", "2026-03-15T12:00:00Z")
                .containsEntry("until", "2026-03-15T12:30:32Z")
                .containsEntry("results", 1)
                .containsEntry("failures", 1)
                .containsEntry("downMillis", 30_000)
                .containsEntry("gapMillis", 1_802_000)
                .containsKeys("successRate", "uptime", "coverage", "responseTimes", "upMillis", "maintenanceMillis");
        assertThat(answer.list("transitions"))
                .containsExactly(Map.of("at", "2026-03-15T12:30:02Z", "from", "healthy", "to", "down"));
        assertThat(answer.list("gaps"))
                .containsExactly(
                        Map.of("from", "2026-03-15T09:00:00Z", "to", "2026-03-15T10:00:00Z", "reason", "stale"),
                        Map.of("from", "2026-03-15T11:00:00Z", "to", "2026-03-15T12:00:00Z", "reason", "stale"));
    }

    @ParameterizedTest
    @CsvSource({
        "day, 2026-03-14T00:00:00Z",
        "day, 1970-01-01T00:00:00Z",
        "month, 2026-03-01T00:00:00Z",
        "hour, 2025-03-01T00:00:00Z"
    })
    void tellsNoTransitionsOfLongTimes(String resolution, String from) {
        Answer answer = fixture.get(PATH + "?resolution=" + resolution + "&from=" + from, bearer("see"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("transitions"))
                .matches(transitions -> (transitions == null) == !from.startsWith("2026-03-14"));
        assertThat(answer.list("points").stream().mapToInt(point -> (Integer) point.get("results")))
                .first()
                .isNotNull();
    }

    @Test
    void tellsTheNewestWhenThereAreMoreThanTheLimit() {
        Answer answer = fixture.get(PATH + "?resolution=hour&limit=1", bearer("see"));

        assertThat(answer.list("points")).extracting(point -> point.get("at")).containsExactly("2026-03-15T12:00:00Z");
        assertThat(answer.header("Healthmon-Truncated")).isEqualTo("true");
        assertThat(answer.list("gaps")).isEmpty();
    }

    @Test
    void streamsResultsAndFigures() {
        Answer results = fixture.get(PATH, "Authorization", "Bearer see", "Accept", "text/csv");
        Answer figures = fixture.get(
                PATH + "?resolution=day", "Authorization", "Bearer see", "Accept", "application/x-ndjson, */*;q=0.1");

        assertThat(results.response().isStreamed()).isTrue();
        assertThat(results.response().contentLength()).isEqualTo(-1);
        assertThat(results.header("Content-Type")).isEqualTo("text/csv; charset=utf-8; header=present");
        assertThat(results.text().lines()).hasSize(3);
        assertThat(figures.header("Content-Disposition")).isEqualTo("attachment; filename=\"mail-day.ndjson\"");
        assertThat(figures.text())
                .startsWith("{\"at\":\"2026-03-15T00:00:00Z\"")
                .endsWith("}\n");
    }

    @Test
    void streamsNothingTwice() {
        Answer answer = fixture.get(PATH, "Authorization", "Bearer see", "Accept", "text/csv");
        assertThat(answer.text()).isNotEmpty();

        assertThatThrownBy(answer::text).hasMessageContaining("sent once");
    }

    @Test
    void placesOfExportsAreFreeAgainWhenNobodyTookTheBytes() {
        for (int number = 0; number < 3 * Exports.MOST; number++) {
            assertThat(fixture.send("HEAD", PATH, "", "Authorization", "Bearer see", "Accept", "text/csv")
                            .status())
                    .isEqualTo(200);
            fixture.get(PATH, "Authorization", "Bearer see", "Accept", "text/csv")
                    .response()
                    .discard();
        }
    }

    @Test
    void refusesOneExportTooMany() {
        for (int number = 0; number < Exports.MOST; number++) {
            assertThat(fixture.get(PATH, "Authorization", "Bearer see", "Accept", "text/csv")
                            .status())
                    .isEqualTo(200);
        }
        Answer refused = fixture.get(PATH, "Authorization", "Bearer see", "Accept", "text/csv");

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isEqualTo("10");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/integrations/a%00b/health/history",
                "/api/integrations/mail/health/history?from=%00",
                "/api/integrations/mail/health/history?resolution=hour%00",
                "/api/reports?groupBy=%00tag",
                "/api/reports?groupBy=name",
                "/api/reports?range=1y",
                "/api/reports?range=-1",
                "/api/reports?groupBy=tag&groupBy=type"
            })
    void refusesWhatNobodyMeans(String address) {
        Answer answer = fixture.get(address, bearer("see"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void tellsFieldValueAndWhatIsAllowed() {
        assertThat(fixture.get(PATH + "?resolution=minute", bearer("see")).list("errors"))
                .containsExactly(Map.of(
                        "field",
                        "resolution",
                        "detail",
                        "\"minute\" is not allowed, use one of raw, hour, day, month"));
        assertThat((String) fixture.get(PATH + "?resolution=hour&from=2024-01-01T00:00:00Z", bearer("see"))
                        .json()
                        .get("detail"))
                .contains("2024-01-01T00:00:00Z", "400 days", "resolution=day");
    }

    @Test
    void refusesNamesOfTenThousandCharacters() {
        String name = "x".repeat(10_000);

        assertThat(fixture.get("/api/integrations/" + name + "/health/history", bearer("see"))
                        .status())
                .isEqualTo(414);
        assertThat(fixture.get("/api/reports?groupBy=" + name, bearer("see")).status())
                .isEqualTo(414);
    }
}
