package io.healthmon.http.jdk;

import com.sun.net.httpserver.HttpServer;
import io.healthmon.http.HealthHandler;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * A server of its own for a {@link HealthHandler}, on the JDK's {@code HttpServer}.
 *
 * <p>It has at most 256 threads, all of them daemons, of which at most 32 make answers while the others wait for clients.
 * A client that takes more than 15 s to send a request, its body, or to take an answer is cut off. While requests queue
 * for a thread, the head of a request has to be there within 300 ms, and its body or the taking of the answer may last
 * 1 s.
 *
 * <p>Live streams have threads of their own: virtual ones from Java 24 on, before at most 256; beyond, a stream is refused.
 *
 * <p>So a crowd of slow clients that come back at once delays the others by about 0.4 s for each 256 of them beyond the
 * first 256 if they dawdle over the head, by about 1.1 s if they dawdle over the rest, and by up to 0.5 s more when they
 * come; who is slow himself is cut off with them. From some 1,280 on (1,024 requests queue) connections are closed at
 * once, those of others among them. It speaks HTTP/1.1 without TLS: on a public network it belongs behind a reverse
 * proxy. Safe for use by multiple threads.
 *
 * <p>On older JDKs, 17 among them, the {@code HttpServer} sends the head and the body of an answer apart and leaves the
 * socket's delay on, so that an answer over a reused connection takes some 40 ms. An application that minds starts with
 * {@code -Dsun.net.httpserver.nodelay=true}; a library has no business setting it.
 *
 * @since 0.1
 * @see JdkHealthHandler
 */
public final class JdkHealthServer implements AutoCloseable {

    private static final int BACKLOG = 128;
    private static final long GRACE_MILLIS = 1_000;

    private final HttpServer server;
    private final WorkerPool workers;
    private final LiveThreads liveThreads;
    private final Watchdog watchdog;

    private JdkHealthServer(HttpServer server, WorkerPool workers) {
        this.server = server;
        this.workers = workers;
        this.liveThreads = new LiveThreads(WorkerPool.LONGEST_WAIT);
        this.watchdog = new Watchdog(workers);
    }

    /**
     * Starts a server.
     *
     * @param handler what it serves
     * @param address where it listens; port 0 takes any that is free
     * @throws IllegalStateException if it cannot listen there; the message says where, why, and the way out
     */
    public static JdkHealthServer start(HealthHandler handler, InetSocketAddress address) {
        return start(handler, address, new WorkerPool(WorkerPool.LONGEST_WAIT));
    }

    static JdkHealthServer start(HealthHandler handler, InetSocketAddress address, WorkerPool workers) {
        JdkHealthServer server = new JdkHealthServer(listen(address), workers);
        server.server.createContext("/", new JdkHealthHandler(handler, server.liveThreads));
        server.start();
        return server;
    }

    private static HttpServer listen(InetSocketAddress address) {
        String host = address.getHostString();
        if (address.isUnresolved()) {
            throw new IllegalStateException("host \"" + host
                    + "\" cannot be resolved; set \"server.host\" to a name or address of this machine");
        }
        try {
            return HttpServer.create(address, BACKLOG);
        } catch (BindException refused) {
            String message = String.valueOf(refused.getMessage());
            throw new IllegalStateException(
                    message.contains("in use")
                            ? "port " + address.getPort() + " on " + host + " is in use; set another \"server.port\""
                            : "cannot listen on " + host + " port " + address.getPort() + ": " + message
                                    + "; set \"server.host\" to an address of this machine",
                    refused);
        } catch (IOException refused) {
            throw new IllegalStateException(
                    "cannot listen on " + host + " port " + address.getPort() + ": " + refused.getMessage()
                            + "; set another \"server.host\" or \"server.port\"",
                    refused);
        }
    }

    /** Starts it from a daemon thread, since the server's own thread is a daemon only if the one that starts it is. */
    private void start() {
        server.setExecutor(workers);
        Thread starter = new Thread(server::start, "healthmon-http-start");
        starter.setDaemon(true);
        starter.start();
        try {
            starter.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        watchdog.start();
    }

    /** Returns where it listens, with the port that it got. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /**
     * Stops listening and ends all threads: gives live streams half a second to end, and requests that are under way 1 s,
     * and returns within 2 s in any case. Calling it again has no effect.
     */
    @Override
    public void close() {
        watchdog.interrupt();
        workers.shutdown();
        liveThreads.close();
        try {
            workers.awaitTermination(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        workers.shutdownNow();
        server.stop(0);
    }
}
