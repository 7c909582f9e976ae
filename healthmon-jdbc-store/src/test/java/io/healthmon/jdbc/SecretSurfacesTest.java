package io.healthmon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.HealthMonitor;
import io.healthmon.check.Integration;
import io.healthmon.check.heartbeat.Heartbeat;
import io.healthmon.check.heartbeat.Ping;
import io.healthmon.event.HealthEvent;
import io.healthmon.http.ApiRequest;
import io.healthmon.http.ApiResponse;
import io.healthmon.http.BearerTokens;
import io.healthmon.http.HealthHandler;
import io.healthmon.http.LiveStream;
import io.healthmon.http.RequestBody;
import io.healthmon.http.RequestHeaders;
import io.healthmon.http.Role;
import io.healthmon.json.JsonSettings;
import io.healthmon.settings.Settings;
import io.healthmon.store.AuditLog;
import io.healthmon.testkit.RecordedLogs;
import io.healthmon.testkit.SecretSample;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What is secret is found nowhere, whatever way it came in: known forms, and the configured values by heart.
 *
 * <p>Configured values come from variables, stand below {@code secrets}, are written into the configuration as they are, or
 * are handed over in code; none of them has a form by which it could be told.
 */
@Timeout(120)
class SecretSurfacesTest {

    /** Stands beside each secret; where it is missing the test has looked in the wrong place. */
    private static final String MARKER = "seen";

    /** Has no text of anybody: only figures, or, where nothing is announced or created, nothing. */
    private static final List<String> EMPTY_OR_FIGURES = List.of(
            "/api/admin/integrations/health",
            "reports",
            "badge",
            "table HEALTHMON_SCHEMA_LOCK",
            "table HEALTHMON_SCHEMA_HISTORY",
            "table INTEGRATION_HEALTH_HOURLY",
            "table INTEGRATION_HEALTH_DAILY",
            "table INTEGRATION_HEALTH_MONTHLY",
            "table INTEGRATION_HEALTH_LOG_GROWTH",
            "table HEALTH_MAINTENANCE");

    private static final List<String> PAGES = List.of(
            "/health",
            "/api/integrations",
            "/api/integrations/telling",
            "/api/integrations/backup",
            "/api/integrations/c0-seen",
            "/api/integrations/telling/health",
            "/api/integrations/throwing/health",
            "/api/integrations/backup/health",
            "/api/integrations/telling/explain",
            "/api/integrations/throwing/explain",
            "/api/admin/integrations/health",
            "/api/metrics",
            "/metrics");

    private final List<SecretSample> samples = Stream.concat(
                    SecretSample.all().stream(),
                    Stream.of(ConfiguredSecrets.VARIABLES, ConfiguredSecrets.PLAIN)
                            .flatMap(known -> known.values().stream())
                            .map(value -> new SecretSample(value, value)))
            .toList();
    private final List<String> texts = samples.stream()
            .map(sample -> MARKER + samples.indexOf(sample) + ", " + sample.text() + " ," + MARKER)
            .toList();
    private final TellTales tales = new TellTales(
            texts,
            MARKER + " " + String.join(" ", ConfiguredSecrets.VARIABLES.values()) + " "
                    + String.join(" ", ConfiguredSecrets.PLAIN.values()),
            ConfiguredSecrets.plain("password of the channel"));
    private final TellTales.Channel channel = tales.channel();
    private final String url = TestDatabases.h2();
    private final Map<String, String> surfaces = new LinkedHashMap<>();
    private HealthMonitor monitor;
    private HealthHandler handler;

    @BeforeEach
    void start() {
        Settings settings = JsonSettings.parse(
                ConfiguredSecrets.CONFIGURATION.getBytes(StandardCharsets.UTF_8), ConfiguredSecrets.VARIABLES);
        monitor = HealthMonitor.builder()
                .settings(settings)
                .store(JdbcHealthStore.open(url, "sa", ConfiguredSecrets.plain("password of the database")))
                .listen(HealthEvent.StatusChanged.class, tales.listener())
                .alert("pager", channel)
                .allowNetworks("127.0.0.0/8")
                .add(
                        Integration.named("Telling seen")
                                .id("telling")
                                .visibleToAll(true)
                                .every(Duration.ofDays(1)),
                        tales.telling())
                .add(
                        Integration.named("Report seen").id("report"),
                        Heartbeat.every(Duration.ofDays(1), ConfiguredSecrets.plain("heartbeat")))
                .add(Integration.named("Throwing seen").id("throwing").every(Duration.ofDays(1)), tales.throwing())
                .build();
        handler = HealthHandler.builder(monitor)
                .settings(settings)
                .authenticator(BearerTokens.of(settings).with(ConfiguredSecrets.plain("token"), Role.VIEWER, "eve"))
                .cronSecret(ConfiguredSecrets.plain("cron secret"))
                .requestsPerSecond(1_000_000)
                .build();
        monitor.start();
    }

    @AfterEach
    void end() {
        monitor.close();
    }

    @Test
    void whatIsSecretIsFoundNowhereWhateverWayItCameIn() throws Exception {
        LiveStream events = get("/api/live").live().orElseThrow();
        LiveStream socket = handler.openSocket(request("GET", "/api/live/ws", null, ""), "")
                .live()
                .orElseThrow();
        tell();
        channel.awaitAlerts();
        look(events, socket);
        assertClean();
    }

    private void tell() throws Exception {
        for (int index = 0; index < texts.size(); index++) {
            String text = texts.get(index);
            monitor.check("telling").get(20, TimeUnit.SECONDS);
            monitor.check("throwing").get(20, TimeUnit.SECONDS);
            beat(text);
            keep(
                    "answer to metrics",
                    post(
                            "/api/metrics",
                            "{\"metrics\": [{\"kind\": \"count\", \"name\": \"said\","
                                    + " \"labels\": {\"text\": " + quoted(text)
                                    + "}, \"value\": 1}, {\"kind\": \"count\", \"name\": \""
                                    + "bad\", \"labels\": {\"text\": \"ok\"}, \"value\": " + quoted(text) + "}]}"));
            post(
                    "/api/metrics",
                    "{\"metrics\": [{\"kind\": \"count\", \"name\": \"said\", \"labels\": {\"text\": " + quoted(text)
                            + "}, \"value\": 1}]}");
            create(index, text);
            AuditLog.Entry entry = new AuditLog.Entry(monitor.clock().instant(), text, "edit", text, text);
            monitor.audit().add(entry.redactedBy(monitor.redactor()));
            monitor.cleanUp(text);
            ask(text);
        }
    }

    private void beat(String text) throws Exception {
        ApiResponse answer = send(
                "POST",
                "/api/heartbeats/backup/fail",
                null,
                text,
                "Authorization",
                "Bearer " + ConfiguredSecrets.VARIABLES.get("HEARTBEAT_TOKEN"),
                "Content-Type",
                "text/plain");
        assertThat(answer.status())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isBetween(200, 202);
        monitor.ping("backup", Ping.LOG, text).get(20, TimeUnit.SECONDS);
    }

    /** What holds a secret is refused; with the secret only in a field of its own, so that the others arrive. */
    private void create(int index, String text) {
        String settings =
                "\"type\": \"tcp\", \"host\": \"127.0.0.1\", \"port\": 9, \"interval\": \"1d\", \"enabled\": false";
        keep("answer to create", post("/api/integrations", "{\"name\": " + quoted("A" + text) + ", " + settings + "}"));
        keep(
                "answer to create",
                post(
                        "/api/integrations",
                        "{\"name\": \"B" + index + " seen\", \"tags\": [" + quoted(text) + "], " + settings + "}"));
        keep("answer to create", post("/api/integrations", "{\"name\": \"C" + index + " seen\", " + settings + "}"));
        keep(
                "answer to change",
                send("PATCH", "/api/integrations/c" + index + "-seen", null, "{\"tags\": [" + quoted(text) + "]}"));
        keep(
                "answer to change",
                send(
                        "PATCH",
                        "/api/integrations/c" + index + "-seen",
                        null,
                        "{\"seen\": " + quoted(text) + ", " + quoted(text) + ": 1, \"type\": " + quoted(text) + "}"));
    }

    private void ask(String text) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
        for (String part : List.of(text, encoded)) {
            keep("problem", send("GET", "/api/integrations/" + part + "/health", null, ""));
            keep("problem", send("GET", "/api/integrations/telling/health/history", "from=" + part, ""));
            keep("problem", send("GET", "/api/integrations", part + "=1&limit=" + part, ""));
            keep("problem", send("GET", "/api/admin/audit", "seen=" + part, ""));
            keep("problem", send("GET", "/" + part, null, ""));
        }
        keep("problem", send("GET", "/api/integrations/seen/health", null, "", "X-Said", text));
        keep("problem", send("POST", "/api/cron/seen", null, "", "Authorization", "Bearer " + text));
    }

    private void look(LiveStream events, LiveStream socket) throws IOException, SQLException {
        for (String path : PAGES) {
            keep(path, found(get(path)));
        }
        for (String id : List.of("telling", "throwing", "backup")) {
            for (String format : List.of("json", "csv", "ndjson")) {
                String query = "limit=1000&format=" + format;
                keep(
                        "history " + format + " of " + id,
                        send("GET", "/api/integrations/" + id + "/health/history", query, ""));
            }
        }
        keep("audit", send("GET", "/api/admin/audit", "limit=1000", ""));
        keep("reports", found(get("/api/reports")));
        keep("badge", found(get("/badge/telling.svg")));
        keep("events", polled(events));
        keep("socket", polled(socket));
        keep("alerts", channel.told());
        try (Connection connection =
                DriverManager.getConnection(url, "sa", ConfiguredSecrets.PLAIN.get("password of the database"))) {
            // why: figures are written at the latest when it closes, and the database goes with its last connection
            monitor.close();
            TableTexts.of(connection).forEach((table, content) -> keep("table " + table, content));
        }
        keep("logs", String.join("\n", RecordedLogs.containing("")));
    }

    private void assertClean() {
        SoftAssertions softly = new SoftAssertions();
        surfaces.forEach((name, content) -> {
            for (SecretSample sample : samples) {
                for (String form : forms(sample.secret())) {
                    softly.assertThat(content.contains(form))
                            .as(name + " shows " + form + around(content, form))
                            .isFalse();
                }
            }
        });
        for (String name : surfaces.keySet()) {
            if (!EMPTY_OR_FIGURES.contains(name) && !name.startsWith("answer")) {
                softly.assertThat(surfaces.get(name)).as(name).contains(MARKER);
            }
        }
        softly.assertAll();
    }

    private static String around(String content, String form) {
        int at = content.indexOf(form);
        return at < 0 ? "" : " in: " + content.substring(Math.max(0, at - 120), Math.min(content.length(), at + 60));
    }

    private static List<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                        secret,
                        URLEncoder.encode(secret, StandardCharsets.UTF_8),
                        secret.replace("/", "\\/"),
                        Base64.getEncoder().withoutPadding().encodeToString(bytes))
                .distinct()
                .toList();
    }

    private void keep(String name, ApiResponse response) {
        keep(name, response.headers() + "\n" + new String(response.body(), StandardCharsets.UTF_8));
    }

    private void keep(String name, String content) {
        surfaces.merge(name, content, (before, more) -> before + "\n" + more);
    }

    private static String polled(LiveStream stream) {
        StringBuilder text = new StringBuilder();
        for (byte[] bytes = stream.poll(); bytes != null; bytes = stream.poll()) {
            text.append(new String(bytes, StandardCharsets.UTF_8));
        }
        stream.close();
        return text.toString();
    }

    private static ApiResponse found(ApiResponse response) {
        assertThat(response.status())
                .as(new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return response;
    }

    private ApiResponse get(String path) {
        return send("GET", path, null, "");
    }

    private ApiResponse post(String path, String body) {
        return send("POST", path, null, body);
    }

    private ApiResponse send(String method, String path, @Nullable String query, String body, String... more) {
        return handler.handle(request(method, path, query, body, more));
    }

    private static ApiRequest request(String method, String path, @Nullable String query, String body, String... more) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Authorization", List.of("Bearer " + ConfiguredSecrets.VARIABLES.get("API_TOKEN")));
        headers.put("Host", List.of("status.example.com"));
        headers.put("Content-Type", List.of("application/json"));
        for (int index = 0; index < more.length; index += 2) {
            headers.put(more[index], List.of(more[index + 1]));
        }
        return new ApiRequest(
                method,
                path,
                query,
                ApiRequest.Connection.of("HTTP/1.1"),
                RequestHeaders.of(headers),
                RequestBody.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
