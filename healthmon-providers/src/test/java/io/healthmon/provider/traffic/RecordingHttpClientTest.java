package io.healthmon.provider.traffic;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.healthmon.check.passive.PassiveEvidence;
import io.healthmon.provider.http.RawServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class RecordingHttpClientTest {

    private static final String HERE = "127.0.0.1";

    private final BlockingQueue<String> recorded = new LinkedBlockingQueue<>();
    private final PassiveEvidence evidence = new PassiveEvidence() {
        @Override
        public void succeeded(Duration took) {
            recorded.add(took.isNegative() ? "negative" : "success");
        }

        @Override
        public void failed() {
            recorded.add("failure");
        }
    };
    private final CountDownLatch released = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = RecordingHttpClient.of(HttpClient.newHttpClient(), Map.of(HERE, evidence));
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath().substring(1);
            if (path.equals("hang")) {
                await();
            }
            exchange.sendResponseHeaders(path.matches("\\d+") ? Integer.parseInt(path) : 200, -1);
            exchange.close();
        });
        server.start();
    }

    private void await() {
        try {
            released.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        released.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://" + HERE + ":" + server.getAddress().getPort() + "/" + path));
    }

    private static HttpRequest nobodyThere() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return HttpRequest.newBuilder(URI.create("http://" + HERE + ":" + closed.getLocalPort() + "/"))
                    .build();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, success",
        "204, success",
        "400, success",
        "404, success",
        "422, success",
        "401, failure",
        "402, failure",
        "403, failure",
        "407, failure",
        "429, failure",
        "500, failure",
        "503, failure"
    })
    void anAnswerIsRecordedByItsStatus(int status, String seen) throws Exception {
        HttpResponse<Void> answer = client.send(request(String.valueOf(status)).build(), BodyHandlers.discarding());
        client.sendAsync(request(String.valueOf(status)).build(), BodyHandlers.discarding())
                .get(10, SECONDS);
        client.sendAsync(request(String.valueOf(status)).build(), BodyHandlers.discarding(), null)
                .get(10, SECONDS);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(told(3)).containsOnly(seen);
    }

    @Test
    void aRefusedConnectionIsAFailureAndThrownAsItIs() throws Exception {
        HttpRequest refused = nobodyThere();

        assertThatThrownBy(() -> client.send(refused, BodyHandlers.discarding()))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() ->
                        client.sendAsync(refused, BodyHandlers.discarding()).get(10, SECONDS))
                .isInstanceOf(ExecutionException.class);
        assertThat(told(2)).containsExactly("failure", "failure");
    }

    @Test
    void theEndOfTheRequestsTimeIsAFailure() throws Exception {
        HttpRequest brief = request("hang").timeout(Duration.ofMillis(50)).build();

        assertThatThrownBy(() -> client.send(brief, BodyHandlers.discarding())).isInstanceOf(IOException.class);
        assertThat(told(1)).containsExactly("failure");
    }

    @Test
    void aCallThatTheApplicationCancelsIsNoEvidence() throws Exception {
        CompletableFuture<HttpResponse<Void>> call =
                client.sendAsync(request("hang").build(), BodyHandlers.discarding());
        assertThat(call.cancel(true)).isTrue();
        client.send(request("200").build(), BodyHandlers.discarding());

        assertThat(told(1)).containsExactly("success");
    }

    @Test
    void anInterruptIsNoEvidence() throws Exception {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> client.send(request("hang").build(), BodyHandlers.discarding()))
                .isInstanceOf(InterruptedException.class);
        assertThat(recorded).isEmpty();
    }

    /** The client wraps it for whoever waits, and hands it on as it is to whoever does not. */
    @Test
    void aBodyHandlerThatFailsIsNoEvidence() throws Exception {
        HttpResponse.BodyHandler<Void> broken = head -> {
            throw new IllegalStateException("a mistake of the application");
        };

        assertThatThrownBy(() -> client.send(request("200").build(), broken)).isInstanceOf(IOException.class);
        assertThatThrownBy(
                        () -> client.sendAsync(request("200").build(), broken).get(10, SECONDS))
                .hasCauseInstanceOf(IllegalStateException.class);
        client.send(request("200").build(), BodyHandlers.discarding());
        assertThat(told(1)).containsExactly("success");
    }

    @Test
    void aBodyThatTheApplicationCannotReadIsNoEvidence() throws Exception {
        HttpResponse.BodyHandler<String> unreadable =
                head -> BodySubscribers.mapping(BodySubscribers.ofByteArray(), bytes -> {
                    throw new UncheckedIOException(new CharacterCodingException());
                });

        assertThatThrownBy(() -> client.send(request("200").build(), unreadable))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() ->
                        client.sendAsync(request("200").build(), unreadable).get(10, SECONDS))
                .isInstanceOf(ExecutionException.class);
        client.send(request("200").build(), BodyHandlers.discarding());
        assertThat(told(1)).containsExactly("success");
    }

    @Test
    void anAnswerThatBreaksOffIsAFailure() throws Exception {
        String broken = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf";
        try (RawServer breaking = RawServer.start(connection -> {
            connection.readRequest();
            connection.write(broken);
        })) {
            HttpRequest asked =
                    HttpRequest.newBuilder(URI.create(breaking.url())).build();

            assertThatThrownBy(() -> client.send(asked, BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() ->
                            client.sendAsync(asked, BodyHandlers.ofString()).get(10, SECONDS))
                    .isInstanceOf(ExecutionException.class);
            assertThat(told(2)).containsExactly("failure", "failure");
        }
    }

    @Test
    void callsToOtherHostsAreNotRecorded() throws Exception {
        HttpClient other = RecordingHttpClient.of(HttpClient.newHttpClient(), Map.of("api.example.com", evidence));
        other.send(request("500").build(), BodyHandlers.discarding());
        other.sendAsync(request("500").build(), BodyHandlers.discarding()).get(10, SECONDS);

        assertThat(recorded).isEmpty();
    }

    @Test
    void everythingElseIsTheWrappedClients() throws Exception {
        CookieManager cookies = new CookieManager();
        ProxySelector proxy = ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
        HttpClient inner = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .proxy(proxy)
                .connectTimeout(Duration.ofSeconds(7))
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .version(HttpClient.Version.HTTP_1_1)
                .executor(threads)
                .build();
        HttpClient wrapped = RecordingHttpClient.of(inner, Map.of());

        for (String name : List.of(
                "cookieHandler",
                "proxy",
                "connectTimeout",
                "followRedirects",
                "version",
                "executor",
                "sslContext",
                "authenticator")) {
            Method method = HttpClient.class.getMethod(name);
            assertThat(method.invoke(wrapped)).as(name).isEqualTo(method.invoke(inner));
        }
        assertThat(wrapped.sslParameters().getProtocols())
                .isEqualTo(inner.sslParameters().getProtocols());
        assertThat(wrapped.newWebSocketBuilder()).isNotNull();
    }

    /** What a later Java adds to clients would otherwise be its default and not the wrapped client's. */
    @Test
    void noMethodOfAClientIsLeftOut() {
        List<String> own = Arrays.stream(RecordingHttpClient.class.getDeclaredMethods())
                .map(method -> method.getName() + Arrays.toString(method.getParameterTypes()))
                .toList();

        assertThat(Arrays.stream(HttpClient.class.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .filter(method -> !Modifier.isStatic(method.getModifiers()))
                        .map(method -> method.getName() + Arrays.toString(method.getParameterTypes())))
                .isSubsetOf(own);
    }

    @Test
    void whereClientsCanBeClosedTheWrappedOneIs() throws Exception {
        HttpClient inner = HttpClient.newHttpClient();
        RecordingHttpClient wrapped = RecordingHttpClient.of(inner, Map.of());
        boolean closeable = AutoCloseable.class.isAssignableFrom(HttpClient.class);

        assertThat(wrapped.isTerminated()).isFalse();
        wrapped.shutdown();
        wrapped.close();
        assertThat(wrapped.isTerminated()).isEqualTo(closeable);
        assertThat(wrapped.awaitTermination(Duration.ofSeconds(10))).isEqualTo(closeable);
        wrapped.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({"https://api.example.com", "api.example.com:443", "api.example.com/v1", "' '"})
    void aHostIsNoAddress(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordingHttpClient.of(client, Map.of(host, evidence)))
                .withMessageStartingWith("host \"" + host + "\" is not allowed; use one such as api.example.com");
    }

    /** Returns what was recorded, which of an asynchronous call may be a moment after its end, and nothing more. */
    private List<String> told(int calls) throws InterruptedException {
        List<String> told = new ArrayList<>();
        while (told.size() < calls) {
            told.add(String.valueOf(recorded.poll(10, SECONDS)));
        }
        assertThat(recorded).isEmpty();
        return told;
    }
}
