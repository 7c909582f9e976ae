package io.healthmon.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Makes requests as decent clients send them: of every route, with every kind of token. */
final class RequestGrammar {

    /** Every route with what it takes; {@code {id}} is an integration, {@code {token}} one of the tokens. */
    static final List<String> ADDRESSES = List.of(
            "GET /health",
            "GET /api/health",
            "GET /health/live",
            "GET /health/ready",
            "GET /api/live?lastEventId=1",
            "POST /api/live/tickets",
            "GET /api/live/ws?ticket=nonsense",
            "POST /api/integrations",
            "POST /api/integrations",
            "POST /api/integrations",
            "GET /api/integrations/{id}",
            "PATCH /api/integrations/{id}",
            "PATCH /api/integrations/{id}",
            "DELETE /api/integrations/{id}",
            "POST /api/integrations/{id}/pause",
            "POST /api/integrations/{id}/resume",
            "GET /api/integrations?status=down&type=tcp&tag=a&owner=acme&limit=5&cursor=aGVhbHRoeQphCmI",
            "GET /api/integrations",
            "GET /api/integrations/{id}/health",
            "POST /api/integrations/{id}/health/check",
            "GET /api/integrations/{id}/explain",
            "GET /metrics",
            "GET /badge/{id}.svg?label=a&metric=uptime",
            "GET /api/admin/integrations/health?history=24h",
            "POST /api/admin/integrations/health",
            "GET /api/admin/audit?limit=10&cursor=9&action=integration-create&actor=ada&subject={id}",
            "GET /api/integrations/{id}/health/history?from=2026-03-15T10:00:00Z&to=2026-03-15T11:00:00Z&limit=10",
            "GET /api/integrations/{id}/health/history?range=24h&resolution=hour&format=csv",
            "GET /api/reports?range=7d&groupBy=tag&format=csv",
            "GET /api/heartbeats/{id}",
            "GET /api/heartbeats/{id}/start",
            "GET /api/heartbeats/{id}/fail",
            "GET /api/heartbeats/{id}/log",
            "POST /api/heartbeats/{id}",
            "POST /api/heartbeats/{id}/start",
            "POST /api/heartbeats/{id}/fail",
            "POST /api/heartbeats/{id}/log",
            "GET /api/metrics",
            "POST /api/metrics",
            "GET /",
            "GET /page.js",
            "GET /page/list.js",
            "GET /page/{id}",
            "GET /page.css",
            "GET /api/openapi.json",
            "POST /api/cron/check-integration-health",
            "POST /api/cron/cleanup-health-logs");

    /** Of every role, of the owner, and of nobody. */
    static final List<String> TOKENS = List.of(
            "Bearer see",
            "Bearer run",
            "Bearer own",
            "Bearer own",
            "Bearer own",
            "Bearer send",
            "Bearer beat",
            "Bearer cron-secret",
            "Bearer acme-sees",
            "Bearer acme-runs",
            "Bearer acme-owns",
            "Bearer acme-owns",
            "Bearer wrong",
            "Bearer ",
            "bearer own",
            "Basic b3duOg==",
            "Bearer own, Bearer see",
            "");

    static final List<String> IDS =
            List.of("qxmail", "qxours", "qxtheirs", "qxbackup", "qxfront", "shop-1", "shop-2", "shop-3", "nobody");

    private static final List<String> METRICS = List.of(
            "{\"metrics\":[{\"kind\":\"count\",\"name\":\"errors\",\"value\":2}]}",
            "{\"metrics\":[{\"kind\":\"duration\",\"name\":\"load\",\"value\":12.5,\"labels\":{\"route\":\"/x\"}}]}",
            "{\"metrics\":[{\"kind\":\"outcome\",\"name\":\"sms\",\"value\":false},"
                    + "{\"kind\":\"gauge\",\"name\":\"credit\",\"value\":-1e17}]}");
    private static final List<String> PATCHES = List.of(
            "{\"timeout\":\"1s\"}",
            "{\"interval\":\"2m\",\"enabled\":true}",
            "{\"failureThreshold\":null}",
            "{\"enabled\":false,\"alertEmail\":[\"a@example.com\"]}",
            "{\"endpoint\":\"a:1\"}",
            "{\"name\":\"Qxrenamed\",\"tags\":[\"a\"]}");
    private static final List<String> CREATIONS = List.of(
            "{\"name\":\"{name}\",\"id\":\"{shop}\",\"type\":\"tcp\",\"host\":\"127.0.0.1\",\"port\":1,\"interval\":\"1m\"}",
            "{\"name\":\"{name}\",\"type\":\"tcp\",\"host\":\"127.0.0.1\",\"port\":1,\"owner\":\"acme\",\"tags\":[\"a\"]}",
            "{\"name\":\"{name}\",\"id\":\"{shop}\",\"type\":\"tls\",\"host\":\"127.0.0.1\",\"port\":1,\"owner\":\"other\"}",
            "{\"name\":\"{name}\",\"type\":\"heartbeat\",\"interval\":\"1h\"}",
            "{\"name\":\"{name}\",\"type\":\"disk\",\"path\":\"/\"}",
            "{\"name\":\"{name}\",\"type\":\"tcp\",\"host\":\"127.0.0.1\",\"port\":1,\"password\":\"hunter2\"}");

    private final Random random;
    private int names;

    RequestGrammar(Random random) {
        this.random = random;
    }

    /** Returns a request to which nothing is wrong but, may be, who asks and of what. */
    FuzzedRequest next() {
        String[] parts = some(ADDRESSES).split(" ", 2);
        FuzzedRequest request = new FuzzedRequest(parts[0], parts[1].replace("{id}", some(IDS)));
        request.header("Authorization", some(TOKENS));
        request.remoteAddress = random.nextInt(10) == 0 ? "2001:db8::1" : "192.0.2." + random.nextInt(50);
        if (random.nextInt(8) == 0) {
            request.header("Accept", some(List.of("application/json", "text/csv", "text/event-stream", "*/*")));
        }
        if (random.nextInt(20) == 0) {
            request.header("If-None-Match", some(List.of("*", "\"x\"", "W/\"x\", \"y\"")));
            request.header("If-Match", some(List.of("*", "\"x\"", "nonsense")));
        }
        if (!request.method.equals("GET")) {
            request.header(
                    "Content-Type",
                    request.method.equals("PATCH") ? "application/merge-patch+json" : "application/json");
            request.body = body(request).getBytes(StandardCharsets.UTF_8);
        }
        return request;
    }

    /** Returns the handshake of a WebSocket, now and then with the last ticket that somebody got. */
    FuzzedRequest handshake(String ticket) {
        FuzzedRequest request =
                new FuzzedRequest("GET", "/api/live/ws" + some(List.of("", "?ticket=" + ticket, "?lastEventId=1")));
        if (random.nextInt(4) > 0) {
            request.header("Authorization", some(TOKENS));
        }
        if (random.nextBoolean()) {
            request.header(
                    "Origin", some(List.of("https://health.example.com", "https://evil.example.com", "null", "")));
        }
        if (random.nextBoolean()) {
            request.header(
                    "Sec-WebSocket-Protocol",
                    some(List.of("healthmon", "healthmon, ticket." + ticket, ",,", "ticket.")));
        }
        return request;
    }

    private String body(FuzzedRequest request) {
        if (request.path.equals("/api/metrics")) {
            return some(METRICS);
        }
        if (request.path.equals("/api/integrations")) {
            names++;
            return some(CREATIONS)
                    .replace("{name}", "Qxname" + names + "z")
                    .replace("{shop}", "shop-" + (1 + random.nextInt(3)));
        }
        if (request.path.equals("/api/admin/integrations/health")) {
            return "{\"integration\":\"" + some(IDS) + "\"}";
        }
        if (request.path.endsWith("/pause")) {
            return some(List.of("{\"duration\":\"30m\"}", "", "{}", "{\"duration\":\"-1s\"}"));
        }
        return request.method.equals("PATCH") ? some(PATCHES) : some(List.of("", "{}"));
    }

    private String some(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
