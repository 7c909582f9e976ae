package io.healthmon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.HealthMonitor;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.check.heartbeat.Heartbeat;
import io.healthmon.http.BearerTokens;
import io.healthmon.http.HealthHandler;
import io.healthmon.http.Role;
import io.healthmon.json.Json;
import io.healthmon.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every adapter promises, whatever server is behind it: all of them answer alike. */
public abstract class AdapterContract extends ServerContract {

    private static final String CHECK = "/api/integrations/mail/health/check";
    private static final int PARALLEL = 50;

    private final HealthMonitor monitor = HealthMonitor.builder()
            .application("1.0.0", "test")
            .add(Integration.named("Database").critical(), context -> CheckResult.healthy())
            .add(
                    Integration.named("Mail").failureThreshold(1),
                    context -> CheckResult.down(Cause.TIMEOUT, "no answer – «ä»"))
            .add(
                    Integration.named("Backup").failureThreshold(1),
                    Heartbeat.every(Duration.ofDays(1), Secret.of("beat")))
            .build();

    @BeforeEach
    final void checkAll() {
        monitor.checkAllServices().join();
    }

    @Override
    final HealthMonitor monitor() {
        return monitor;
    }

    @Override
    final HealthHandler handler() {
        return HealthHandler.builder(monitor)
                .cronSecret(Secret.of("cron-secret"))
                .authenticator(BearerTokens.none()
                        .with(Secret.of("see"), Role.VIEWER, "vera")
                        .with(Secret.of("run"), Role.OPERATOR, "otto")
                        .with(Secret.of("send"), Role.INGEST, "ines"))
                .build();
    }

    @Test
    void passesStatusHeadersAndBodyOn() throws Exception {
        HttpResponse<String> response = get("/health");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(Json.readObject(response.body().getBytes(StandardCharsets.UTF_8)))
                .containsEntry("status", "degraded")
                .containsKeys("timestamp", "version", "environment", "uptime", "responseTime", "checks");
    }

    @Test
    void passesRequestHeadersAndTheQueryOn() throws Exception {
        HttpResponse<String> response = get(
                "/api/integrations?status=down&limit=1", "authorization", "Bearer see", "ACCEPT", "application/json");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .contains("\"name\":\"Mail\"", "no answer – «ä»")
                .doesNotContain("Database");
    }

    @Test
    void answersHeadWithTheHeadersOfGetAndNoBody() throws Exception {
        HttpResponse<String> head = send("HEAD", "/page.css", BodyPublishers.noBody());

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length"))
                .isEqualTo(get("/page.css").headers().firstValue("Content-Length"));
        assertThat(head.headers().firstValue("Content-Type").orElseThrow())
                .isEqualToIgnoringWhitespace("text/css; charset=utf-8");
    }

    @Test
    void answersNotModifiedWithoutABody() throws Exception {
        String etag = get("/page.js").headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = get("/page.js", "If-None-Match", etag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(get("/health").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nothing, 404",
        "GET, /api/integrations, 401",
        "DELETE, /health, 405",
        "PATCH, /health, 405",
        "POST, /api/cron/check-integration-health, 401"
    })
    void answersProblems(String method, String path, int status) throws Exception {
        HttpResponse<String> response = send(method, path, BodyPublishers.noBody());

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(Json.readObject(response.body().getBytes(StandardCharsets.UTF_8)))
                .containsEntry("status", status)
                .containsEntry("instance", path);
    }

    /** Some servers refuse it themselves, in words of their own. */
    @Test
    void refusesAnEncodedSlashInAName() throws Exception {
        HttpResponse<String> response = get("/api/integrations/a%2fb/health", "Authorization", "Bearer see");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).doesNotContain("java.", "\tat ");
    }

    @Test
    void tellsTheMethodsThatAreAllowed() throws Exception {
        assertThat(send("PUT", "/health", BodyPublishers.noBody()).headers().firstValue("Allow"))
                .hasValue("GET, HEAD, OPTIONS");
        assertThat(send("OPTIONS", "/health", BodyPublishers.noBody()).statusCode())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource({"'{', 400", "'{\"a\":1}', 200"})
    void passesTheBodyOn(String body, int status) throws Exception {
        HttpResponse<String> response = send(
                "POST",
                CHECK,
                BodyPublishers.ofString(body),
                "Authorization",
                "Bearer run",
                "Content-Type",
                "application/json");

        assertThat(response.statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"GET, '', success", "POST, /start, start", "POST, /fail, fail", "GET, /log, log"})
    void takesThePingsOfAJob(String method, String what, String ping) throws Exception {
        String body = method.equals("GET") ? "" : "das war »nichts«";
        HttpResponse<String> response = send(
                method, "/api/heartbeats/backup" + what, BodyPublishers.ofString(body), "Authorization", "Bearer beat");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(Json.readObject(response.body().getBytes(StandardCharsets.UTF_8)))
                .containsEntry("id", "backup")
                .containsEntry("ping", ping)
                .containsKey("receivedAt");
    }

    @ParameterizedTest
    @CsvSource({"send, 1234, 202", "send, -1, 400", "see, 1234, 403", "none, 1234, 401"})
    void takesWhatWasMeasured(String token, String value, int status) throws Exception {
        String body = "{\"metrics\":[{\"kind\":\"duration\",\"name\":\"page_load\",\"value\":" + value
                + ",\"labels\":{\"route\":\"/künden\"}}]}";
        String[] headers = {"Authorization", "Bearer " + token, "Content-Type", "application/json"};

        assertThat(send("POST", "/api/metrics", BodyPublishers.ofString(body), headers)
                        .statusCode())
                .isEqualTo(status);
        assertThat(get("/api/metrics", "Authorization", "Bearer see").body().contains("/künden"))
                .isEqualTo(status == 202);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, backup, Bearer wrong, 401",
        "POST, backup, Basic beat, 401",
        "GET, nothing, Bearer beat, 404",
        "GET, mail, Bearer beat, 404",
        "PUT, backup, Bearer beat, 405"
    })
    void refusesThePingsOfStrangers(String method, String id, String authorization, int status) throws Exception {
        HttpResponse<String> response =
                send(method, "/api/heartbeats/" + id, BodyPublishers.noBody(), "Authorization", authorization);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("WWW-Authenticate").isPresent())
                .isEqualTo(status == 401);
    }

    @Test
    void refusesABodyWithoutEndThatDoesNotSayItsLength() throws Exception {
        byte[] block = new byte[1 << 20];
        BodyPublisher chunked = BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(block));

        assertThat(send("POST", CHECK, chunked, "Authorization", "Bearer run").statusCode())
                .isEqualTo(413);
        assertThat(get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesABodyOfTenMegabytes() throws Exception {
        byte[] head = ("POST " + CHECK + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer run\r\nContent-Length: 10485760"
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        String answer = raw().send(Arrays.copyOf(head, head.length + 10_485_760));

        assertThat(RawHttp.status(answer)).isEqualTo(413);
        assertThat(answer).contains("application/problem+json");
        assertThat(get("/health").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /health HTTP/1.1\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /..\\..\\x HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /x%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /\u0000 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /\u00e4\u00f6 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET nothing HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET * HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET mailto:a HTTP/1.1\r\nHost: x\r\n\r\n",
                "G\u0001T /health HTTP/1.1\r\nHost: x\r\n\r\n",
                "BREW /health HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n",
                "POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
                "POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            })
    void refusesWhatIsNoDecentRequestAndGoesOn(String request) throws Exception {
        String answer = raw().send(request);

        assertThat(RawHttp.status(answer))
                .satisfiesAnyOf(
                        refused -> assertThat(refused).isBetween(400, 499),
                        closed -> assertThat(closed).isZero());
        assertThat(answer).doesNotContain("\nSet-Cookie:", "java.", "\tat ");
        assertThat(get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesABodyWhoseChunksAreBroken() throws Exception {
        String request = String.join(
                "\r\n",
                "POST " + CHECK + " HTTP/1.1",
                "Host: x",
                "Authorization: Bearer run",
                "Transfer-Encoding: chunked",
                "",
                "zz",
                "");

        assertThat(RawHttp.status(raw().send(request))).isIn(0, 400);
        assertThat(get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void echoesNoHeaderOfARequest() throws Exception {
        String answer = raw().send("GET /nothing HTTP/1.1\r\nHost: x\r\nX-A: b\r\n X-Folded: c\r\n\r\n");

        assertThat(RawHttp.status(answer)).isBetween(400, 499);
        assertThat(answer).doesNotContain("X-Folded");
    }

    @Test
    void servesManyAtATime() {
        List<CompletableFuture<HttpResponse<String>>> requests = IntStream.range(0, PARALLEL)
                .mapToObj(number ->
                        client().sendAsync(request("GET", "/health", BodyPublishers.noBody()), BodyHandlers.ofString()))
                .toList();

        assertThat(requests)
                .allSatisfy(response -> assertThat(response.join().statusCode()).isEqualTo(200));
    }

    @Test
    void servesRequestAfterRequestOnOneConnection() throws Exception {
        try (Socket socket = raw().connect()) {
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            for (String path : List.of("/health", "/nothing", "/health/live", "/page.css", "/health")) {
                out.write(("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
                assertThat(RawHttp.status(RawHttp.receive(in))).isEqualTo(path.equals("/nothing") ? 404 : 200);
            }
        }
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    private HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        return client().send(request(method, path, body, headers), BodyHandlers.ofString());
    }

    private HttpRequest request(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server().resolve(path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body);
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }
}
