package io.healthmon.http.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.HealthMonitor;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.http.BearerTokens;
import io.healthmon.http.HealthHandler;
import io.healthmon.http.Role;
import io.healthmon.secret.Secret;
import io.healthmon.testkit.RawHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class JdkHealthServerTest {

    private final CountDownLatch running = new CountDownLatch(1);
    private final HealthMonitor monitor = HealthMonitor.builder()
            .add(Integration.named("Slow").timeout(Duration.ofMinutes(1)), context -> {
                running.countDown();
                new CountDownLatch(1).await();
                return CheckResult.healthy();
            })
            .build();
    private final JdkHealthServer server = start(0);

    @AfterEach
    void close() {
        server.close();
        monitor.close();
    }

    @Test
    void saysThatThePortIsInUseAndTheWayOut() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();

            assertThatThrownBy(() -> start(port))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("port " + port + " on 127.0.0.1 is in use; set another \"server.port\"");
        }
    }

    @Test
    void saysThatTheHostIsNotOfThisMachine() {
        assertThatThrownBy(() -> JdkHealthServer.start(handler(), new InetSocketAddress("192.0.2.1", 0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("192.0.2.1")
                .hasMessageContaining("\"server.host\"");
    }

    @Test
    void saysThatTheHostIsNotKnown() {
        assertThatThrownBy(
                        () -> JdkHealthServer.start(handler(), InetSocketAddress.createUnresolved("no such host", 0)))
                .hasMessage("host \"no such host\" cannot be resolved;"
                        + " set \"server.host\" to a name or address of this machine");
    }

    @Test
    void answersAnAmbiguousRequestAsTheHandlerDoesAndHangsUp() throws IOException {
        try (Socket socket = raw().connect()) {
            socket.getOutputStream().write("GET /health HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(RawHttp.status(answer)).isEqualTo(400);
            assertThat(answer).contains("application/problem+json", "\"instance\":\"/health\"");
        }
    }

    @Test
    @Timeout(20)
    void slowClientsDoNotLockTheOthersOut() throws IOException {
        List<Socket> slow = new ArrayList<>();
        for (int number = 0; number < WorkerPool.MOST_THREADS + 4; number++) {
            Socket socket = raw().connect();
            socket.getOutputStream().write("GET /health HTTP/1.1\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
            slow.add(socket);
        }
        String answer = raw().send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(RawHttp.status(answer)).isEqualTo(200);
        for (Socket socket : slow) {
            socket.close();
        }
    }

    @Test
    @Timeout(20)
    void clientThatSendsNoBodyIsCutOff() throws IOException {
        String answer = raw().send(checkWith("Content-Length: 10\r\n\r\n{"));

        assertThat(RawHttp.status(answer)).isIn(0, 400);
        assertThat(running.getCount()).isEqualTo(1);
    }

    @Test
    @Timeout(20)
    void closesInTimeThoughARequestWaitsAndLeavesNoThread() throws Exception {
        try (Socket socket = raw().connect()) {
            socket.getOutputStream().write(checkWith("\r\n").getBytes(StandardCharsets.US_ASCII));
            running.await();
            Set<Thread> ours = threads();
            long before = System.nanoTime();
            server.close();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
            assertThat(ours).isNotEmpty().allMatch(Thread::isDaemon);
            for (Thread thread : ours) {
                thread.join(5_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    @Test
    void closingItAgainHasNoEffect() {
        server.close();
        server.close();

        assertThatThrownBy(() -> raw().connect()).isInstanceOf(IOException.class);
    }

    private static String checkWith(String rest) {
        List<String> lines = List.of(
                "POST /api/integrations/slow/health/check HTTP/1.1", "Host: x", "Authorization: Bearer run", rest);
        return String.join("\r\n", lines);
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("healthmon-http")
                        || thread.getName().startsWith("HTTP-Dispatcher"))
                .collect(Collectors.toSet());
    }

    private JdkHealthServer start(int port) {
        WorkerPool workers = new WorkerPool(Duration.ofSeconds(2));
        return JdkHealthServer.start(handler(), new InetSocketAddress(loopback(), port), workers);
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private HealthHandler handler() {
        return HealthHandler.builder(monitor)
                .authenticator(BearerTokens.none().with(Secret.of("run"), Role.OPERATOR, "otto"))
                .build();
    }

    private RawHttp raw() {
        return new RawHttp(URI.create("http://127.0.0.1:" + server.address().getPort()));
    }
}
