package io.healthmon.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.HealthMonitor;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.http.BearerTokens;
import io.healthmon.http.HealthHandler;
import io.healthmon.http.Role;
import io.healthmon.secret.Secret;
import io.healthmon.servlet.Container.Application;
import io.healthmon.testkit.LiveReader;
import io.healthmon.testkit.RawHttp;
import io.healthmon.testkit.SocketReader;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a servlet can do wrong with live streams that others cannot. */
class HealthServletLiveTest {

    /** More than the container has threads. */
    private static final int MANY = 3 * Container.THREADS;

    private static final String[] TOKEN = {"Authorization", "Bearer see"};

    @TempDir
    Path directory;

    private final HealthMonitor monitor = HealthMonitor.builder()
            .add(Integration.named("Mail"), context -> CheckResult.healthy())
            .build();
    private final HealthHandler handler = HealthHandler.builder(monitor)
            .authenticator(BearerTokens.none().with(Secret.of("see"), Role.VIEWER, "vera"))
            .build();
    private final HealthServlet servlet = new HealthServlet(handler);
    private ServletContext context;
    private Container container;

    @AfterEach
    void stop() throws Exception {
        monitor.close();
        container.stop();
    }

    @Test
    void streamsKeepNoThreadOfTheContainer() throws Exception {
        start(true, "/*");
        List<LiveReader> readers = new ArrayList<>();
        for (int number = 0; number < MANY; number++) {
            readers.add(LiveReader.open(container.address().resolve("/api/live"), TOKEN));
            readers.get(number).next();
        }
        assertThat(get("/health").statusCode()).isEqualTo(200);
        monitor.check("mail").join();

        for (LiveReader reader : readers) {
            assertThat(reader.nextEvent().data()).contains("\"status\":\"healthy\"");
            reader.close();
        }
    }

    @Test
    void withoutAsynchronousSupportTheAnswerSaysWhatToDo() throws Exception {
        start(false, "/*");

        HttpResponse<String> answer = get("/api/live");

        assertThat(answer.statusCode()).isEqualTo(501);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("asyncSupported");
        assertThat(handler.liveStreams()).isZero();
    }

    @Test
    void whereTheContainerHasNoWebSocketsTheAnswerIsThatOfAPlainRequest() throws Exception {
        start(true, "/*");
        context.removeAttribute("jakarta.websocket.server.ServerContainer");

        String answer = new RawHttp(container.address())
                .send("GET /api/live/ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                        + "Authorization: Bearer see\r\n\r\n");

        assertThat(RawHttp.status(answer)).isEqualTo(426);
    }

    @Test
    void socketsStandBelowTheMappingOfTheServlet() throws Exception {
        start(true, "/healthmon/*");
        URI below = URI.create("ws://" + container.address().getAuthority() + "/healthmon/api/live/ws");

        try (SocketReader reader = SocketReader.open(below, List.of(), TOKEN)) {
            assertThat(reader.next()).contains("\"event\":\"open\"");
        }
    }

    @Test
    void aHostCanEndTheStreamsBeforeItStops() throws Exception {
        start(true, "/*");
        URI socket = URI.create("ws://" + container.address().getAuthority() + "/api/live/ws");
        try (LiveReader reader = LiveReader.open(container.address().resolve("/api/live"), TOKEN);
                SocketReader other = SocketReader.open(socket, List.of(), TOKEN)) {
            other.next();
            servlet.endLiveStreams();

            reader.awaitEnd();
            assertThat(other.closeCode()).isEqualTo(1001);
            assertThat(handler.liveStreams()).isZero();
        }
    }

    private void start(boolean asyncSupported, String mapping) throws Exception {
        container = Container.start(
                Application.of(started -> {
                    context = started;
                    ServletRegistration.Dynamic registration = started.addServlet("healthmon", servlet);
                    registration.addMapping(mapping);
                    registration.setAsyncSupported(asyncSupported);
                }),
                directory);
    }

    private HttpResponse<String> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(container.address().resolve(path))
                .header(TOKEN[0], TOKEN[1])
                .timeout(Duration.ofSeconds(10))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
