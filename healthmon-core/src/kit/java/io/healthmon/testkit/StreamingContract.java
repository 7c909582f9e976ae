package io.healthmon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.HealthMonitor;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.http.BearerTokens;
import io.healthmon.http.HealthHandler;
import io.healthmon.http.Role;
import io.healthmon.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What every adapter promises of answers that are made while they are sent. */
public abstract class StreamingContract extends ServerContract {

    private static final int RESULTS = 40_000;
    private static final int ROW_BYTES = 900;

    /** What may be under way to a client who does not read: in buffers of both sides and of the server(). */
    private static final long MOST_UNDER_WAY = 16 << 20;

    private static final String PATH =
            "/api/integrations/mail/health/history?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z";

    private final PagedResults results = new PagedResults(RESULTS, ROW_BYTES);
    private final HealthMonitor monitor = HealthMonitor.builder()
            .store(results.store())
            .add(Integration.named("Mail"), context -> CheckResult.healthy())
            .build();

    @Override
    final HealthMonitor monitor() {
        return monitor;
    }

    @Override
    final HealthHandler handler() {
        return HealthHandler.builder(monitor)
                .authenticator(BearerTokens.none().with(Secret.of("see"), Role.VIEWER, "vera"))
                .build();
    }

    @Test
    void sendsAnExportToItsLastRow() throws Exception {
        HttpResponse<String> response = client().send(request("GET", "text/csv"), BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(response.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"mail-results.csv\"");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(response.headers().firstValue("Content-Length")).isEmpty();
        assertThat(response.body().split("\r\n", -1)).hasSize(RESULTS + 2);
        assertThat(response.body()).startsWith("at,status,responseTime,cause,message\r\n");
    }

    @Test
    void answersReports() throws Exception {
        HttpRequest reports = HttpRequest.newBuilder(server().resolve("/api/reports?groupBy=type&range=7d"))
                .header("Authorization", "Bearer see")
                .build();
        HttpResponse<String> response = client().send(reports, BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"groups\":[{\"group\":\"\",\"members\":1");
    }

    @Test
    void answersHeadWithoutMakingRows() throws Exception {
        HttpResponse<String> head = client().send(request("HEAD", "text/csv"), BodyHandlers.ofString());

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(head.body()).isEmpty();
        assertThat(results.pages()).isEqualTo(1);
    }

    @Test
    void sendsToOldClientsUntilTheConnectionEnds() throws Exception {
        try (Socket socket = raw().connect()) {
            ask(socket, "HTTP/1.0");
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(RawHttp.status(answer)).isEqualTo(200);
            assertThat(answer).doesNotContainIgnoringCase("transfer-encoding").contains((RESULTS - 1) + " xxx");
            assertThat(answer).endsWith("}\n");
        }
    }

    @Test
    void endsTheConnectionWhenTheStoreFailsInTheMiddle() throws Exception {
        results.failAfter(20);

        assertThatThrownBy(() -> client().send(request("GET", "application/x-ndjson"), BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
        assertThat(client().send(request("HEAD", "application/json"), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void tellsOldClientsThatTheStoreFailedInTheMiddle() throws Exception {
        results.failAfter(20);
        try (Socket socket = raw().connect()) {
            ask(socket, "HTTP/1.0");
            byte[] answer = socket.getInputStream().readAllBytes();

            assertThat(new String(answer, StandardCharsets.UTF_8))
                    .endsWith("!! broken off: this export is not complete\r\n");
        }
    }

    @Test
    void answersAProblemWhenTheStoreFailsAtTheBegin() throws Exception {
        results.failAfter(0);
        HttpResponse<String> response = client().send(request("GET", "text/csv"), BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void makesNoMoreThanASlowClientTakesAndFreesThePlaceOfOneWhoGoes() throws Exception {
        int logged = RecordedLogs.containing("Exception").size();
        for (int number = 0; number < 6; number++) {
            int before = results.pages();
            try (Socket slow = raw().connectWithSmallBuffer()) {
                askUntilThereIsAPlace(slow);
                InputStream in = slow.getInputStream();
                long read = in.readNBytes(2 << 20).length;

                assertThat((results.pages() - before) * 1_000L * ROW_BYTES - read)
                        .isLessThan(MOST_UNDER_WAY);
            }
        }
        assertThat(RecordedLogs.containing("Exception")).hasSize(logged);
    }

    @Test
    void refusesMoreThanFourExportsAtATime() throws Exception {
        Socket[] slow = new Socket[4];
        try {
            for (int number = 0; number < slow.length; number++) {
                slow[number] = raw().connectWithSmallBuffer();
                ask(slow[number], "HTTP/1.1");
                assertThat(slow[number].getInputStream().readNBytes(100)).hasSize(100);
            }
            HttpResponse<String> fifth = client().send(request("GET", "text/csv"), BodyHandlers.ofString());

            assertThat(fifth.statusCode()).isEqualTo(503);
            assertThat(fifth.headers().firstValue("Retry-After")).hasValue("10");
        } finally {
            for (Socket socket : slow) {
                if (socket != null) {
                    socket.close();
                }
            }
        }
    }

    /** A place is free again once the server has noticed that its client went. */
    private void askUntilThereIsAPlace(Socket first) throws IOException, InterruptedException {
        HttpRequest head = request("HEAD", "text/csv");
        int status = 503;
        for (int tries = 0; tries < 20_000 && status == 503; tries++) {
            status = client().send(head, BodyHandlers.discarding()).statusCode();
        }
        assertThat(status).isEqualTo(200);
        ask(first, "HTTP/1.1");
    }

    private static void ask(Socket socket, String protocol) throws IOException {
        String request = "GET " + PATH + " " + protocol
                + "\r\nHost: x\r\nAuthorization: Bearer see\r\nAccept: application/x-ndjson\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private HttpRequest request(String method, String accept) {
        return HttpRequest.newBuilder(server().resolve(PATH))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer see")
                .header("Accept", accept)
                .method(method, BodyPublishers.noBody())
                .build();
    }
}
