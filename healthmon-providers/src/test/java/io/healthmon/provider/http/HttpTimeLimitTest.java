package io.healthmon.provider.http;

import static io.healthmon.provider.http.Runs.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpTimeLimitTest {

    private static final String BEGUN = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nten bytes.";

    @Test
    void aBodyThatStallsEndsAtTheTimeLimit() throws Exception {
        try (RawServer server = RawServer.start(connection -> {
            connection.readRequest();
            connection.write(BEGUN);
            connection.hold();
        })) {
            CheckResult result = HttpCheck.get(server.url()).check(within(Duration.ofMillis(300)));

            assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
            assertThat(result.problem().cause()).isEqualTo(Cause.TIMEOUT);
            assertThat(result.problem().message()).contains("200", "within 300ms", "10 bytes of its body had arrived");
            assertThat(result.responseTime()).isBetween(Duration.ofMillis(300), Duration.ofSeconds(5));
            assertThat(server.clientLeft()).isTrue();
        }
    }

    @Test
    void aBodyThatDribblesForEverEndsAtTheTimeLimit() throws Exception {
        CountDownLatch clientGone = new CountDownLatch(1);
        try (RawServer server = RawServer.start(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\n\r\n");
            try {
                while (!clientGone.await(20, TimeUnit.MILLISECONDS)) {
                    connection.write(".");
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        })) {
            CheckResult result = HttpCheck.get(server.url()).check(within(Duration.ofMillis(300)));

            assertThat(result.problem().cause()).isEqualTo(Cause.TIMEOUT);
            assertThat(server.clientLeft()).isTrue();
        } finally {
            clientGone.countDown();
        }
    }

    @Test
    void aServerThatNeverAnswersIsSaidToBeConnected() throws Exception {
        try (RawServer server = RawServer.start(connection -> {
            connection.readRequest();
            connection.hold();
        })) {
            CheckResult result = HttpCheck.get(server.url()).check(within(Duration.ofMillis(200)));

            assertThat(result.problem().cause()).isEqualTo(Cause.TIMEOUT);
            assertThat(result.problem().message()).startsWith("No answer from").contains("though connected");
            assertThat(server.clientLeft()).isTrue();
        }
    }

    @Test
    void aConnectionThatIsNeverAcceptedIsATimeoutOfConnecting() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1)) {
            List<Socket> fillers = fill(full);
            CheckResult result = HttpCheck.get("http://127.0.0.1:" + full.getLocalPort() + "/")
                    .check(within(Duration.ofMillis(300)));

            assertThat(result.problem().cause()).isEqualTo(Cause.TIMEOUT);
            assertThat(result.problem().message()).startsWith("No connection to 127.0.0.1:");
            for (Socket filler : fillers) {
                filler.close();
            }
        }
    }

    @Test
    void aHandshakeThatNeverComesIsATimeoutOfConnecting() throws Exception {
        try (RawServer server = RawServer.start(RawServer.Connection::hold)) {
            CheckResult result =
                    HttpCheck.get("https://127.0.0.1:" + server.port() + "/").check(within(Duration.ofMillis(300)));

            assertThat(result.problem().cause()).isEqualTo(Cause.TIMEOUT);
            assertThat(result.problem().message()).startsWith("No TLS connection to 127.0.0.1:");
        }
    }

    @Test
    void cancellingClosesTheConnection() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (RawServer server = RawServer.start(connection -> {
            connection.readRequest();
            connection.write(BEGUN);
            asked.countDown();
            connection.hold();
        })) {
            HttpCheck check = HttpCheck.get(server.url());
            CompletableFuture<CheckResult> running = check.checkAsync(within(Duration.ofMinutes(5)));
            asked.await();
            running.cancel(true);

            assertThat(server.clientLeft()).isTrue();
            assertThat(running).isCancelled();
            assertThat(openLimits()).isZero();
            check.close();
        }
    }

    @Test
    void aRunThatIsCancelledAtOnceLeavesNoTimeLimitBehind() throws Exception {
        try (RawServer server = RawServer.answering(Runs.ok("fine"))) {
            HttpCheck check = HttpCheck.get(server.url());
            for (int count = 0; count < 50; count++) {
                check.checkAsync(within(Duration.ofMinutes(5))).cancel(true);
            }

            assertThat(openLimits()).isZero();
            check.close();
        }
    }

    @Test
    void manyHangingServersNeedFewThreads() throws Exception {
        try (RawServer server = RawServer.start(RawServer.Connection::hold)) {
            Set<Thread> before = workers();
            HttpCheck check = HttpCheck.get(server.url());
            List<CompletableFuture<CheckResult>> running = new ArrayList<>();
            for (int count = 0; count < 200; count++) {
                running.add(check.checkAsync(within(Duration.ofMinutes(5))));
            }
            Set<Thread> threads = workers();
            threads.removeAll(before);
            running.forEach(run -> run.cancel(true));

            assertThat(threads).hasSizeLessThanOrEqualTo(16);
        }
    }

    private static Set<Thread> workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("healthmon-exchange-\\d+"))
                .collect(Collectors.toSet());
    }

    /** Returns how many time limits are set on the client of all checks without settings of their own. */
    private static int openLimits() {
        SharedClient shared = HttpClients.get(ClientSettings.DEFAULT);
        try {
            return shared.take().deadlines().count();
        } finally {
            shared.giveBack();
        }
    }

    private static List<Socket> fill(ServerSocket listener) throws Exception {
        List<Socket> fillers = new ArrayList<>();
        for (int count = 0; count < 3; count++) {
            Socket filler = new Socket();
            try {
                filler.connect(listener.getLocalSocketAddress(), 100);
            } catch (SocketTimeoutException full) {
                filler.close();
                return fillers;
            }
            fillers.add(filler);
        }
        return fillers;
    }
}
