package io.healthmon.http;

import static io.healthmon.http.HandlerFixture.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds what the handler answers against what it says of itself, with a monitor in which much has happened. */
class OpenApiAnswersTest {

    private static final String DRAFT = "application/health+json";
    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";
    private static final String SHOP =
            "{\"name\":\"Shop\",\"type\":\"tcp\",\"host\":\"shop.example.com\",\"port\":1,\"interval\":\"1m\"}";
    private static final String METRICS =
            "{\"metrics\":[{\"kind\":\"duration\",\"name\":\"page_load\",\"value\":1234,\"labels\":{\"route\":\"/x\"}},"
                    + "{\"kind\":\"outcome\",\"name\":\"sms\",\"value\":false},"
                    + "{\"kind\":\"count\",\"name\":\"errors\",\"value\":2},"
                    + "{\"kind\":\"gauge\",\"name\":\"credit\",\"value\":12.5}]}";

    private final HandlerFixture fixture = EventfulMonitor.create();
    private final SoftAssertions soft = new SoftAssertions();
    private final Set<String> called = new TreeSet<>();
    private DescribedApi api;

    @BeforeEach
    void readTheDescription() {
        api = new DescribedApi(fixture.get("/api/openapi.json").json());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void everyAnswerIsAsDescribed() {
        whatAnybodySees();
        whatIsNotTaken();
        whatIsCreated();
        whatIsChanged();
        whatIsDeleted();
        whatAdminsSee();
        whatCronDoes();
        whatIsMeasured();
        howIntegrationsAre();
        whatIsChecked();
        reports();
        live();
        whatJobsSay();
        whatHappensWithoutAStore();
        whatHappensWhenItIsClosed();
        soft.assertAll();
        assertThat(called).isEqualTo(api.operations().keySet());
    }

    @Test
    void everyExampleIsAsItsSchemaSays() {
        assertThat(api.faultsOfExamples()).isEmpty();
    }

    @Test
    void everyLiveMessageIsAsDescribed() throws Exception {
        ApiRequest handshake = HandlerFixture.request("GET", "/api/live/ws", "", bearer("see"));
        LiveClient client = LiveClient.of(fixture.handler().openSocket(handshake, ""));
        fixture.answer("disk", CheckResult.down(Cause.QUOTA, "full")).check("disk");
        fixture.monitor().remove("odd");

        List<String> messages = new ArrayList<>();
        while (messages.isEmpty() || !messages.get(messages.size() - 1).contains("\"event\":\"removed\"")) {
            messages.add(client.next());
        }
        assertThat(messages).anyMatch(message -> message.contains("\"event\":\"alert\""));
        assertThat(messages)
                .allSatisfy(message -> assertThat(api.faultsAgainst("LiveMessage", message))
                        .as(message)
                        .isEmpty());
    }

    private void whatAnybodySees() {
        for (String path : List.of("/health", "/api/health")) {
            answers(503, "GET " + path, path, "", "");
            answers(503, "GET " + path, path, "see", "", "Accept", DRAFT);
            answers(503, "GET " + path, path, "see", "");
            answers(503, "GET " + path, path, "", "", "Accept", DRAFT);
        }
        for (String path : List.of("/health/live", "/health/ready")) {
            answers(200, "GET " + path, path, "", "");
            answers(200, "GET " + path, path, "", "", "Accept", DRAFT);
        }
        for (String path : List.of("/", "/page.css", "/page.js", "/page/list.js", "/api/openapi.json")) {
            String operation = "GET " + path.replace("/list.js", "/*");
            answers(200, operation, path, "", "");
            answers(304, operation, path, "", "", "If-None-Match", etag(path));
        }
        answers(404, "GET /page/*", "/page/nothing.js", "", "");
        answers(200, "GET /badge/*", "/badge/good.svg", "", "");
        answers(200, "GET /badge/*", "/badge/good.svg?metric=uptime", "", "");
        answers(304, "GET /badge/*", "/badge/good.svg", "", "", "If-None-Match", etag("/badge/good.svg"));
        answers(400, "GET /badge/*", "/badge/good.svg?metric=x", "", "");
        answers(404, "GET /badge/*", "/badge/mail.svg", "", "");
    }

    private String etag(String address) {
        return fixture.get(address).header("ETag");
    }

    /** Every route that needs a role keeps out who has none, or too small a one. */
    private void whatIsNotTaken() {
        for (Route route : fixture.handler().routes()) {
            if (route.needed() != null) {
                String path = "/" + String.join("/", route.pattern()).replace("*", "mail");
                String operation = route.method() + " /" + String.join("/", route.pattern());
                answers(401, operation, path, "", "");
                answers(401, operation, path, "wrong", "");
                if (route.needed() != Role.VIEWER && route.needed() != Role.INGEST) {
                    answers(403, operation, path, "see", "");
                }
                if (route.needed() == Role.INGEST) {
                    answers(403, operation, path, "see", "");
                } else {
                    answers(403, operation, path, "send", "");
                }
            }
        }
    }

    private void whatIsCreated() {
        answers(201, "POST /api/integrations", "/api/integrations", "own", SHOP);
        answers(409, "POST /api/integrations", "/api/integrations", "own", SHOP);
        answers(400, "POST /api/integrations", "/api/integrations", "own", "{\"name\":\"X\",\"type\":\"tcp\"}");
        answers(400, "POST /api/integrations", "/api/integrations", "own", "");
        answers(400, "POST /api/integrations", "/api/integrations", "own", "[");
        answers(413, "POST /api/integrations", "/api/integrations", "own", " ".repeat(70_000));
        answers(415, "POST /api/integrations", "/api/integrations", "own", SHOP, "Content-Type", "text/plain");
        answers(406, "POST /api/integrations", "/api/integrations", "own", SHOP, "Accept", "text/plain");
    }

    private void whatIsChanged() {
        String one = "/api/integrations/shop";
        answers(200, "GET /api/integrations/*", one, "own", "");
        answers(200, "GET /api/integrations/*", "/api/integrations/mail", "own", "");
        answers(404, "GET /api/integrations/*", "/api/integrations/nothing", "own", "");
        answers(406, "GET /api/integrations/*", one, "own", "", "Accept", "text/plain");
        answers(200, "PATCH /api/integrations/*", one, "own", "{\"interval\":\"2m\",\"timeout\":null}");
        answers(200, "PATCH /api/integrations/*", "/api/integrations/good", "own", "{\"timeout\":\"4s\"}");
        answers(200, "GET /api/integrations/*", "/api/integrations/good", "own", "");
        answers(400, "PATCH /api/integrations/*", one, "own", "{\"interval\":\"x\"}");
        answers(404, "PATCH /api/integrations/*", "/api/integrations/nothing", "own", "{\"interval\":\"2m\"}");
        answers(409, "PATCH /api/integrations/*", one, "own", "{\"name\":\"Good\"}");
        answers(412, "PATCH /api/integrations/*", one, "own", "{\"interval\":\"3m\"}", "If-Match", "\"old\"");
    }

    private void whatIsDeleted() {
        String one = "/api/integrations/shop";
        answers(200, "POST /api/integrations/*/pause", one + "/pause", "own", "{\"duration\":\"30m\"}");
        answers(400, "POST /api/integrations/*/pause", one + "/pause", "own", "{\"duration\":\"x\"}");
        answers(404, "POST /api/integrations/*/pause", "/api/integrations/nothing/pause", "own", "");
        answers(200, "POST /api/integrations/*/resume", one + "/resume", "own", "");
        answers(404, "POST /api/integrations/*/resume", "/api/integrations/nothing/resume", "own", "");
        answers(412, "DELETE /api/integrations/*", one, "own", "", "If-Match", "\"old\"");
        answers(400, "DELETE /api/integrations/*", one, "own", "", "If-Match", "old");
        answers(204, "DELETE /api/integrations/*", one, "own", "");
        answers(404, "DELETE /api/integrations/*", one, "own", "");
        answers(409, "DELETE /api/integrations/*", "/api/integrations/mail", "own", "");
    }

    private void whatAdminsSee() {
        String test = "/api/admin/integrations/health";
        answers(200, "GET " + test, test, "own", "");
        answers(200, "GET " + test, test + "?history=30d", "own", "");
        answers(400, "GET " + test, test + "?history=x", "own", "");
        answers(200, "POST " + test, test, "own", "{\"integration\":\"slow\"}");
        answers(429, "POST " + test, test, "own", "{\"integration\":\"slow\"}");
        answers(404, "POST " + test, test, "own", "{\"integration\":\"nothing\"}");
        answers(400, "POST " + test, test, "own", "{}");
        answers(200, "GET /api/admin/audit", "/api/admin/audit", "own", "");
        answers(200, "GET /api/admin/audit", "/api/admin/audit?limit=1", "own", "");
        answers(400, "GET /api/admin/audit", "/api/admin/audit?limit=x", "own", "");
    }

    private void whatCronDoes() {
        answers(200, "POST /api/cron/cleanup-health-logs", "/api/cron/cleanup-health-logs", "cron-secret", "");
        answers(400, "POST /api/cron/cleanup-health-logs", "/api/cron/cleanup-health-logs", "cron-secret", "[");
        answers(401, "POST /api/cron/cleanup-health-logs", "/api/cron/cleanup-health-logs", "own", "");
        answers(401, "POST /api/cron/check-integration-health", "/api/cron/check-integration-health", "own", "");
        answers(
                200,
                "POST /api/cron/check-integration-health",
                "/api/cron/check-integration-health",
                "cron-secret",
                "");
    }

    private void whatIsMeasured() {
        answers(202, "POST /api/metrics", "/api/metrics", "send", METRICS);
        answers(400, "POST /api/metrics", "/api/metrics", "send", "{\"metrics\":[{}]}");
        answers(413, "POST /api/metrics", "/api/metrics", "send", " ".repeat(70_000));
        answers(415, "POST /api/metrics", "/api/metrics", "send", METRICS, "Content-Type", "text/plain");
        answers(200, "GET /api/metrics", "/api/metrics", "see", "");
        answers(200, "GET /api/metrics", "/api/metrics?name=sms", "see", "");
        answers(200, "GET /metrics", "/metrics", "see", "");
        answers(200, "GET /metrics", "/metrics", "see", "", "Accept", "application/openmetrics-text");
        answers(406, "GET /metrics", "/metrics", "see", "", "Accept", "image/png");
    }

    private void howIntegrationsAre() {
        answers(200, "GET /api/integrations", "/api/integrations", "see", "");
        answers(200, "GET /api/integrations", "/api/integrations?status=down&limit=1", "see", "");
        answers(400, "GET /api/integrations", "/api/integrations?status=x", "see", "");
        answers(406, "GET /api/integrations", "/api/integrations", "see", "", "Accept", "image/png");
        for (String id : List.of("good", "slow", "mail", "disk", "odd", "old", "paused", "off", "new", "backup")) {
            String path = "/api/integrations/" + id;
            answers(200, "GET /api/integrations/*", path, "own", "");
            answers(200, "GET /api/integrations/*/health", path + "/health", "see", "");
            answers(200, "GET /api/integrations/*/explain", path + "/explain", "see", "");
            history(path + "/health/history");
        }
        String nothing = "/api/integrations/nothing";
        answers(404, "GET /api/integrations/*/health", nothing + "/health", "see", "");
        answers(404, "GET /api/integrations/*/explain", nothing + "/explain", "see", "");
        answers(404, "GET /api/integrations/*/health/history", nothing + "/health/history", "see", "");
    }

    private void whatIsChecked() {
        String nothing = "/api/integrations/nothing";
        answers(404, "POST /api/integrations/*/health/check", nothing + "/health/check", "run", "");
        String check = "/api/integrations/mail/health/check";
        answers(200, "POST /api/integrations/*/health/check", check, "run", "");
        answers(429, "POST /api/integrations/*/health/check", check, "run", "");
    }

    private void reports() {
        for (String group : List.of("provider", "type", "tag", "owner", "none")) {
            for (String range : List.of("24h", "7d", "30d", "13mo")) {
                String path = "/api/reports?groupBy=" + group + "&range=" + range;
                answers(200, "GET /api/reports", path, "see", "");
                answers(200, "GET /api/reports", path, "see", "", "Accept", CSV);
                answers(200, "GET /api/reports", path, "see", "", "Accept", NDJSON);
            }
        }
        answers(400, "GET /api/reports", "/api/reports?range=x", "see", "");
        answers(406, "GET /api/reports", "/api/reports", "see", "", "Accept", "image/png");
    }

    private void live() {
        ApiResponse stream = answers(200, "GET /api/live", "/api/live", "see", "");
        stream.discard();
        answers(406, "GET /api/live", "/api/live", "see", "", "Accept", "image/png");
        answers(200, "POST /api/live/tickets", "/api/live/tickets", "see", "");
        answers(400, "POST /api/live/tickets", "/api/live/tickets", "see", "[");
        answers(426, "GET /api/live/ws", "/api/live/ws", "see", "");
    }

    private void history(String path) {
        String operation = "GET /api/integrations/*/health/history";
        for (String resolution : List.of("raw", "hour", "day", "month")) {
            String address = path + "?from=2026-03-14T00:00:00Z&resolution=" + resolution;
            answers(200, operation, address, "see", "");
            answers(200, operation, address + "&limit=1", "see", "");
            answers(200, operation, address, "see", "", "Accept", CSV);
            answers(200, operation, address, "see", "", "Accept", NDJSON);
        }
        answers(200, operation, path + "?from=2025-04-01T00:00:00Z&resolution=hour", "see", "");
        answers(400, operation, path + "?resolution=x", "see", "");
        answers(406, operation, path, "see", "", "Accept", "image/png");
    }

    private void whatJobsSay() {
        for (String method : List.of("GET", "POST")) {
            for (String what : List.of("", "/start", "/log", "/fail")) {
                String operation = method + " /api/heartbeats/*" + what;
                answers(202, operation, "/api/heartbeats/backup" + what, "beat", "");
                answers(401, operation, "/api/heartbeats/backup" + what, "own", "");
                answers(404, operation, "/api/heartbeats/mail" + what, "beat", "");
                answers(413, operation, "/api/heartbeats/backup" + what, "beat", " ".repeat(70_000));
            }
        }
        answers(200, "GET /api/integrations/*/health", "/api/integrations/backup/health", "see", "");
        fixture.answer("disk", CheckResult.down(Cause.QUOTA, "full")).check("disk");
        answers(503, "GET /health/ready", "/health/ready", "", "");
        answers(503, "GET /health/ready", "/health/ready", "", "", "Accept", DRAFT);
        fixture.answer("disk", CheckResult.healthy())
                .answer("mail", CheckResult.healthy())
                .check("mail", "disk");
        answers(200, "GET /health", "/health", "see", "");
        answers(200, "GET /health", "/health", "see", "", "Accept", DRAFT);
        answers(200, "GET /api/health", "/api/health", "", "");
    }

    private void whatHappensWithoutAStore() {
        fixture.closeStore();
        String history = "/api/integrations/mail/health/history";
        answers(503, "GET /api/integrations/*/health/history", history, "see", "");
        answers(503, "GET /api/reports", "/api/reports", "see", "");
        answers(503, "GET /api/admin/audit", "/api/admin/audit", "own", "");
        answers(503, "POST /api/integrations", "/api/integrations", "own", SHOP);
        answers(200, "GET /api/integrations", "/api/integrations", "see", "");
    }

    private void whatHappensWhenItIsClosed() {
        fixture.close();
        answers(503, "POST /api/heartbeats/*", "/api/heartbeats/backup", "beat", "");
        answers(503, "GET /api/live", "/api/live", "see", "");
        answers(
                503,
                "POST /api/cron/check-integration-health",
                "/api/cron/check-integration-health",
                "cron-secret",
                "");
        answers(503, "POST /api/integrations/*/health/check", "/api/integrations/disk/health/check", "run", "");
    }

    private ApiResponse answers(
            int status, String operation, String address, String token, String body, String... more) {
        List<String> headers = new ArrayList<>(Arrays.asList(more));
        if (!token.isEmpty()) {
            headers.addAll(List.of(bearer(token)));
        }
        if (!body.isEmpty() && !headers.contains("Content-Type")) {
            headers.addAll(List.of("Content-Type", "application/json"));
        }
        ApiResponse response = fixture.handler()
                .handle(HandlerFixture.request(
                        operation.split(" ", 2)[0], address, body, headers.toArray(String[]::new)));
        String request = operation + " as " + address + " by \"" + token + "\" " + Arrays.asList(more);
        soft.assertThat(response.status())
                .as(request + " "
                        + (status == response.status() ? "" : new String(response.body(), StandardCharsets.UTF_8)))
                .isEqualTo(status);
        soft.assertThat(api.faults(operation, response))
                .as(request + " " + response.status())
                .isEmpty();
        called.add(operation);
        return response;
    }
}
