package io.healthmon.testkit;

import io.healthmon.HealthMonitor;
import io.healthmon.http.HealthHandler;
import java.net.URI;
import java.net.http.HttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What all contracts of servers begin with: for each test a server around a handler, and clients that speak HTTP/1.1. */
abstract class ServerContract {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private URI server = URI.create("");

    /** Starts the server around a handler; returns its address without a path. */
    protected abstract URI start(HealthHandler handler) throws Exception;

    /** Stops the server; has no effect on one that is stopped. */
    protected abstract void stop() throws Exception;

    /** Returns the monitor, which is closed after the test. */
    abstract HealthMonitor monitor();

    /** Returns the handler that the server is started around. */
    abstract HealthHandler handler();

    @BeforeEach
    final void startServer() throws Exception {
        server = start(handler());
    }

    /** In this order, since streams end with their monitor and a server may wait for what goes on. */
    @AfterEach
    final void stopServer() throws Exception {
        monitor().close();
        stop();
    }

    final URI server() {
        return server;
    }

    final HttpClient client() {
        return client;
    }

    final RawHttp raw() {
        return new RawHttp(server);
    }
}
