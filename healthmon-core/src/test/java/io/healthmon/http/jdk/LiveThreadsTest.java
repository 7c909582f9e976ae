package io.healthmon.http.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.healthmon.HealthMonitor;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.http.BearerTokens;
import io.healthmon.http.HealthHandler;
import io.healthmon.http.Role;
import io.healthmon.secret.Secret;
import io.healthmon.testkit.LiveReader;
import io.healthmon.testkit.ManualTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LiveThreadsTest {

    private static final int MOST = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ManualTime time = new ManualTime(Instant.parse("2026-03-15T10:30:00Z"));
    private final AtomicReference<CheckResult> answer = new AtomicReference<>(CheckResult.healthy());
    private final HealthMonitor monitor = HealthMonitor.builder()
            .clock(time.clock())
            .scheduler(time.scheduler())
            .add(Integration.named("Mail").failureThreshold(1), context -> answer.get())
            .build();
    private final HealthHandler handler = HealthHandler.builder(monitor)
            .authenticator(BearerTokens.none().with(Secret.of("see"), Role.VIEWER, "vera"))
            .build();
    private final ExecutorService threads = LiveThreads.platform(MOST);
    private final LiveThreads live = new LiveThreads(PATIENCE, threads);
    private final ExecutorService requests = Executors.newFixedThreadPool(2);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(requests);
        server.createContext("/", new JdkHealthHandler(handler, live));
        server.start();
    }

    @AfterEach
    void stop() {
        live.close();
        server.stop(0);
        requests.shutdownNow();
        monitor.close();
    }

    @Test
    void refusesAStreamWithoutAThreadAndAnswersEverythingElse() throws Exception {
        List<LiveReader> readers = new ArrayList<>();
        for (int number = 0; number < MOST; number++) {
            readers.add(open("/api/live"));
            assertThat(readers.get(number).status()).isEqualTo(200);
        }
        try (LiveReader refused = open("/api/live");
                LiveReader health = open("/health")) {
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(refused.header("Retry-After")).isEqualTo("10");
            assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
            assertThat(health.status()).isEqualTo(200);
            assertThat(handler.liveStreams()).isEqualTo(MOST);
        }
        for (LiveReader reader : readers) {
            reader.close();
        }
    }

    @Test
    void freesTheThreadOfAClientThatNeverTakesAnything() throws Exception {
        try (Socket stuck = connectWithSmallBuffer()) {
            stuck.getOutputStream()
                    .write("GET /api/live HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer see\r\n\r\n"
                            .getBytes(StandardCharsets.ISO_8859_1));
            assertThat(stuck.getInputStream().read()).isEqualTo('H');
            for (int changes = 0; handler.liveStreams() == 1; changes++) {
                answer.set(
                        changes % 2 == 0
                                ? CheckResult.down(Cause.TIMEOUT, "long ".repeat(300))
                                : CheckResult.healthy());
                monitor.check("mail").join();
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void endsItsStreamsAndThreadsWhenClosed() throws Exception {
        try (LiveReader reader = open("/api/live")) {
            live.close();
            reader.awaitEnd();

            assertThat(threads.isTerminated()).isTrue();
            assertThat(handler.liveStreams()).isZero();
        }
    }

    private LiveReader open(String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return LiveReader.open(address, "Authorization", "Bearer see");
    }

    private Socket connectWithSmallBuffer() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(16 << 10);
        socket.connect(server.getAddress());
        return socket;
    }
}
