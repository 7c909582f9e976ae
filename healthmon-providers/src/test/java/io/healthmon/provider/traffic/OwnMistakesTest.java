package io.healthmon.provider.traffic;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.healthmon.check.passive.PassiveEvidence;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the application itself does wrong says nothing of the service, however the client wraps it. */
@Timeout(30)
class OwnMistakesTest {

    private final BlockingQueue<String> recorded = new LinkedBlockingQueue<>();
    private final PassiveEvidence evidence = new PassiveEvidence() {
        @Override
        public void succeeded(Duration took) {
            recorded.add("success");
        }

        @Override
        public void failed() {
            recorded.add("failure");
        }
    };
    private final CountDownLatch released = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = RecordingHttpClient.of(HttpClient.newHttpClient(), Map.of("127.0.0.1", evidence));
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write("hello".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.createContext("/hang", exchange -> {
            try {
                released.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        released.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path));
    }

    /** Without one that returns null: from some Java on, clients do not end such a call at all. */
    static Stream<Named<BodyHandler<?>>> handlers() {
        return Stream.of(
                Named.of("throws", head -> {
                    throw new IllegalStateException("mine");
                }),
                Named.of("throws an IOException", head -> {
                    throw new UncheckedIOException(new IOException("disk full"));
                }),
                Named.of("cannot be read", mapping(new IllegalArgumentException("parse"))),
                Named.of("cannot be kept", mapping(new UncheckedIOException(new IOException("disk full")))),
                Named.of("has no file", BodyHandlers.ofFile(Path.of("/proc/nothing/here"))));
    }

    private static BodyHandler<String> mapping(RuntimeException mistake) {
        return head -> BodySubscribers.mapping(BodySubscribers.ofString(StandardCharsets.UTF_8), text -> {
            throw mistake;
        });
    }

    @ParameterizedTest
    @MethodSource("handlers")
    void aBodyHandlerThatFailsIsNoEvidence(BodyHandler<?> handler) throws Exception {
        assertThatThrownBy(() -> client.send(request("/").build(), handler))
                .isInstanceOfAny(IOException.class, IllegalArgumentException.class);
        assertThatThrownBy(() -> client.sendAsync(request("/").build(), handler).get(10, SECONDS))
                .isInstanceOf(ExecutionException.class);

        assertOnlyTheNextCallIsRecorded();
    }

    static Stream<Named<Supplier<InputStream>>> bodies() {
        return Stream.of(
                Named.of("throws", () -> {
                    throw new IllegalStateException("mine");
                }),
                Named.of("cannot be read", Unreadable::new));
    }

    private static final class Unreadable extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the file of the application is gone");
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return read();
        }
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aBodyPublisherThatFailsIsNoEvidence(Supplier<InputStream> body) throws Exception {
        BodyPublisher publisher = BodyPublishers.ofInputStream(body);

        assertThatThrownBy(() -> client.send(request("/").POST(publisher).build(), BodyHandlers.discarding()))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> client.sendAsync(request("/").POST(publisher).build(), BodyHandlers.discarding())
                        .get(10, SECONDS))
                .isInstanceOf(ExecutionException.class);

        assertOnlyTheNextCallIsRecorded();
    }

    @Test
    void aFutureThatTheApplicationFailsIsNoEvidence() throws Exception {
        CompletableFuture<HttpResponse<Void>> call =
                client.sendAsync(request("/hang").build(), BodyHandlers.discarding());
        assertThat(call.completeExceptionally(new IOException("mine"))).isTrue();

        assertOnlyTheNextCallIsRecorded();
    }

    @Test
    void aFutureThatTheApplicationCompletesWithNothingIsNoEvidence() throws Exception {
        CompletableFuture<HttpResponse<Void>> call =
                client.sendAsync(request("/hang").build(), BodyHandlers.discarding());
        assertThat(call.complete(null)).isTrue();

        assertOnlyTheNextCallIsRecorded();
    }

    @Test
    void anAnswerThatTheApplicationAwaitsInVainIsAFailure() throws Exception {
        CompletableFuture<HttpResponse<Void>> call = client.sendAsync(
                        request("/hang").build(), BodyHandlers.discarding())
                .orTimeout(50, MILLISECONDS);

        assertThatThrownBy(() -> call.get(10, SECONDS)).isInstanceOf(ExecutionException.class);
        assertThat(recorded.poll(10, SECONDS)).isEqualTo("failure");
    }

    private void assertOnlyTheNextCallIsRecorded() throws Exception {
        client.send(request("/").build(), BodyHandlers.discarding());

        assertThat(recorded.poll(10, SECONDS)).isEqualTo("success");
        assertThat(recorded).isEmpty();
    }
}
