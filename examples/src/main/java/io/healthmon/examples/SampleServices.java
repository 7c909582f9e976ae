package io.healthmon.examples;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few services to watch, each of them a path of one small server on loopback: {@code /healthy}, {@code /slow},
 * {@code /failing}, {@code /flapping} and {@code /hanging}; and {@code /inbox}, where alerts arrive and can be read. Two
 * threads in all, both daemons.
 */
final class SampleServices implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SampleServices.class);
    private static final int MOST_BYTES = 1 << 16;
    private static final long SLOW_MILLIS = 400;
    private static final long HANGING_MILLIS = 10_000;
    private static final long FLAP_NANOS = TimeUnit.SECONDS.toNanos(8);

    private final HttpServer server;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "sample-services-later");
        thread.setDaemon(true);
        return thread;
    });

    private SampleServices(HttpServer server) {
        this.server = server;
    }

    static SampleServices start(SampleInbox inbox) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        SampleServices services = new SampleServices(server);
        long begun = System.nanoTime();
        server.createContext("/healthy", exchange -> answer(exchange, 200, "healthy"));
        server.createContext("/failing", exchange -> answer(exchange, 500, "failing"));
        server.createContext("/slow", exchange -> services.answerLater(exchange, SLOW_MILLIS));
        server.createContext("/hanging", exchange -> services.answerLater(exchange, HANGING_MILLIS));
        server.createContext("/flapping", exchange -> {
            boolean up = (System.nanoTime() - begun) / FLAP_NANOS % 2 == 0;
            answer(exchange, up ? 200 : 503, up ? "healthy" : "failing");
        });
        server.createContext("/inbox", exchange -> answer(exchange, inbox));
        startAsDaemon(server);
        return services;
    }

    /** The server's own thread is a daemon only if the one that starts it is. */
    private static void startAsDaemon(HttpServer server) {
        Thread starter = new Thread(server::start, "sample-services-start");
        starter.setDaemon(true);
        starter.start();
        try {
            starter.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the port on loopback. */
    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        later.shutdownNow();
    }

    private void answerLater(HttpExchange exchange, long millis) {
        ScheduledFuture<?> unused =
                later.schedule(() -> answer(exchange, 200, "healthy"), millis, TimeUnit.MILLISECONDS);
    }

    private static void answer(HttpExchange exchange, SampleInbox inbox) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("POST")) {
                Headers headers = exchange.getRequestHeaders();
                int status = inbox.take(
                        String.valueOf(headers.getFirst("webhook-id")),
                        String.valueOf(headers.getFirst("webhook-timestamp")),
                        String.valueOf(headers.getFirst("webhook-signature")),
                        exchange.getRequestBody().readNBytes(MOST_BYTES));
                exchange.sendResponseHeaders(status, -1);
            } else {
                byte[] page = inbox.page();
                exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String word) {
        byte[] body = ("{\"status\":\"" + word + "\"}").getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException gone) {
            LOG.debug("the caller of {} did not wait", exchange.getRequestURI(), gone);
        }
    }
}
