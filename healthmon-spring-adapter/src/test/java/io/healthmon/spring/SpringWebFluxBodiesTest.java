package io.healthmon.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.HealthMonitor;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.check.heartbeat.Heartbeat;
import io.healthmon.http.BearerTokens;
import io.healthmon.http.HealthHandler;
import io.healthmon.http.Role;
import io.healthmon.secret.Secret;
import io.healthmon.testkit.RawHttp;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;

/** When a reactive application takes the body of a request, and from whom. */
class SpringWebFluxBodiesTest {

    /** Shorter than the 15 s for which a body is waited for. */
    private static final int AT_ONCE_MILLIS = 8_000;

    private static final String CHECK = "/api/integrations/mail/health/check";

    private final HealthMonitor monitor = HealthMonitor.builder()
            .add(Integration.named("Mail"), context -> CheckResult.healthy())
            .add(Integration.named("Backup"), Heartbeat.every(Duration.ofDays(1), Secret.of("beat")))
            .build();
    private WebApplication application;

    @BeforeEach
    void start() {
        HealthHandler handler = HealthHandler.builder(monitor)
                .cronSecret(Secret.of("cron-secret"))
                .authenticator(BearerTokens.none()
                        .with(Secret.of("see"), Role.VIEWER, "vera")
                        .with(Secret.of("run"), Role.OPERATOR, "otto"))
                .build();
        application =
                WebApplication.start(WebApplicationType.REACTIVE, WebApplication.Everything.class, handler, Map.of());
    }

    @AfterEach
    void stop() {
        application.close();
        monitor.close();
    }

    @Test
    void theBodyOfWhoIsLetInIsWaitedFor() throws Exception {
        String body = "{\"why\":\"slow\"}";
        try (Socket socket = connect()) {
            send(socket, head(CHECK, "run", "Content-Length: " + body.length()));
            send(socket, body.substring(0, 5));
            assertThat(RawHttp.status(
                            new RawHttp(application.address()).send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n")))
                    .isEqualTo(200);
            send(socket, body.substring(5));

            assertThat(RawHttp.status(RawHttp.receive(socket.getInputStream()))).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"65536, 400", "65537, 413"})
    void aBodyInChunksIsTakenUpToItsBound(int size, int status) throws Exception {
        String chunk = Integer.toHexString(size) + "\r\n" + " ".repeat(size) + "\r\n0\r\n\r\n";
        String answer =
                new RawHttp(application.address()).send(head(CHECK, "run", "Transfer-Encoding: chunked") + chunk);

        assertThat(RawHttp.status(answer)).isEqualTo(status);
        assertThat(answer).contains("application/problem+json");
    }

    private Socket connect() throws IOException {
        Socket socket = new RawHttp(application.address()).connect();
        socket.setSoTimeout(AT_ONCE_MILLIS);
        return socket;
    }

    private static String head(String path, String token, String length) {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\n" + length + "\r\n\r\n";
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }
}
