package io.healthmon.benchmarks;

import jakarta.servlet.Servlet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** An embedded Tomcat on the loopback interface with some servlets, which may answer asynchronously. */
final class TomcatServer implements AutoCloseable {

    /** Kept here, because a logger that nobody holds forgets its level. */
    private static final Logger LOG = Logger.getLogger("org.apache");

    private final Tomcat tomcat;

    private TomcatServer(Tomcat tomcat) {
        this.tomcat = tomcat;
    }

    /** Starts one on any free port with servlets by their mappings. */
    static TomcatServer start(Map<String, Servlet> servlets) throws IOException, LifecycleException {
        LOG.setLevel(Level.OFF);
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("healthmon-tomcat").toString());
        tomcat.setPort(0);
        Connector connector = tomcat.getConnector();
        connector.setProperty("address", "127.0.0.1");
        // why: by itself it closes a connection after 100 requests, and connecting would be measured, too
        connector.setProperty("maxKeepAliveRequests", "-1");
        Context context = tomcat.addContext("", null);
        servlets.forEach((mapping, servlet) -> {
            Wrapper wrapper = Tomcat.addServlet(context, mapping, servlet);
            wrapper.setAsyncSupported(true);
            wrapper.addMapping(mapping);
        });
        tomcat.start();
        return new TomcatServer(tomcat);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), tomcat.getConnector().getLocalPort());
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }
}
