package io.healthmon.servlet;

import java.net.URI;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

final class JettyContainer implements Container {

    private final Server server;
    private final ServerConnector connector;
    private final ServletContextHandler context;

    private JettyContainer(Server server, ServerConnector connector, ServletContextHandler context) {
        this.server = server;
        this.connector = connector;
        this.context = context;
    }

    static JettyContainer start(Application application) throws Exception {
        return start(application, new HttpConnectionFactory());
    }

    static JettyContainer startWithHttp2(Application application) throws Exception {
        HttpConfiguration http = new HttpConfiguration();
        return start(application, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
    }

    private static JettyContainer start(Application application, ConnectionFactory... protocols) throws Exception {
        Server server = new Server(new QueuedThreadPool(THREADS + 2));
        ServerConnector connector = new ServerConnector(server, 1, 1, protocols);
        connector.setHost("127.0.0.1");
        connector.setIdleTimeout(application.patience().toMillis());
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.setContextPath(application.contextPath().isEmpty() ? "/" : application.contextPath());
        context.addServletContainerInitializer(
                (types, servlets) -> application.setup().accept(servlets));
        JakartaWebSocketServletContainerInitializer.configure(context, null);
        context.getServletHandler().setStartWithUnavailable(true);
        server.setHandler(context);
        server.start();
        return new JettyContainer(server, connector, context);
    }

    @Override
    public URI address() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @Override
    public String version() {
        return "jetty " + Server.getVersion();
    }

    /** Ends the application first: by itself, the server closes all connections before that. */
    @Override
    public void stop() throws Exception {
        context.stop();
        server.stop();
    }
}
