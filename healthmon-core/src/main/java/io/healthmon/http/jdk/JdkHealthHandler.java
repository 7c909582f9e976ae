package io.healthmon.http.jdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.healthmon.http.ApiRequest;
import io.healthmon.http.ApiResponse;
import io.healthmon.http.HealthHandler;
import io.healthmon.http.LiveStream;
import io.healthmon.http.RequestHeaders;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * Puts a {@link HealthHandler} into an {@code HttpServer} of the JDK that the host owns.
 *
 * <pre>{@code
 * server.createContext("/", new JdkHealthHandler(handler));
 * }</pre>
 *
 * <p>Live streams go on on threads of their own: virtual ones from Java 24 on, before at most 256.
 *
 * <p>The context's path must be that of the handler's base path. The host gives the server an executor with enough
 * threads; it bounds how long a client may keep one waiting. {@link JdkHealthServer} does both by itself. Safe for use
 * by multiple threads.
 *
 * @since 0.1
 */
public final class JdkHealthHandler implements HttpHandler {

    private final HealthHandler handler;
    private final LiveThreads liveThreads;

    /** Makes a handler that passes every exchange on. */
    public JdkHealthHandler(HealthHandler handler) {
        this(handler, new LiveThreads(WorkerPool.LONGEST_WAIT));
    }

    JdkHealthHandler(HealthHandler handler, LiveThreads liveThreads) {
        this.handler = Objects.requireNonNull(handler, "handler");
        this.liveThreads = liveThreads;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        boolean staysOpen = false;
        try {
            Worker.isBusy();
            staysOpen = answer(exchange);
        } catch (IOException failed) {
            staysOpen = true; // the server ends the connection; a chunked answer must not end as if it were complete
            throw failed;
        } finally {
            if (!staysOpen) {
                exchange.close();
            }
        }
    }

    /** Returns whether a live stream goes on with the exchange. */
    private boolean answer(HttpExchange exchange) throws IOException {
        ExchangeBody body = new ExchangeBody(exchange);
        ApiRequest request = request(exchange, body);
        ApiResponse response = handler.handle(request);
        Optional<LiveStream> live = response.live();
        if (live.isPresent() && liveThreads.start(exchange, response, live.get())) {
            return true;
        }
        try {
            answer(exchange, body, live.isPresent() ? ApiResponse.crowded(request) : response);
        } finally {
            response.discard();
        }
        return false;
    }

    private static void answer(HttpExchange exchange, ExchangeBody body, ApiResponse response) throws IOException {
        Worker.waitsForClient();
        response.headers().forEach(exchange.getResponseHeaders()::set);
        if (response.status() == 413 || exchange.getRequestHeaders().containsKey("Transfer-Encoding")) {
            // the server takes the size of a chunk beyond 32 bits for another one, and what follows for a request
            exchange.getResponseHeaders().set("Connection", "close");
        }
        send(exchange, response);
        if (response.status() == 413) {
            body.discard();
        }
    }

    private static void send(HttpExchange exchange, ApiResponse response) throws IOException {
        if (response.isStreamed()) {
            exchange.sendResponseHeaders(response.status(), 0);
            OutputStream out = new ClientStream(exchange.getResponseBody());
            response.writeTo(out);
            out.flush();
        } else if (response.hasBody()) {
            exchange.sendResponseHeaders(response.status(), response.contentLength());
            OutputStream out = exchange.getResponseBody();
            response.writeTo(out);
            out.flush();
        } else {
            if (response.contentLength() > 0) {
                exchange.getResponseHeaders().set("Content-Length", Long.toString(response.contentLength()));
            }
            exchange.sendResponseHeaders(response.status(), -1);
        }
    }

    private static ApiRequest request(HttpExchange exchange, ExchangeBody body) {
        URI address = exchange.getRequestURI();
        return new ApiRequest(
                exchange.getRequestMethod(),
                Objects.requireNonNullElse(address.getRawPath(), ""),
                address.getRawQuery(),
                connection(exchange),
                RequestHeaders.of(exchange.getRequestHeaders()),
                body);
    }

    private static ApiRequest.Connection connection(HttpExchange exchange) {
        InetSocketAddress remote = exchange.getRemoteAddress();
        InetAddress address = remote == null ? null : remote.getAddress();
        return new ApiRequest.Connection(
                exchange.getProtocol(), address == null ? null : address.getHostAddress(), exchange.getPrincipal());
    }
}
