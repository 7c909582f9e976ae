package io.healthmon.http;

import static io.healthmon.http.HandlerFixture.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.http.HandlerFixture.Answer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrometheusEndpointTest {

    private static final String ODD = "Back\\slash \"quote\" <&> größe";

    private final HandlerFixture fixture = new HandlerFixture()
            .add("Stripe", integration -> integration.type("payment").provider("stripe"))
            .add(ODD, integration -> integration.id("odd"));

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void isReadByAStrictReaderOfTheTextFormat() {
        fixture.check("stripe", "odd");
        Answer answer = fixture.get("/metrics", bearer("see"));

        assertThat(answer.header("Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        ExpositionParser metrics = ExpositionParser.text(answer.text());
        assertThat(metrics.typeOf("healthmon_checks_total")).isEqualTo("counter");
        assertThat(metrics.value("healthmon_application_info", "version", "1.0.0", "environment", "production"))
                .isEqualTo(1);
        assertThat(metrics.labelsOf("healthmon_status"))
                .contains(Map.of("id", "odd", "name", ODD, "type", "", "provider", "", "status", "healthy"));
    }

    @Test
    void isReadByAStrictReaderOfOpenMetricsForThoseWhoPreferThat() {
        fixture.check("stripe", "odd");
        Answer answer = fixture.get(
                "/metrics",
                "Authorization",
                "Bearer see",
                "Accept",
                "application/openmetrics-text;version=1.0.0;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1");

        assertThat(answer.header("Content-Type"))
                .isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
        ExpositionParser metrics = ExpositionParser.openMetrics(answer.text());
        assertThat(metrics.typeOf("healthmon_checks")).isEqualTo("counter");
        assertThat(metrics.typeOf("healthmon_application")).isEqualTo("info");
    }

    @Test
    void tellsTheStatusAsOneOfAll() {
        fixture.answer("stripe", CheckResult.down(Cause.TIMEOUT, "no answer")).check("stripe");
        ExpositionParser metrics = metrics();

        String[] stripe = {"id", "stripe", "name", "Stripe", "type", "payment", "provider", "stripe", "status", ""};
        stripe[9] = "down";
        assertThat(metrics.value("healthmon_status", stripe)).isEqualTo(1);
        for (String other : new String[] {"healthy", "degraded", "unknown"}) {
            stripe[9] = other;
            assertThat(metrics.value("healthmon_status", stripe)).isZero();
        }
        assertThat(metrics.value("healthmon_consecutive_failures", "id", "stripe"))
                .isEqualTo(1);
        assertThat(metrics.value("healthmon_integrations", "status", "down")).isEqualTo(1);
    }

    @Test
    void usesSecondsAndRatios() {
        fixture.check("stripe");
        fixture.answer("stripe", CheckResult.down(Cause.TIMEOUT, "no answer")).check("stripe");
        ExpositionParser metrics = metrics();

        double lastCheck = HandlerFixture.START.plusSeconds(2).toEpochMilli() / 1_000.0;
        assertThat(metrics.value("healthmon_response_time_seconds", "id", "stripe"))
                .isEqualTo(0.012);
        assertThat(metrics.value("healthmon_response_time_quantile_seconds", "id", "stripe", "quantile", "0.95"))
                .isBetween(0.0115, 0.0125);
        assertThat(metrics.value("healthmon_last_check_timestamp_seconds", "id", "stripe"))
                .isEqualTo(lastCheck);
        assertThat(metrics.value("healthmon_last_success_timestamp_seconds", "id", "stripe"))
                .isEqualTo(lastCheck - 1);
        assertThat(metrics.value("healthmon_success_ratio", "id", "stripe")).isEqualTo(0.5);
        assertThat(metrics.value("healthmon_uptime_ratio", "id", "stripe")).isEqualTo(0.5);
    }

    @Test
    void countsChecksByWhatTheySaw() {
        fixture.check("stripe").check("stripe");
        fixture.answer("stripe", CheckResult.down(Cause.TIMEOUT, "no answer")).check("stripe");
        ExpositionParser metrics = metrics();

        assertThat(metrics.value("healthmon_checks_total", "id", "stripe", "status", "healthy"))
                .isEqualTo(2);
        assertThat(metrics.value("healthmon_checks_total", "id", "stripe", "status", "down"))
                .isEqualTo(1);
        assertThat(metrics.value("healthmon_checks_total", "id", "stripe", "status", "unknown"))
                .isZero();
    }

    @Test
    void saysNothingOfWhatIsNotKnown() {
        ExpositionParser metrics = metrics();

        assertThat(metrics.labelsOf("healthmon_response_time_seconds")).isEmpty();
        assertThat(metrics.labelsOf("healthmon_success_ratio")).isEmpty();
        assertThat(metrics.labelsOf("healthmon_last_check_timestamp_seconds")).isEmpty();
        assertThat(metrics.value("healthmon_stale", "id", "stripe")).isZero();
    }

    @Test
    void marksWhatIsPausedAndWhatIsStale() {
        fixture.check("stripe");
        fixture.monitor().pause("odd", Duration.ofHours(1));
        fixture.time.advance(Duration.ofMinutes(30));
        ExpositionParser metrics = metrics();

        assertThat(metrics.value("healthmon_active", "id", "odd")).isZero();
        assertThat(metrics.value("healthmon_active", "id", "stripe")).isEqualTo(1);
        assertThat(metrics.value("healthmon_stale", "id", "stripe")).isEqualTo(1);
    }

    @Test
    void tellsHowTheMonitorItselfIs() {
        fixture.check("stripe");
        ExpositionParser metrics = metrics();

        assertThat(metrics.value("healthmon_scheduler_missed_total")).isZero();
        assertThat(metrics.value("healthmon_store_failing")).isZero();
        assertThat(metrics.value("healthmon_store_dropped_results_total")).isZero();
        assertThat(metrics.value("healthmon_store_written_results_total")).isEqualTo(1);
        assertThat(metrics.value("healthmon_start_time_seconds"))
                .isEqualTo(HandlerFixture.START.toEpochMilli() / 1_000.0);
    }

    @Test
    void comesInTheSameOrderWhateverTheStatus() {
        fixture.check("stripe", "odd");
        fixture.answer("stripe", CheckResult.down(Cause.TIMEOUT, "no answer")).check("stripe");

        assertThat(metrics().labelsOf("healthmon_consecutive_failures"))
                .containsExactly(Map.of("id", "odd"), Map.of("id", "stripe"));
    }

    @Test
    void runsNoCheckAndIsForViewers() {
        assertThat(fixture.get("/metrics").status()).isEqualTo(401);
        assertThat(fixture.get("/metrics", bearer("send")).status()).isEqualTo(403);
        assertThat(fixture.get("/metrics", bearer("see")).status()).isEqualTo(200);
        assertThat(fixture.runs).hasValue(0);
    }

    @Test
    void isNothingForThoseWhoWantJson() {
        Answer answer = fixture.get("/metrics", "Authorization", "Bearer see", "Accept", "application/json");

        assertThat(answer.status()).isEqualTo(406);
    }

    private ExpositionParser metrics() {
        return ExpositionParser.text(fixture.get("/metrics", bearer("see")).text());
    }
}
