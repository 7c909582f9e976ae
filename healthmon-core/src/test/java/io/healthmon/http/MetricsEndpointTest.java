package io.healthmon.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.http.HandlerFixture.Answer;
import io.healthmon.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsEndpointTest {

    private static final String GOOD =
            "{\"metrics\":[{\"kind\":\"duration\",\"name\":\"page_load\",\"value\":1234,\"labels\":{\"route\":\"/x\"}},"
                    + "{\"kind\":\"outcome\",\"name\":\"sms\",\"value\":false},"
                    + "{\"kind\":\"count\",\"name\":\"errors\",\"value\":2},"
                    + "{\"kind\":\"gauge\",\"name\":\"credit\",\"value\":12.5}]}";

    private final HandlerFixture fixture = new HandlerFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private Answer post(String token, String body) {
        return fixture.send(
                "POST", "/api/metrics", body, "Authorization", "Bearer " + token, "Content-Type", "application/json");
    }

    @Test
    void takesWhatWasMeasured() {
        Answer answer = post("send", GOOD);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json()).containsEntry("accepted", 4);
        assertThat(fixture.monitor()
                        .metrics()
                        .window("page_load", Map.of("route", "/x"), Duration.ofHours(1))
                        .max())
                .hasValue(1234);
    }

    @ParameterizedTest
    @CsvSource({"send, 202", "see, 403", "run, 202", "own, 202", "wrong, 401"})
    void isForIngestsOperatorsAndAdmins(String token, int status) {
        assertThat(post(token, GOOD).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/metrics",
        "GET, /api/integrations",
        "POST, /api/integrations/mail/health/check",
        "GET, /api/integrations/mail/health/history"
    })
    void anIngestMayDoNothingElse(String method, String path) {
        fixture.add("Mail", integration -> integration);
        assertThat(fixture.send(method, path, "", HandlerFixture.bearer("send")).status())
                .isEqualTo(403);
    }

    @Test
    void anIngestSeesNoMoreOfTheHealthThanAnybody() {
        fixture.add("Mail", integration -> integration).check("mail");

        assertThat(fixture.get("/health", HandlerFixture.bearer("see")).object("checks"))
                .isNotEmpty();
        assertThat(fixture.get("/health", HandlerFixture.bearer("send")).object("checks"))
                .isEqualTo(fixture.get("/health").object("checks"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'kind':'timer','name':'a','value':1 | metrics[0].kind",
                "'name':'a','value':1 | metrics[0].kind",
                "'kind':'count','value':1 | metrics[0].name",
                "'kind':'count','name':'a b','value':1 | metrics[0].name",
                "'kind':'count','name':'a\\u0000','value':1 | metrics[0].name",
                "'kind':'count','name':'other','value':1 | metrics[0].kind",
                "'kind':'count','name':'a' | metrics[0].value",
                "'kind':'count','name':'a','value':1.5 | metrics[0].value",
                "'kind':'count','name':'a','value':-1 | metrics[0].value",
                "'kind':'duration','name':'a','value':-1 | metrics[0].value",
                "'kind':'duration','name':'a','value':1e12 | metrics[0].value",
                "'kind':'gauge','name':'a','value':'NaN' | metrics[0].value",
                "'kind':'gauge','name':'a','value':'Infinity' | metrics[0].value",
                "'kind':'gauge','name':'a','value':1e19 | metrics[0].value",
                "'kind':'outcome','name':'a','value':7 | metrics[0].value",
                "'kind':'count','name':'a','value':1,'labels':[] | metrics[0].labels",
                "'kind':'count','name':'a','value':1,'labels':{'b':'\\u0000'} | metrics[0].labels",
                "'kind':'count','name':'a','value':1,'at':'2099-01-01T00:00:00Z' | metrics[0].at"
            })
    void namesTheFieldThatCannotBeUsed(String entry, String field) {
        Answer answer = post("send", "{\"metrics\":[{" + entry.replace('\'', '"') + "}]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.list("errors"))
                .extracting(error -> error.get("field"))
                .containsExactly(field);
        assertThat(fixture.monitor().metrics().series()).isEmpty();
    }

    @Test
    void refusesANameOfTenThousandCharacters() {
        Answer answer = post(
                "send", "{\"metrics\":[{\"kind\":\"count\",\"name\":\"" + "a".repeat(10_000) + "\",\"value\":1}]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).hasSizeLessThan(1_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | 400",
                "`` | 400",
                "[] | 400",
                "{\"metrics\":[]} | 400",
                "{\"metrics\":7} | 400",
                "{\"metrics\":[7]} | 400",
                "{\"more\":1} | 400"
            })
    void refusesBodiesOfAnotherForm(String body, int status) {
        assertThat(post("send", body == null ? "" : body).status()).isEqualTo(status);
    }

    @Test
    void refusesMoreThanAHundredAndRecordsNone() {
        String entry = "{\"kind\":\"count\",\"name\":\"a\",\"value\":1}";
        Answer answer = post("send", "{\"metrics\":[" + (entry + ",").repeat(100) + entry + "]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("from 1 to 100");
        assertThat(fixture.monitor().metrics().series()).isEmpty();
    }

    @Test
    void recordsNothingWhenOneIsWrong() {
        String body = GOOD.replace("12.5", "\"much\"");

        assertThat(post("send", body).status()).isEqualTo(400);
        assertThat(fixture.monitor().metrics().series()).isEmpty();
    }

    @Test
    void refusesANameOfTwoKinds() {
        Answer answer = post(
                "send",
                "{\"metrics\":[{\"kind\":\"count\",\"name\":\"a\",\"value\":1},"
                        + "{\"kind\":\"gauge\",\"name\":\"a\",\"value\":1}]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("metrics[1].kind", "is a count and no gauge");
    }

    @Test
    void refusesAnotherMediaType() {
        assertThat(fixture.send("POST", "/api/metrics", GOOD, HandlerFixture.bearer("send"))
                        .status())
                .isEqualTo(415);
    }

    @Test
    void showsWhatThereIsWithItsWindowsAndThresholds() {
        post("send", GOOD);
        Answer answer = fixture.get("/api/metrics", HandlerFixture.bearer("see"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.list("metrics"))
                .extracting(metric -> metric.get("name"))
                .containsExactly("credit", "errors", "page_load", "sms");
        assertThat(answer.list("thresholds")).hasSize(15);
        assertThat(answer.list("thresholds").stream()
                        .filter(threshold -> threshold.get("id").equals("credit"))
                        .findFirst()
                        .orElseThrow())
                .containsEntry("exceeded", true)
                .containsKeys("value", "below", "window", "minimumSample", "samples");
        assertThat(answer.json()).containsEntry("activeUsers", 0).containsEntry("overflowed", 0);
    }

    @Test
    void showsOneNameAlone() {
        post("send", GOOD);

        List<Map<String, Object>> metrics = fixture.get("/api/metrics?name=sms", HandlerFixture.bearer("see"))
                .list("metrics");
        assertThat(metrics).hasSize(1);
        assertThat(metrics.get(0).get("lastHour").toString()).contains("failures=1", "successRate=0");
    }

    @Test
    void showsNoSecretOfALabel() {
        String body =
                "{\"metrics\":[{\"kind\":\"count\",\"name\":\"a\",\"value\":1,\"labels\":{\"password\":\"hunter2\"}}]}";

        assertThat(post("send", body).status()).isEqualTo(202);
        assertThat(fixture.get("/api/metrics", HandlerFixture.bearer("see")).text())
                .contains("password")
                .doesNotContain("hunter2");
    }

    @Test
    void theTokenOfAnIngestIsSetLikeOthers() {
        assertThat(BearerTokens.none()
                        .with(Secret.of("x"), Role.INGEST, "pages")
                        .toString())
                .isEqualTo("BearerTokens[1]");
        assertThat(Role.INGEST.includes(Role.VIEWER)).isFalse();
        assertThat(Role.VIEWER.includes(Role.INGEST)).isFalse();
        assertThat(Role.ADMIN.includes(Role.INGEST)).isTrue();
    }
}
