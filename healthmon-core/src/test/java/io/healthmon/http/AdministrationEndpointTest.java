package io.healthmon.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.http.HandlerFixture.Answer;
import io.healthmon.store.AuditLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdministrationEndpointTest {

    private static final String SHOP =
            "{\"name\":\"Shop\",\"type\":\"tcp\",\"host\":\"127.0.0.1\",\"port\":1,\"interval\":\"1m\"}";

    private final HandlerFixture fixture = new HandlerFixture().add("Mail", integration -> integration);

    @BeforeEach
    void start() {
        fixture.monitor().start();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Answer send(String method, String path, String body, String... more) {
        List<String> headers =
                new ArrayList<>(List.of("Authorization", "Bearer own", "Content-Type", "application/json"));
        headers.addAll(Arrays.asList(more));
        return fixture.send(method, path, body, headers.toArray(String[]::new));
    }

    private Answer create(String body) {
        return send("POST", "/api/integrations", body);
    }

    private Answer patch(String body, String... more) {
        return send("PATCH", "/api/integrations/mail", body, more);
    }

    private static String with(String setting) {
        String rest = setting.contains("\"interval\"") ? SHOP.replace(",\"interval\":\"1m\"", "") : SHOP;
        return rest.substring(0, rest.length() - 1) + "," + setting + "}";
    }

    private static void refuses(Answer answer, String field) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.list("errors"))
                .extracting(error -> error.get("field"))
                .containsExactly(field);
    }

    @Test
    void aCreatedIntegrationIsAnsweredLikeAnyOther() {
        Answer answer = create(SHOP);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/api/integrations/shop");
        Answer health = fixture.get("/api/integrations/shop/health", HandlerFixture.bearer("see"));
        assertThat(answer.json()).isEqualTo(health.json()).containsEntry("status", "unknown");
    }

    @Test
    void whoDidItStandsInTheAuditLog() {
        create(SHOP);
        Answer list = fixture.get("/api/integrations", HandlerFixture.bearer("see"));
        assertThat(list.list("integrations")).hasSize(2);
        patch("{\"timeout\":\"1s\"}");
        send("POST", "/api/integrations/mail/pause", "{\"duration\":\"30m\"}");
        send("DELETE", "/api/integrations/shop", "");
        List<AuditLog.Entry> entries = fixture.audit();
        assertThat(entries)
                .extracting(entry -> entry.actor() + " " + entry.action() + " " + entry.subject())
                .containsExactly(
                        "ada integration-delete shop",
                        "ada integration-pause mail",
                        "ada integration-change mail",
                        "ada integration-create shop");
        assertThat(entries.get(2).details()).isEqualTo("timeout 5s -> 1s");
    }

    @ParameterizedTest
    @CsvSource({"see", "run", "send", "wrong"})
    void isForAdminsAlone(String token) {
        for (String call : List.of(
                "POST /api/integrations",
                "GET /api/integrations/mail",
                "PATCH /api/integrations/mail",
                "DELETE /api/integrations/mail",
                "POST /api/integrations/mail/pause",
                "POST /api/integrations/mail/resume")) {
            String[] parts = call.split(" ", 2);
            Answer answer = fixture.send(parts[0], parts[1], "{}", HandlerFixture.bearer(token));
            assertThat(answer.status()).as(call).isEqualTo(token.equals("wrong") ? 401 : 403);
        }
        assertThat(fixture.audit()).isEmpty();
    }

    @Test
    void whatIsTakenIsAConflict() {
        assertThat(create(SHOP).status()).isEqualTo(201);
        assertThat(create(SHOP).status()).isEqualTo(409);
        assertThat(create(SHOP.replace("Shop", "Mail")).status()).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | type",
                "{\"type\":null} | type",
                "{\"type\":\"jdbc\",\"name\":\"a\"} | type",
                "{\"type\":\"disk\",\"name\":\"a\"} | type",
                "{\"type\":{},\"name\":\"a\"} | type",
                "{\"type\":\"tcp\"} | name",
                "{\"type\":\"tcp\",\"name\":null} | name",
                "{\"type\":\"tcp\",\"name\":[]} | name",
                "{\"type\":\"tcp\",\"name\":\"a\\u0000b\",\"host\":\"a\",\"port\":1} | name",
                "{\"type\":\"tcp\",\"name\":\"!!!\",\"host\":\"a\",\"port\":1} | name",
                "{\"type\":\"tcp\",\"name\":\"a\"} | host",
                "{\"type\":\"tcp\",\"name\":\"a\",\"host\":\"a\",\"port\":99999} | port",
                "{\"type\":\"tcp\",\"name\":\"a\",\"host\":\"a\",\"port\":\"x\"} | port",
                "{\"type\":\"tcp\",\"name\":\"a\",\"host\":\"crm.example.com.\",\"port\":1} | host",
                "{\"type\":\"smtp\",\"name\":\"a\",\"host\":\"fe80::1%eth0\",\"port\":1} | host",
                "{\"type\":\"tls\",\"name\":\"a\",\"host\":\"a.example.com\",\"serverName\":\"b.\"} | serverName",
                "{\"type\":\"tls\",\"name\":\"a\",\"host\":\"2606:4700::1111%1\",\"port\":1} | host",
            })
    void aDefinitionThatLacksSomethingIsRefused(String body, String field) {
        refuses(create(body), field);
        assertThat(fixture.audit()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"id\":\"../../etc\" | id",
                "\"id\":\"A B\" | id",
                "\"interval\":\"1ms\" | interval",
                "\"interval\":{\"a\":1} | interval",
                "\"documentation\":\"${HOME}\" | documentation",
                "\"documentation\":\"javascript:alert(1)\" | documentation",
                "\"tags\":[\"${HOME}\"] | tags[0]",
                "\"tags\":[1,null] | tags",
                "\"timeout\":\"9d\" | timeout",
                "\"alertEmail\":\"nobody\" | alertEmail",
                "\"enabled\":\"maybe\" | enabled",
                "\"intervall\":\"1m\" | intervall",
                "\"password\":\"hunter2\" | password",
                "\"headers\":{\"Authorization\":\"Bearer hunter2\"} | headers.Authorization",
                "\"tls\":{\"truststore\":\"/etc/passwd\"} | tls.truststore",
                "\"cron\":\"@hourly\" | cron",
            })
    void aSettingThatCannotBeUsedIsNamed(String setting, String field) {
        Answer answer = create(with(setting));
        refuses(answer, field);
        assertThat(answer.text()).doesNotContain("hunter2");
        assertThat(fixture.monitor().find("shop")).isEmpty();
    }

    @Test
    void bodiesThatAreNoJsonObjectAreRefused() {
        String deep = "{\"a\":".repeat(100) + "1" + "}".repeat(100);
        for (String body : List.of("", "[]", "null", "{", "{\"name\":\"a\",\"name\":\"b\"}", deep, "{\"a\":1e99999}")) {
            assertThat(create(body).status()).as(body).isEqualTo(400);
            assertThat(patch(body).status()).as(body).isEqualTo(400);
        }
        assertThat(create(with("\"documentation\":\"" + "x".repeat(70_000) + "\""))
                        .status())
                .isEqualTo(413);
        assertThat(create(with("\"documentation\":\"" + "x".repeat(20_000) + "\""))
                        .status())
                .isEqualTo(400);
        assertThat(create(SHOP.replace("Shop", "x".repeat(10_000))).status()).isEqualTo(400);
        assertThat(fixture.send("POST", "/api/integrations", SHOP, HandlerFixture.bearer("own"))
                        .status())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "a%2Fb", "..", "%00", "MAIL", "mail%20"})
    void anIdThatNobodyHasIsNotFound(String id) {
        for (String call : List.of("GET ", "PATCH ", "DELETE ", "POST /pause", "POST /resume")) {
            String[] parts = call.split(" ", 2);
            Answer answer = send(parts[0], "/api/integrations/" + id + parts[1], "{\"timeout\":\"1s\"}");
            assertThat(answer.status()).as(call + id).isIn(400, 404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/merge-patch+json", "application/merge-patch+json; q=1"})
    void aPatchIsOfEitherType(String type) {
        Answer answer = fixture.send(
                "PATCH",
                "/api/integrations/mail",
                "{\"failureThreshold\":5}",
                "Authorization",
                "Bearer own",
                "Content-Type",
                type);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(fixture.monitor().health("mail").integration().thresholds().failure())
                .isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"Other\"} | name",
                "{\"id\":\"x\"} | id",
                "{\"timeout\":\"never\"} | timeout",
                "{\"interval\":5.5} | interval",
                "{\"enabled\":{}} | enabled",
                "{\"alertEmail\":[\"a\"]} | alertEmail",
                "{\"failureThreshold\":0} | failureThreshold",
                "{\"endpoint\":\"a:1\"} | endpoint",
            })
    void aPatchThatCannotBeIsRefused(String body, String field) {
        refuses(patch(body), field);
        assertThat(fixture.audit()).isEmpty();
    }

    @Test
    void whatCannotBeChangedIsNamedWithWhatCan() {
        assertThat(patch("{\"name\":\"a\",\"critical\":true}").text())
                .contains("nor can critical; change endpoint, enabled, interval");
    }

    @Test
    void nullResetsWhatWasChanged() {
        patch("{\"timeout\":\"1s\"}");
        patch("{\"timeout\":null}");
        assertThat(fixture.monitor().health("mail").integration().timeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void whatIsSetIsShownWithItsTag() {
        create(SHOP);
        Answer made = send("GET", "/api/integrations/shop", "");
        assertThat(made.json()).containsEntry("created", true);
        assertThat(made.object("definition")).containsEntry("host", "127.0.0.1");
        Answer declared = send("GET", "/api/integrations/mail", "");
        assertThat(declared.json()).containsEntry("created", false).containsEntry("definition", null);
        assertThat(declared.object("settings")).containsEntry("interval", "1m").isEqualTo(declared.object("declared"));
        assertThat(declared.header("ETag")).matches("\"[0-9a-f]{24}\"");
    }

    @Test
    void aPatchOfWhatWasChangedSinceFails() {
        String tag = send("GET", "/api/integrations/mail", "").header("ETag");
        assertThat(patch("{\"timeout\":\"1s\"}", "If-Match", tag).status()).isEqualTo(200);
        assertThat(patch("{\"timeout\":\"2s\"}", "If-Match", tag).status()).isEqualTo(412);
        assertThat(patch("{\"timeout\":\"2s\"}", "If-Match", "\"x\", " + tag).status())
                .isEqualTo(412);
        assertThat(patch("{\"timeout\":\"2s\"}", "If-Match", "W/" + tag).status())
                .isEqualTo(412);
        assertThat(patch("{\"timeout\":\"2s\"}", "If-Match", "nonsense").status())
                .isEqualTo(400);
        assertThat(patch("{\"timeout\":\"2s\"}", "If-Match", "*").status()).isEqualTo(200);
        String now = send("GET", "/api/integrations/mail", "").header("ETag");
        assertThat(patch("{\"timeout\":\"3s\"}", "If-Match", "\"x\", " + now).status())
                .isEqualTo(200);
    }

    @Test
    void aDeletionOfWhatWasChangedSinceFails() {
        create(SHOP);
        assertThat(send("DELETE", "/api/integrations/shop", "", "If-Match", "\"old\"")
                        .status())
                .isEqualTo(412);
        assertThat(send("DELETE", "/api/integrations/shop", "").status()).isEqualTo(204);
        assertThat(send("DELETE", "/api/integrations/shop", "").status()).isEqualTo(404);
    }

    @Test
    void whatIsDeclaredIsNotDeleted() {
        Answer answer = send("DELETE", "/api/integrations/mail", "");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text()).contains("disable it, or remove it from the code");
    }

    @Test
    void aPauseIsAnHourUnlessSaid() {
        Answer paused = send("POST", "/api/integrations/mail/pause", "");
        assertThat(paused.json()).containsEntry("paused", true);
        assertThat(send("GET", "/api/integrations/mail", "").json())
                .containsEntry("pausedUntil", "2026-03-15T11:30:00Z");
        assertThat(send("POST", "/api/integrations/mail/resume", "").json()).containsEntry("paused", false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"0s\"", "\"-5m\"", "\"367d\"", "\"x\"", "{}", "[]", "true", "\"999ms\""})
    void aPauseThatIsNotAllowedIsRefused(String duration) {
        refuses(send("POST", "/api/integrations/mail/pause", "{\"duration\":" + duration + "}"), "duration");
        refuses(send("POST", "/api/integrations/mail/pause", "{\"minutes\":5}"), "minutes");
    }

    @Test
    void whatWasCreatedIsPatchedAsAWhole() {
        create(SHOP);
        Answer answer = send(
                "PATCH", "/api/integrations/shop", "{\"name\":\"Big\",\"interval\":null,\"tags\":[\"a\"],\"port\":2}");
        assertThat(answer.json()).containsEntry("name", "Big").containsEntry("tags", List.of("a"));
        Map<String, Object> definition =
                send("GET", "/api/integrations/shop", "").object("definition");
        assertThat(definition).containsEntry("port", 2).doesNotContainKey("interval");
        refuses(send("PATCH", "/api/integrations/shop", "{\"host\":null}"), "host");
        refuses(send("PATCH", "/api/integrations/shop", "{\"type\":\"dns\"}"), "type");
        refuses(send("PATCH", "/api/integrations/shop", "{\"documentation\":\"${A}\"}"), "documentation");
    }

    @Test
    void aClosedMonitorChangesNothing() {
        fixture.monitor().close();
        assertThat(create(SHOP).status()).isEqualTo(503);
        assertThat(patch("{\"timeout\":\"1s\"}").status()).isEqualTo(503);
    }

    @Test
    void aStoreThatIsAwayIsUnavailableAndNothingIsChanged() {
        fixture.closeStore();
        assertThat(create(SHOP).status()).isEqualTo(503);
        assertThat(patch("{\"timeout\":\"1s\"}").header("Retry-After")).isEqualTo("10");
        assertThat(fixture.monitor().find("shop")).isEmpty();
        assertThat(fixture.monitor().health("mail").integration().timeout()).isEqualTo(Duration.ofSeconds(5));
    }
}
