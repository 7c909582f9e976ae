package io.healthmon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What every server with an adapter withstands: requests whose end or meaning two servers might see in different places.
 * {@code -Dfuzz.requests=} sets how many.
 */
public abstract class SmugglingContract extends ServerContract {

    private static final int REQUESTS = Math.min(2_000, Integer.getInteger("fuzz.requests", 2_000));
    private static final long SEED = 20_261_121;
    private static final int LONGEST_ANSWER = 1 << 20;
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int THREADS_TO_SPARE = 4;
    private static final int LOOKS_AT_THREADS = 200;

    private static final List<String> LINES = List.of(
            "GET /health HTTP/1.1",
            "GET /health HTTP/1.0",
            "GET http://evil.example.com/health HTTP/1.1",
            "GET //evil.example.com/health HTTP/1.1",
            "GET /api/integrations?limit=1 HTTP/1.1",
            "POST /api/metrics HTTP/1.1",
            "POST /api/cron/cleanup-health-logs HTTP/1.1",
            "DELETE /api/integrations/mail HTTP/1.1",
            "OPTIONS * HTTP/1.1",
            "CONNECT evil.example.com:443 HTTP/1.1",
            "GET /health",
            "GET  /health  HTTP/1.1",
            "GET /health HTTP/1.9",
            "GET /health HTTP/0.9",
            "GET\t/health\tHTTP/1.1",
            " GET /health HTTP/1.1",
            "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1",
            "GET /%00 HTTP/1.1",
            "HEAD /health HTTP/1.1");
    private static final List<String> HEADERS = List.of(
            "Content-Length: 5",
            "Content-Length: 5",
            "Content-Length: 6",
            "Content-Length: 0",
            "Content-Length: +5",
            "Content-Length: -5",
            "Content-Length: 0x5",
            "Content-Length: 5, 6",
            "Content-Length: 99999999999999999999",
            "Content-Length : 5",
            "content-length:5",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: Chunked, identity",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding : chunked",
            "Transfer-Encoding:\u000bchunked",
            "Transfer-Encoding\u0000: chunked",
            "X: a\r\n folded: b",
            "X: a\r\n\tTransfer-Encoding: chunked",
            "X: a\nY: b",
            "X: a\rY: b",
            "X: a\u0000b",
            "X: \u00ff\u00fe",
            ": nameless",
            "no colon",
            "Host: y",
            "Expect: 100-continue",
            "Expect: nonsense",
            "Connection: keep-alive, Transfer-Encoding",
            "Upgrade: h2c",
            "Authorization: Bearer see",
            "Content-Type: application/json",
            "X: " + "x".repeat(9_000),
            "X: " + "x".repeat(200_000));
    private static final List<String> BODIES = List.of(
            "",
            "hello",
            "0\r\n\r\n",
            "5\r\nhello\r\n0\r\n\r\n",
            "5;a=b\r\nhello\r\n0\r\nX: y\r\n\r\n",
            "zz\r\nhello\r\n0\r\n\r\n",
            "-5\r\nhello\r\n0\r\n\r\n",
            "ffffffffffffffff\r\nhello",
            "5\nhello\n0\n\n",
            "5\r\nhello0\r\n\r\n",
            "1\r\nA\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n");

    private final Random random = new Random(SEED);
    private final HealthMonitor monitor = HealthMonitor.builder()
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
    void noShapeOfARequestHangsItOrMakesItFail() throws Exception {
        assertGoesOn();
        int threads = Thread.activeCount();
        for (int number = 0; number < REQUESTS; number++) {
            String request = request();
            String answer = exchange(number, request);
            assertThat(answer)
                    .as("seed %d, request %d: %s", SEED, number, shown(request))
                    .doesNotContain("HTTP/1.1 500", "HTTP/1.0 500", "java.lang", "\tat ", "\nX-Folded");
        }
        assertGoesOn();
        assertThreadsEnd(threads + THREADS_TO_SPARE);
    }

    /** Those that wait for more requests end after some seconds; a server may keep a few. */
    private static void assertThreadsEnd(int most) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (int looks = 0; looks < LOOKS_AT_THREADS && Thread.activeCount() > most; looks++) {
            assertThat(never.await(100, TimeUnit.MILLISECONDS)).isFalse();
        }
        assertThat(Thread.activeCount()).as("threads").isLessThanOrEqualTo(most);
    }

    private void assertGoesOn() throws IOException {
        String answer = raw().send("GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(RawHttp.status(answer)).isEqualTo(200);
    }

    private String request() {
        String end = random.nextInt(20) == 0 ? "\n" : "\r\n";
        StringBuilder request = new StringBuilder(some(LINES)).append(end);
        if (random.nextInt(10) > 0) {
            request.append("Host: x").append(end);
        }
        for (int left = random.nextInt(4); left > 0; left--) {
            request.append(some(HEADERS)).append(end);
        }
        return request.append(end).append(some(BODIES)).toString();
    }

    /** Sends a request and says that nothing follows: a server that waits for more learns that at once. */
    private String exchange(int number, String request) throws IOException {
        try (Socket socket = new Socket(server().getHost(), server().getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            return sent(socket, request) ? received(socket) : "";
        } catch (SocketTimeoutException silent) {
            throw new AssertionError(
                    "seed " + SEED + ", request " + number + " was neither answered nor closed: " + shown(request),
                    silent);
        }
    }

    private static boolean sent(Socket socket, String request) throws IOException {
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return true;
        } catch (SocketException refused) {
            return false; // it has closed already
        }
    }

    private static String received(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        try {
            return new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.ISO_8859_1);
        } catch (SocketException reset) {
            return "";
        }
    }

    private static String shown(String request) {
        String text = request.replace("\r", "\\r").replace("\n", "\\n").replace("\u0000", "\\0");
        return text.length() <= 1_000 ? text : text.substring(0, 1_000);
    }

    private String some(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
