package io.healthmon.testkit;

import static io.healthmon.testkit.DescribedReading.ALL;
import static io.healthmon.testkit.DescribedReading.DRAFT;
import static io.healthmon.testkit.DescribedReading.HISTORY;
import static io.healthmon.testkit.DescribedReading.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.http.HealthHandler;
import io.healthmon.testkit.DescribedApi.Answer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every adapter promises of {@code /api/openapi.json}: that each status which it names is answered so, over the wire, and
 * nothing that it does not name.
 */
public abstract class DescriptionContract {

    private static final String SHOP =
            "{\"name\":\"Shop\",\"type\":\"tcp\",\"host\":\"shop.example.com\",\"port\":1,\"interval\":\"1m\"}";
    private static final String METRICS =
            "{\"metrics\":[{\"kind\":\"duration\",\"name\":\"page_load\",\"value\":1234,\"labels\":{\"route\":\"/x\"}},"
                    + "{\"kind\":\"outcome\",\"name\":\"sms\",\"value\":false},"
                    + "{\"kind\":\"count\",\"name\":\"errors\",\"value\":2},"
                    + "{\"kind\":\"gauge\",\"name\":\"credit\",\"value\":12.5}]}";
    private static final String PICTURE = "image/png";
    private static final String MAIL = ALL + "/mail";
    private static final String NOTHING = ALL + "/nothing";
    private static final String CHECK = "/health/check";
    private static final String TEST = "/api/admin/integrations/health";
    private static final String SOCKET = "GET /api/live/ws";
    private static final String CLEAN_UP = "/api/cron/cleanup-health-logs";
    private static final String CHECK_ALL = "/api/cron/check-integration-health";

    /** What a server that is set up rightly never answers. */
    private static final Set<String> NEVER_PROVOKED = Set.of(
            // only a servlet without asyncSupported answers it; its own tests have one
            "GET /api/live 501");

    /** Where there are no WebSockets, all that a handshake gets is an ordinary answer. */
    private static final Set<String> OF_HANDSHAKES = Set.of(
            SOCKET + " 101", SOCKET + " 400", SOCKET + " 401", SOCKET + " 403", SOCKET + " 429", SOCKET + " 503");

    private final EventfulService service = new EventfulService();
    private URI server = URI.create("");
    private DescribedAnswers answers;

    /** Starts the server around a handler; returns its address without a path. */
    protected abstract URI start(HealthHandler handler) throws Exception;

    /** Stops the server. */
    protected abstract void stop() throws Exception;

    /** Returns whether the server opens WebSockets. */
    protected abstract boolean opensSockets();

    @BeforeEach
    final void startServer() throws Exception {
        server = start(service.handler());
        answers = new DescribedAnswers(server);
    }

    @AfterEach
    final void stopServer() throws Exception {
        stop();
        service.close();
    }

    @Test
    void everyStatusIsAnsweredAsDescribed() throws Exception {
        DescribedReading reading = new DescribedReading(answers);
        reading.whatAnybodySees();
        whatEveryOperationRefuses();
        whatNoPathTakes();
        whatIsCreated();
        whatIsChanged();
        whatIsDeleted();
        whatAdminsSee();
        whatIsMeasured();
        reading.howIntegrationsAre();
        whatIsChecked();
        reading.reports();
        live();
        sockets();
        whatJobsSay();
        whatCronDoes();
        whatIsHealthyAgain();
        whatHappensWithoutAStore();
        whatStrangersGet();
        whatHappensWhenItIsClosed();
        answers.soft().assertAll();
        assertThat(answers.provoked()).isEqualTo(expected());
    }

    private Set<String> expected() {
        Set<String> expected = new TreeSet<>(answers.api().statuses());
        assertThat(expected).containsAll(NEVER_PROVOKED).containsAll(OF_HANDSHAKES);
        expected.removeAll(NEVER_PROVOKED);
        if (!opensSockets()) {
            expected.removeAll(OF_HANDSHAKES);
        }
        return expected;
    }

    /** Of what the document itself says: who is kept out, and which bodies and wishes are refused. */
    private void whatEveryOperationRefuses() throws Exception {
        for (DescribedOperation operation : DescribedOperation.all(answers.api())) {
            String name = operation.name();
            String address = operation.address();
            String token = operation.token();
            if (operation.needsRole()) {
                answers.expect(401, name, address, "", "");
                answers.expect(403, name, address, operation.otherToken(), "");
                answers.expect(429, name, address, EventfulService.BUSY, "");
            }
            if (operation.has(406)) {
                answers.expect(406, name, address, token, "", "Accept", PICTURE);
            }
            if (operation.has(413) || operation.takesBody()) {
                answers.expect(413, name, address, token, " ".repeat(70_000));
            }
            if (operation.has(415)) {
                answers.expect(415, name, address, token, "{}", "Content-Type", "text/plain");
            }
        }
    }

    private void whatNoPathTakes() throws Exception {
        for (Map.Entry<String, Set<String>> path :
                DescribedOperation.methods(answers.api()).entrySet()) {
            Answer refused = answers.send("PUT", path.getKey(), "", "");
            answers.soft()
                    .assertThat(refused.status())
                    .as("PUT " + path.getKey())
                    .isEqualTo(405);
            answers.soft()
                    .assertThat(answers.api().faultsOfShared("MethodNotAllowed", refused))
                    .isEmpty();
            Set<String> allowed = new TreeSet<>(
                    List.of(Objects.requireNonNullElse(refused.headers().get("Allow"), "")
                            .split(", ")));
            allowed.removeAll(Set.of("HEAD", "OPTIONS"));
            answers.soft().assertThat(allowed).as(path.getKey()).isEqualTo(path.getValue());
        }
        Answer refused = answers.send("GET", "/health?" + "x".repeat(4_200), "", "");
        assertThat(refused.status()).isEqualTo(414);
        if (!refused.body().isEmpty()) { // a server may well refuse it before, without a word
            assertThat(answers.api().faultsOfShared("AddressTooLong", refused)).isEmpty();
        }
    }

    private void whatIsCreated() throws Exception {
        answers.expect(201, "POST " + ALL, ALL, "own", SHOP);
        answers.expect(409, "POST " + ALL, ALL, "own", SHOP);
        answers.expect(400, "POST " + ALL, ALL, "own", "{\"name\":\"X\",\"type\":\"tcp\"}");
        answers.expect(400, "POST " + ALL, ALL, "own", "");
        answers.expect(400, "POST " + ALL, ALL, "own", "[");
    }

    private void whatIsChanged() throws Exception {
        String shop = ALL + "/shop";
        answers.get(200, ONE, shop, "own");
        answers.get(200, ONE, MAIL, "own");
        answers.get(404, ONE, NOTHING, "own");
        answers.expect(200, "PATCH " + ONE, shop, "own", "{\"interval\":\"2m\",\"timeout\":null}");
        answers.expect(200, "PATCH " + ONE, ALL + "/good", "own", "{\"timeout\":\"4s\"}");
        answers.get(200, ONE, ALL + "/good", "own");
        answers.expect(400, "PATCH " + ONE, shop, "own", "{\"interval\":\"x\"}");
        answers.expect(404, "PATCH " + ONE, NOTHING, "own", "{\"interval\":\"2m\"}");
        answers.expect(409, "PATCH " + ONE, shop, "own", "{\"name\":\"Good\"}");
        answers.expect(412, "PATCH " + ONE, shop, "own", "{\"interval\":\"3m\"}", "If-Match", "\"old\"");
    }

    private void whatIsDeleted() throws Exception {
        String shop = ALL + "/shop";
        answers.expect(200, "POST " + ONE + "/pause", shop + "/pause", "own", "{\"duration\":\"30m\"}");
        answers.expect(400, "POST " + ONE + "/pause", shop + "/pause", "own", "{\"duration\":\"x\"}");
        answers.expect(404, "POST " + ONE + "/pause", NOTHING + "/pause", "own", "");
        answers.expect(200, "POST " + ONE + "/resume", shop + "/resume", "own", "");
        answers.expect(400, "POST " + ONE + "/resume", shop + "/resume", "own", "[");
        answers.expect(404, "POST " + ONE + "/resume", NOTHING + "/resume", "own", "");
        answers.expect(412, "DELETE " + ONE, shop, "own", "", "If-Match", "\"old\"");
        answers.expect(400, "DELETE " + ONE, shop, "own", "", "If-Match", "old");
        answers.expect(204, "DELETE " + ONE, shop, "own", "");
        answers.expect(404, "DELETE " + ONE, shop, "own", "");
        answers.expect(409, "DELETE " + ONE, MAIL, "own", "");
    }

    private void whatAdminsSee() throws Exception {
        answers.get(200, TEST, TEST, "own");
        answers.get(200, TEST, TEST + "?history=30d", "own");
        answers.get(400, TEST, TEST + "?history=x", "own");
        answers.expect(200, "POST " + TEST, TEST, "own", "{\"integration\":\"slow\"}");
        answers.expect(429, "POST " + TEST, TEST, "own", "{\"integration\":\"slow\"}");
        answers.expect(404, "POST " + TEST, TEST, "own", "{\"integration\":\"nothing\"}");
        answers.expect(400, "POST " + TEST, TEST, "own", "{}");
        answers.get(200, "/api/admin/audit", "/api/admin/audit", "own");
        answers.get(200, "/api/admin/audit", "/api/admin/audit?limit=1", "own");
        answers.get(400, "/api/admin/audit", "/api/admin/audit?limit=x", "own");
    }

    private void whatIsMeasured() throws Exception {
        answers.expect(202, "POST /api/metrics", "/api/metrics", "send", METRICS);
        answers.expect(400, "POST /api/metrics", "/api/metrics", "send", "{\"metrics\":[{}]}");
        answers.get(200, "/api/metrics", "/api/metrics", "see");
        answers.get(200, "/api/metrics", "/api/metrics?name=sms", "see");
        answers.get(400, "/api/metrics", "/api/metrics?name=a&name=b", "see");
        answers.get(200, "/metrics", "/metrics", "see");
        answers.get(200, "/metrics", "/metrics", "see", "Accept", "application/openmetrics-text");
    }

    private void whatIsChecked() throws Exception {
        answers.expect(404, "POST " + ONE + CHECK, NOTHING + CHECK, "run", "");
        answers.expect(400, "POST " + ONE + CHECK, MAIL + CHECK, "run", "[");
        answers.expect(200, "POST " + ONE + CHECK, MAIL + CHECK, "run", "");
        answers.expect(429, "POST " + ONE + CHECK, MAIL + CHECK, "run", "");
    }

    private void live() throws Exception {
        answers.get(200, "/api/live", "/api/live", "see");
        answers.get(400, "/api/live", "/api/live?lastEventId=a&lastEventId=b", "see");
        answers.expect(200, "POST /api/live/tickets", "/api/live/tickets", "see", "");
        answers.expect(400, "POST /api/live/tickets", "/api/live/tickets", "see", "[");
        answers.get(426, "/api/live/ws", "/api/live/ws", "see");
    }

    private void sockets() throws Exception {
        if (opensSockets()) {
            handshake(401, "/api/live/ws");
            handshake(401, "/api/live/ws", "Authorization: Bearer wrong");
            handshake(403, "/api/live/ws", "Authorization: Bearer send");
            handshake(403, "/api/live/ws", "Origin: https://evil.example.com");
            handshake(429, "/api/live/ws", "Authorization: Bearer " + EventfulService.BUSY);
            handshake(400, "/api/live/ws?lastEventId=a&lastEventId=b", "Authorization: Bearer see");
            URI address = URI.create("ws://" + server.getAuthority() + "/api/live/ws");
            SocketReader.open(address, List.of("healthmon"), "Authorization", "Bearer see")
                    .close();
            answers.provoked().add(SOCKET + " 101");
        }
    }

    private void handshake(int status, String address, String... headers) throws Exception {
        Answer answer = answers.refusedHandshake(address, headers);
        answers.soft().assertThat(answer.status()).as(address).isEqualTo(status);
        answers.takeDown(SOCKET, address + " " + String.join(", ", headers), answer);
    }

    private void whatJobsSay() throws Exception {
        for (String method : List.of("GET", "POST")) {
            for (String what : List.of("", "/start", "/log", "/fail")) {
                String route = "/api/heartbeats/*" + what;
                answers.expect(202, method + " " + route, "/api/heartbeats/backup" + what, "beat", "");
                answers.expect(401, method + " " + route, "/api/heartbeats/backup" + what, "", "");
                answers.expect(404, method + " " + route, "/api/heartbeats/mail" + what, "beat", "");
            }
        }
        answers.get(200, ONE + "/health", ALL + "/backup/health", "see");
    }

    private void whatCronDoes() throws Exception {
        for (String path : List.of(CLEAN_UP, CHECK_ALL)) {
            answers.expect(200, "POST " + path, path, "cron-secret", "");
            answers.expect(400, "POST " + path, path, "cron-secret", "[");
            answers.expect(401, "POST " + path, path, "", "");
        }
    }

    private void whatIsHealthyAgain() throws Exception {
        service.check(CheckResult.down(Cause.QUOTA, "full"), "disk");
        answers.get(503, "/health/ready", "/health/ready", "");
        answers.get(503, "/health/ready", "/health/ready", "", "Accept", DRAFT);
        service.check(CheckResult.healthy(), "mail", "disk");
        for (String path : List.of("/health", "/api/health")) {
            answers.get(200, path, path, "see");
            answers.get(200, path, path, "see", "Accept", DRAFT);
        }
    }

    private void whatHappensWithoutAStore() throws Exception {
        answers.expect(201, "POST " + ALL, ALL, "own", SHOP);
        service.closeStore();
        answers.get(503, ONE + HISTORY, MAIL + HISTORY, "see");
        answers.get(503, "/api/reports", "/api/reports", "see");
        answers.get(503, "/api/admin/audit", "/api/admin/audit", "own");
        answers.expect(503, "POST " + ALL, ALL, "own", SHOP.replace("Shop", "Other"));
        answers.get(503, ONE, MAIL, "own");
        answers.expect(503, "PATCH " + ONE, MAIL, "own", "{\"interval\":\"2m\"}");
        answers.expect(503, "DELETE " + ONE, ALL + "/shop", "own", "");
        answers.expect(503, "POST " + ONE + "/pause", MAIL + "/pause", "own", "");
        answers.expect(503, "POST " + ONE + "/resume", MAIL + "/resume", "own", "");
        answers.expect(503, "POST " + CLEAN_UP, CLEAN_UP, "cron-secret", "");
        answers.get(200, ALL, ALL, "see");
    }

    /** Last, for from then on nobody gets in from here with a wrong credential, not even to hear that it is wrong. */
    private void whatStrangersGet() throws Exception {
        int status = 401;
        for (int number = 0; number < 1_000 && status == 401; number++) {
            status = answers.send("GET", ALL, "wrong", "").status();
        }
        for (String path : List.of(CLEAN_UP, CHECK_ALL)) {
            answers.expect(429, "POST " + path, path, "wrong", "");
        }
        for (String method : List.of("GET", "POST")) {
            for (String what : List.of("", "/start", "/log", "/fail")) {
                answers.expect(429, method + " /api/heartbeats/*" + what, "/api/heartbeats/backup" + what, "wrong", "");
            }
        }
    }

    private void whatHappensWhenItIsClosed() throws Exception {
        service.close();
        for (String method : List.of("GET", "POST")) {
            for (String what : List.of("", "/start", "/log", "/fail")) {
                answers.expect(503, method + " /api/heartbeats/*" + what, "/api/heartbeats/backup" + what, "beat", "");
            }
        }
        answers.get(503, "/api/live", "/api/live", "see");
        answers.expect(503, "POST " + CHECK_ALL, CHECK_ALL, "cron-secret", "");
        answers.expect(503, "POST " + ONE + CHECK, ALL + "/disk" + CHECK, "run", "");
        answers.expect(503, "POST " + TEST, TEST, "own", "{\"integration\":\"disk\"}");
        if (opensSockets()) {
            handshake(503, "/api/live/ws", "Authorization: Bearer see");
        }
    }
}
