package io.healthmon.provider.traffic;

import io.healthmon.check.passive.PassiveEvidence;
import io.healthmon.schedule.Stopwatch;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * A client of the application that records what its calls show of the services behind some hosts.
 *
 * <pre>{@code
 * HttpClient client = RecordingHttpClient.of(
 *         HttpClient.newHttpClient(), Map.of("api.stripe.com", monitor.passive("stripe")));
 * }</pre>
 *
 * <p>By the host of the request: an answer is a success with the time that it took, body included. Failures are 429 and 5xx, which
 * show the service overloaded or broken, and 401, 402, 403 and 407, since a key that is refused lets nothing through: a
 * success in their place would keep the check, which knows the reason, from being made. So is whatever keeps an answer from
 * coming: a name that is not known, a refused connection, a failed handshake, a broken connection, the end of the request's
 * own time limit, or of one on its future. A call that the application ends itself, by an interrupt, by cancelling or by
 * completing its future, is neither, and so is a failure of its own body handler or body publisher. WebSockets are not
 * recorded.
 *
 * <p>All else is done by the client that it wraps, unchanged: answers, exceptions and futures are that one's own. On Java
 * 21 and later so are {@code close()}, {@code shutdown()} and their like; before, they do nothing, because clients have none.
 * As safe for use by multiple threads as the client that it wraps.
 *
 * @since 0.1
 */
public final class RecordingHttpClient extends HttpClient {

    /** Who asks is refused, whatever they ask for; then it is too often. */
    private static final Set<Integer> REFUSED = Set.of(401, 402, 403, 407, 429);

    private static final int SERVER_ERRORS = 500;

    private final HttpClient client;
    private final Map<String, PassiveEvidence> byHost;

    private RecordingHttpClient(HttpClient client, Map<String, PassiveEvidence> byHost) {
        this.client = client;
        this.byHost = byHost;
    }

    /**
     * Returns a client that records.
     *
     * @param client does the calls
     * @param byHost whom calls to a host tell something of; hosts as in addresses, without a port. Calls to others are not
     *     recorded
     * @throws IllegalArgumentException if a host is blank or holds a scheme, a port or a path
     */
    public static RecordingHttpClient of(HttpClient client, Map<String, ? extends PassiveEvidence> byHost) {
        Objects.requireNonNull(client, "client");
        Map<String, PassiveEvidence> known = new HashMap<>();
        byHost.forEach((host, evidence) -> known.put(host(host), Objects.requireNonNull(evidence, "evidence")));
        return new RecordingHttpClient(client, Map.copyOf(known));
    }

    private static String host(String host) {
        boolean version6 = host.startsWith("[") && host.endsWith("]");
        boolean other = host.isBlank()
                || host.chars().anyMatch(letter -> letter <= ' ' || letter == '/' || letter == '@')
                || (host.indexOf(':') >= 0 && !version6);
        if (other) {
            throw new IllegalArgumentException("host \"" + host
                    + "\" is not allowed; use one such as api.example.com, without scheme, port and path");
        }
        return host.toLowerCase(Locale.ROOT);
    }

    private @Nullable PassiveEvidence evidence(HttpRequest request) {
        String host = request.uri().getHost();
        PassiveEvidence found = host == null ? null : byHost.get(host);
        return found != null || host == null ? found : byHost.get(host.toLowerCase(Locale.ROOT));
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        PassiveEvidence evidence = evidence(request);
        if (evidence == null) {
            return client.send(request, handler);
        }
        Stopwatch sinceStart = Stopwatch.started();
        HttpResponse<T> response;
        try {
            response = client.send(request, handler);
        } catch (IOException failure) {
            evidence.threw(failure);
            throw failure;
        }
        record(evidence, response.statusCode(), sinceStart);
        return response;
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
        return recorded(request, Stopwatch.started(), client.sendAsync(request, handler));
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> handler, @Nullable PushPromiseHandler<T> pushPromises) {
        return recorded(request, Stopwatch.started(), client.sendAsync(request, handler, pushPromises));
    }

    /** Returns the very future of the client: cancelling one that was derived from it would not end the call. */
    private <T> CompletableFuture<HttpResponse<T>> recorded(
            HttpRequest request, Stopwatch sinceStart, CompletableFuture<HttpResponse<T>> answer) {
        PassiveEvidence evidence = evidence(request);
        if (evidence != null) {
            var unused = answer.whenComplete((response, failure) -> {
                if (response != null) {
                    record(evidence, response.statusCode(), sinceStart);
                } else if (ofClient(failure)) {
                    evidence.threw(failure);
                }
            });
        }
        return answer;
    }

    /**
     * The client fails a future by one that it comes from, which wraps what was thrown; the application fails it as it is, be
     * it with an exception of the network. Its own time limit on the future is one on the service all the same.
     */
    private static boolean ofClient(@Nullable Throwable failure) {
        return failure instanceof CompletionException || failure instanceof TimeoutException;
    }

    private static void record(PassiveEvidence evidence, int status, Stopwatch sinceStart) {
        if (REFUSED.contains(status) || status >= SERVER_ERRORS) {
            evidence.failed();
        } else {
            evidence.succeeded(sinceStart.elapsed());
        }
    }

    @Override
    public WebSocket.Builder newWebSocketBuilder() {
        return client.newWebSocketBuilder();
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return client.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return client.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return client.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return client.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return client.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return client.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return client.authenticator();
    }

    @Override
    public Version version() {
        return client.version();
    }

    @Override
    public Optional<Executor> executor() {
        return client.executor();
    }

    /** Begins an orderly end of the client, on Java 21 and later. */
    @SuppressWarnings("MissingOverride") // overrides from Java 21 on
    public void shutdown() {
        ClientEnd.shutdown(client);
    }

    /** Ends the client at once, on Java 21 and later. */
    @SuppressWarnings("MissingOverride")
    public void shutdownNow() {
        ClientEnd.shutdownNow(client);
    }

    /** Returns whether the client has ended; before Java 21 never. */
    @SuppressWarnings("MissingOverride")
    public boolean isTerminated() {
        return ClientEnd.isTerminated(client);
    }

    /**
     * Waits for the end of the client, on Java 21 and later.
     *
     * @return whether it has ended; before Java 21 false at once
     * @throws InterruptedException if interrupted while waiting
     */
    @SuppressWarnings("MissingOverride")
    public boolean awaitTermination(Duration duration) throws InterruptedException {
        return ClientEnd.awaitTermination(client, duration);
    }

    /** Ends the client in an orderly way and waits for it, on Java 21 and later. */
    @SuppressWarnings("MissingOverride")
    public void close() {
        ClientEnd.close(client);
    }

    /** Returns the client and the hosts whose calls are recorded. */
    @Override
    public String toString() {
        return "recording " + byHost.keySet() + " of " + client;
    }
}
