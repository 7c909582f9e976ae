package io.healthmon.servlet;

import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.util.ServerInfo;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.websocket.server.WsSci;

final class TomcatContainer implements Container {

    private final Tomcat tomcat;

    private TomcatContainer(Tomcat tomcat) {
        this.tomcat = tomcat;
    }

    static TomcatContainer start(Application application, Path directory) throws LifecycleException {
        Tomcat tomcat = create(application, directory);
        return start(tomcat, withSockets(tomcat.addContext(application.contextPath(), null)), application);
    }

    /** Starts it with an application that is described in the folder {@code WEB-INF} of a directory; it finds WebSockets by itself. */
    static TomcatContainer startWithWebXml(Application application, Path directory) throws LifecycleException {
        Tomcat tomcat = create(application, directory);
        tomcat.setAddDefaultWebXmlToWebapp(false);
        return start(tomcat, tomcat.addWebapp(application.contextPath(), directory.toString()), application);
    }

    /** Starts it with HTTP/2 beside HTTP/1.1. */
    static TomcatContainer startWithHttp2(Application application, Path directory) throws LifecycleException {
        Tomcat tomcat = create(application, directory);
        tomcat.getConnector().addUpgradeProtocol(new Http2Protocol());
        return start(tomcat, withSockets(tomcat.addContext(application.contextPath(), null)), application);
    }

    private static Tomcat create(Application application, Path directory) {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(0);
        Connector connector = tomcat.getConnector();
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxThreads", Integer.toString(THREADS));
        connector.setProperty(
                "connectionTimeout", Long.toString(application.patience().toMillis()));
        tomcat.getHost().getPipeline().addValve(withoutStackTraces());
        return tomcat;
    }

    private static Context withSockets(Context context) {
        context.addServletContainerInitializer(new WsSci(), Set.of());
        return context;
    }

    private static TomcatContainer start(Tomcat tomcat, Context context, Application application)
            throws LifecycleException {
        context.addServletContainerInitializer(
                (types, servlets) -> application.setup().accept(servlets), Set.of());
        tomcat.start();
        return new TomcatContainer(tomcat);
    }

    /** By itself, Tomcat shows a stack trace to whoever sends something malformed. */
    private static ErrorReportValve withoutStackTraces() {
        ErrorReportValve valve = new ErrorReportValve();
        valve.setShowReport(false);
        valve.setShowServerInfo(false);
        return valve;
    }

    @Override
    public URI address() {
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort());
    }

    @Override
    public String version() {
        return "tomcat " + ServerInfo.getServerNumber();
    }

    @Override
    public void stop() throws LifecycleException {
        if (tomcat.getServer().getState().isAvailable()) {
            tomcat.stop();
            tomcat.destroy();
        }
    }
}
