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

class ReportEndpointTest {

    private final HandlerFixture fixture = new HandlerFixture()
            .add("Stripe", integration -> integration.provider("stripe").tags("money", "web"))
            .add("Paypal", integration -> integration.provider("paypal").tags("money"))
            .add("Disk", integration -> integration);

    @BeforeEach
    void check() {
        fixture.answer("paypal", CheckResult.down(Cause.TIMEOUT, "no answer")).check("stripe", "paypal");
        fixture.time.freezeScheduler();
        fixture.time.advance(Duration.ofSeconds(20));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void tellsGroupsWithTheirTrends() {
        Answer answer = fixture.get("/api/reports?groupBy=tag&range=7d", bearer("see"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json())
                .containsEntry("groupBy", "tag")
                .containsEntry("range", "7d")
                .containsEntry("resolution", "day")
                .containsEntry("from", "2026-03-09T00:00:00Z")
                .containsEntry("to", "2026-03-15T10:30:21Z");
        assertThat(answer.list("groups"))
                .extracting(group -> group.get("group"))
                .containsExactly("", "money", "web");
        Map<String, Object> money = answer.list("groups").get(1);
        assertThat(money)
                .containsEntry("members", 2)
                .containsEntry("results", 2)
                .containsEntry("failures", 1)
                .containsEntry("upMillis", 20_000)
                .containsEntry("downMillis", 20_000);
        assertThat((List<?>) money.get("trend")).hasSize(1);
    }

    @Test
    void tellsNullAndNotAHundredWhereNothingIsKnown() {
        Map<String, Object> rest = fixture.get("/api/reports?groupBy=provider", bearer("see"))
                .list("groups")
                .get(0);

        assertThat(rest)
                .containsEntry("group", "")
                .containsEntry("successRate", null)
                .containsEntry("uptime", null)
                .containsEntry("trend", List.of());
        assertThat(((Number) rest.get("coverage")).doubleValue()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"none, 1", "provider, 3", "type, 1", "tag, 3", "owner, 1"})
    void streamsAsCsv(String groupBy, int groups) {
        Answer answer = fixture.get(
                "/api/reports?range=13mo&groupBy=" + groupBy, "Authorization", "Bearer see", "Accept", "text/csv");

        assertThat(answer.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"report-" + groupBy + "-13mo.csv\"");
        assertThat(answer.text().lines().filter(line -> line.contains(",total,")))
                .hasSize(groups);
    }

    @Test
    void needsAViewer() {
        assertThat(fixture.get("/api/reports").status()).isEqualTo(401);
        assertThat(fixture.post("/api/reports", bearer("own")).status()).isEqualTo(405);
    }
}
