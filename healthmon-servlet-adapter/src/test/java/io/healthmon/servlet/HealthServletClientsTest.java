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
import io.healthmon.testkit.RawHttp;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are slow, greedy or gone. */
class HealthServletClientsTest {

    private static final String SLOW = "slow";
    private static final int MANY = 3 * Container.THREADS;

    @TempDir
    Path directory;

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final HealthMonitor monitor = HealthMonitor.builder()
            .add(Integration.named("Fast"), context -> CheckResult.healthy())
            .add(Integration.named("Slow").timeout(Duration.ofSeconds(20)), context -> {
                begun.countDown();
                released.await();
                return CheckResult.healthy();
            })
            .build();
    private final HealthHandler handler = HealthHandler.builder(monitor)
            .authenticator(BearerTokens.none().with(Secret.of("run"), Role.OPERATOR, "otto"))
            .build();
    private boolean asyncSupported = true;
    private Container container;

    @AfterEach
    void stop() throws Exception {
        released.countDown();
        container.stop();
        monitor.close();
    }

    @Test
    void aBodyThatComesInPiecesIsAwaited() throws Exception {
        start(Duration.ofSeconds(20));
        try (Socket client =
                client(check("fast", "Content-Type: application/json\r\nContent-Length: 7\r\n") + "{\"a")) {
            assertThat(healthStatus()).isEqualTo(200);
            send(client, "\":1}");

            assertThat(RawHttp.status(RawHttp.receive(client.getInputStream()))).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 7\r\n", "Transfer-Encoding: chunked\r\n"})
    void aBodyThatNeverComesIsRefusedWhenTheContainerHasNoMorePatience(String length) throws Exception {
        start(Duration.ofSeconds(1));
        try (Socket client = client(check("fast", length))) {
            String answer = RawHttp.receive(client.getInputStream());

            assertThat(RawHttp.status(answer)).isIn(0, 400, 408);
            assertThat(answer).doesNotContain("java.", "\tat ");
        }
        assertThat(healthStatus()).isEqualTo(200);
    }

    @Test
    void clientsWhoDawdleOverABodyThatIsRefusedKeepNoThread() throws Exception {
        start(Duration.ofSeconds(20));
        List<Socket> clients = new ArrayList<>();
        for (int number = 0; number < MANY; number++) {
            clients.add(client(check("fast", "Content-Length: 10485760\r\n") + "{"));
        }

        for (Socket client : clients) {
            assertThat(RawHttp.status(RawHttp.receive(client.getInputStream()))).isEqualTo(413);
        }
        assertThat(healthStatus()).isEqualTo(200);
        for (Socket client : clients) {
            client.close();
        }
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWithoutAsynchronousSupportToo() throws Exception {
        asyncSupported = false;
        start(Duration.ofSeconds(20));
        try (Socket client = client(check("fast", "Content-Length: 70000\r\n"))) {
            assertThat(RawHttp.status(RawHttp.receive(client.getInputStream()))).isEqualTo(413);
        }
        assertThat(healthStatus()).isEqualTo(200);
    }

    @Test
    void clientsWhoLeaveInTheMiddleOfABodyHarmNobody() throws Exception {
        start(Duration.ofSeconds(20));
        for (int number = 0; number < MANY; number++) {
            breakOff(client(check("fast", "Content-Length: 7\r\n") + "{"));
            breakOff(client(check("fast", "Content-Length: 10485760\r\n") + "{"));
        }

        assertThat(healthStatus()).isEqualTo(200);
    }

    @Test
    void aClientWhoLeavesWhileHisCheckRunsHarmsNobody() throws Exception {
        start(Duration.ofSeconds(20));
        Socket client = client(check(SLOW, "Content-Length: 0\r\n"));
        begun.await();

        assertThat(healthStatus()).isEqualTo(200);
        breakOff(client);
        released.countDown();

        assertThat(monitor.check(SLOW).join().state().lastCheckAt()).isNotNull();
        assertThat(healthStatus()).isEqualTo(200);
    }

    private void start(Duration patience) throws Exception {
        container = Container.start(Application.of(this::register).withPatience(patience), directory);
    }

    private void register(ServletContext context) {
        ServletRegistration.Dynamic servlet = context.addServlet("healthmon", new HealthServlet(handler));
        servlet.addMapping("/*");
        servlet.setAsyncSupported(asyncSupported);
    }

    private static String check(String integration, String headers) {
        return "POST /api/integrations/" + integration + "/health/check HTTP/1.1\r\nHost: x\r\n"
                + "Authorization: Bearer run\r\n" + headers + "\r\n";
    }

    private Socket client(String request) throws IOException {
        Socket client = new RawHttp(container.address()).connect();
        send(client, request);
        return client;
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
    }

    /** Closes with a reset, as a client does that has crashed. */
    private static void breakOff(Socket client) throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }

    private int healthStatus() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(container.address().resolve("/health"))
                .timeout(Duration.ofSeconds(10))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
