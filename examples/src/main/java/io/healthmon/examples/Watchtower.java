package io.healthmon.examples;

import io.healthmon.HealthMonitor;
import io.healthmon.HealthMonitorBuilder;
import io.healthmon.http.HealthHandler;
import io.healthmon.http.jdk.JdkHealthServer;
import io.healthmon.jdbc.JdbcHealthStore;
import io.healthmon.secret.Secret;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import io.healthmon.store.HealthStore;
import java.net.InetSocketAddress;

/** A monitor and the server that shows it, both made of one configuration and ended together. */
final class Watchtower implements AutoCloseable {

    static final int DEFAULT_PORT = 8080;

    private static final String DEFAULT_HOST = "127.0.0.1";

    private final HealthMonitor monitor;
    private final JdkHealthServer server;
    private final String basePath;
    private final boolean checking;

    private Watchtower(HealthMonitor monitor, JdkHealthServer server, String basePath, boolean checking) {
        this.monitor = monitor;
        this.server = server;
        this.basePath = basePath;
        this.checking = checking;
    }

    /**
     * Starts both.
     *
     * @throws SettingException if a setting or a variable cannot be used
     * @throws IllegalStateException if the server cannot listen at its address
     */
    static Watchtower start(Settings root, Environment environment) {
        InetSocketAddress address = address(root.group("server"), environment);
        boolean checking = environment.monitoringEnabled();
        HealthMonitor monitor = build(root, environment);
        try {
            HealthHandler.Builder handler = HealthHandler.builder(monitor);
            environment.cronSecret().ifPresent(handler::cronSecret);
            handler.settings(root);
            root.refuseUnknown();
            JdkHealthServer server = listen(handler.build(), address);
            if (checking) {
                monitor.start();
            }
            return new Watchtower(
                    monitor,
                    server,
                    root.group("server").text("basePath").orElse("").replaceFirst("/$", ""),
                    checking);
        } catch (RuntimeException refused) {
            monitor.close();
            throw refused;
        }
    }

    /** Builds the monitor; without a store in the configuration it keeps everything in one file. */
    private static HealthMonitor build(Settings root, Environment environment) {
        HealthMonitorBuilder builder = HealthMonitor.builder().settings(root);
        if (root.has("store")) {
            return builder.build();
        }
        HealthStore file = JdbcHealthStore.open(
                "jdbc:h2:file:" + environment.data().toAbsolutePath().resolve("healthmon"), "", Secret.of(""));
        try {
            return builder.store(file).build();
        } catch (RuntimeException refused) {
            file.close();
            throw refused;
        }
    }

    /** Starts the server; a message that names the setting of the port also names the variable that wins over it. */
    private static JdkHealthServer listen(HealthHandler handler, InetSocketAddress address) {
        try {
            return JdkHealthServer.start(handler, address);
        } catch (IllegalStateException refused) {
            String message = String.valueOf(refused.getMessage());
            throw message.endsWith("\"server.port\"")
                    ? new IllegalStateException(message + " or HEALTHMON_PORT", refused)
                    : refused;
        }
    }

    private static InetSocketAddress address(Settings server, Environment environment) {
        String host = server.text("host").filter(text -> !text.isBlank()).orElse(DEFAULT_HOST);
        int port =
                (int) environment.port().orElse(server.number("port", 0, 65_535).orElse(DEFAULT_PORT));
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw server.wrong("host", "a name or address of this machine, such as " + DEFAULT_HOST);
        }
        return address;
    }

    /** Returns where a browser on this machine finds it, without a slash at the end. */
    String url() {
        InetSocketAddress address = server.address();
        boolean everywhere = address.getAddress().isAnyLocalAddress();
        String host = everywhere ? "localhost" : address.getAddress().getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort() + basePath;
    }

    /** Returns how many integrations there are. */
    int integrations() {
        return monitor.health().integrations().size();
    }

    /** Returns whether checks run. */
    boolean checking() {
        return checking;
    }

    /** Ends the server, then the monitor; returns within a few seconds. */
    @Override
    public void close() {
        server.close();
        monitor.close();
    }
}
