package io.healthmon.http;

import static io.healthmon.http.HandlerFixture.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.http.HandlerFixture.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryEndpointTest {

    private static final String PATH = "/api/integrations/mail/health/history";

    private final HandlerFixture fixture = new HandlerFixture().add("Mail", integration -> integration);

    @BeforeEach
    void checkThrice() {
        fixture.check("mail")
                .answer("mail", CheckResult.down(Cause.TIMEOUT, "no answer"))
                .check("mail")
                .check("mail");
        fixture.time.advance(Duration.ofSeconds(1));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void tellsPointsAndTransitionsOfTheLastDay() {
        Answer answer = fixture.get(PATH, bearer("see"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).containsOnlyKeys("points", "transitions", "gaps");
        assertThat(answer.list("points")).hasSize(3);
        assertThat(answer.list("points").get(1))
                .isEqualTo(Map.of(
                        "at", "2026-03-15T10:30:02Z",
                        "status", "down",
                        "responseTime", 12,
                        "cause", "timeout",
                        "message", "no answer"));
        assertThat(answer.list("transitions"))
                .containsExactly(Map.of("at", "2026-03-15T10:30:02Z", "from", "healthy", "to", "down"));
        assertThat(answer.list("gaps")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "from=2026-03-15T10:30:02Z, 2",
        "to=2026-03-15T10:30:02Z, 1",
        "from=2026-03-15T11:30:02%2B01:00, 2",
        "from=2026-03-15T10:30:02Z&to=2026-03-15T10:30:02Z, 0",
        "resolution=raw, 3"
    })
    void tellsWhatLiesFromUntil(String query, int points) {
        assertThat(fixture.get(PATH + "?" + query, bearer("see")).list("points"))
                .hasSize(points);
    }

    @Test
    void tellsTheNewestWhenThereAreMoreThanTheLimitAndSaysSo() {
        Answer answer = fixture.get(PATH + "?limit=2", bearer("see"));

        assertThat(answer.list("points"))
                .extracting(point -> point.get("at"))
                .containsExactly("2026-03-15T10:30:02Z", "2026-03-15T10:30:03Z");
        assertThat(answer.header("Healthmon-Truncated")).isEqualTo("true");
        assertThat(fixture.get(PATH + "?limit=3", bearer("see")).header("Healthmon-Truncated"))
                .isNull();
    }

    @Test
    void tellsFromWhenOnNothingIsKnownUntilNow() {
        fixture.time.freezeScheduler();
        fixture.time.advance(Duration.ofMinutes(10));

        assertThat(fixture.get(PATH, bearer("see")).list("gaps"))
                .containsExactly(Map.of("from", "2026-03-15T10:32:03Z", "to", "2026-03-15T10:40:04Z"));
        assertThat(fixture.get(PATH + "?to=2026-03-15T10:35:00Z", bearer("see")).list("gaps"))
                .containsExactly(Map.of("from", "2026-03-15T10:32:03Z", "to", "2026-03-15T10:35:00Z"));
        assertThat(fixture.get(PATH + "?to=2026-03-15T12:00:00Z", bearer("see")).list("gaps"))
                .containsExactly(Map.of("from", "2026-03-15T10:32:03Z", "to", "2026-03-15T10:40:04Z"));
        assertThat(fixture.get(PATH + "?from=2026-03-15T10:36:00Z", bearer("see"))
                        .list("gaps"))
                .containsExactly(Map.of("from", "2026-03-15T10:36:00Z", "to", "2026-03-15T10:40:04Z"));
    }

    @Test
    void knowsNoGapInTheTimeToCome() {
        assertThat(fixture.get(PATH + "?from=2026-03-15T11:00:00Z&to=2026-03-15T12:00:00Z", bearer("see"))
                        .list("gaps"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=2026-03-15T10:30:02Z", "limit=2"})
    void tellsATransitionWithWhichTheSpanBegins(String query) {
        assertThat(fixture.get(PATH + "?" + query, bearer("see")).list("transitions"))
                .containsExactly(Map.of("at", "2026-03-15T10:30:02Z", "from", "healthy", "to", "down"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=2026-03-16T00:00:00Z&to=2026-03-15T00:00:00Z",
                "from=2030-01-01T00:00:00Z",
                "from=yesterday",
                "from=2026-03-15",
                "to=%2B999999999-12-31T23:59:59Z",
                "to=1969-12-31T23:59:59Z",
                "from=1970-01-01T00:00:00Z",
                "resolution=day&from=1900-01-01T00:00:00Z",
                "resolution=day&from=1970-01-01T00:00:00Z&to=2070-01-02T00:00:00Z",
                "resolution=hour&from=2025-01-01T00:00:00Z",
                "resolution=HOUR",
                "limit=-1",
                "resolution=minute",
                "limit=10001"
            })
    void refusesWhatMakesNoSense(String query) {
        Answer answer = fixture.get(PATH + "?" + query, bearer("see"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(List.of("from", "to", "resolution", "limit"))
                .contains((String) answer.list("errors").get(0).get("field"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "application/json;q=0"})
    void hasNothingButJsonCsvAndNdjson(String accept) {
        assertThat(fixture.get(PATH, "Authorization", "Bearer see", "Accept", accept)
                        .status())
                .isEqualTo(406);
    }

    @Test
    void knowsNoOtherIntegration() {
        assertThat(fixture.get(PATH.replace("mail", "nothing"), bearer("see")).status())
                .isEqualTo(404);
    }
}
