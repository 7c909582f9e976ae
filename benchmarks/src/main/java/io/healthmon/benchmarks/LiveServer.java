package io.healthmon.benchmarks;

import io.healthmon.http.HealthHandler;
import io.healthmon.http.jdk.JdkHealthServer;
import io.healthmon.servlet.HealthServlet;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.apache.catalina.LifecycleException;

/**
 * A server with a handler.
 *
 * @param address where it listens
 * @param end what to close
 */
record LiveServer(InetSocketAddress address, End end) implements AutoCloseable {

    static LiveServer jdk(HealthHandler handler) {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        JdkHealthServer server = JdkHealthServer.start(handler, anyPort);
        return new LiveServer(server.address(), server::close);
    }

    static LiveServer tomcat(HealthHandler handler) throws Exception {
        TomcatServer server = TomcatServer.start(Map.of("/*", new HealthServlet(handler)));
        return new LiveServer(server.address(), server::close);
    }

    @Override
    public void close() throws LifecycleException {
        end.close();
    }

    /** Closes it. */
    @FunctionalInterface
    interface End {
        void close() throws LifecycleException;
    }

    /** Starts one. */
    @FunctionalInterface
    interface Start {
        LiveServer with(HealthHandler handler) throws Exception;
    }
}
