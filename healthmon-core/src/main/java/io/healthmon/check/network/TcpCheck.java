package io.healthmon.check.network;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.check.Problem;
import io.healthmon.schedule.Stopwatch;
import io.healthmon.settings.DurationText;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * Opens a TCP connection and closes it at once: healthy when somebody accepts it.
 *
 * <p>The host's name is resolved at each check; its addresses are tried in turn until one answers, each with an equal
 * share of the time that is left. The response time is that of the connection, without the name's resolution. An
 * interrupt ends the connecting.
 * Immutable; safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class TcpCheck implements HealthCheck {

    private static final int LAST_PORT = 65_535;
    private static final int LONGEST_HOST = 255;

    private final String host;
    private final int port;

    private TcpCheck(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /**
     * Returns a check of a port.
     *
     * @param host a name or an address, without a scheme
     * @param port from 1 to 65535
     * @throws IllegalArgumentException if one of them cannot be used
     */
    public static TcpCheck of(String host, int port) {
        boolean plain = host.chars().noneMatch(letter -> letter <= ' ' || letter == '/' || letter == '@');
        if (host.isBlank() || host.length() > LONGEST_HOST || !plain) {
            throw new IllegalArgumentException(
                    "host is not allowed; use a name or an address such as db.example.com, without scheme or path");
        }
        if (port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException("port " + port + " is not allowed; use from 1 to " + LAST_PORT);
        }
        return new TcpCheck(host, port);
    }

    /**
     * Makes a check from the settings {@code host} and {@code port}, both of which must be there.
     *
     * @param settings the integration's settings
     * @param integration the integration to be; its endpoint becomes {@code host:port}
     * @throws SettingException if one cannot be used
     */
    public static TcpCheck from(Settings settings, IntegrationBuilder integration) {
        String host = settings.requireText("host");
        int port = (int) settings.number("port", 1, LAST_PORT).orElseThrow(() -> settings.missing("port"));
        try {
            TcpCheck check = of(host.trim(), port);
            integration.endpoint(check.toString());
            return check;
        } catch (IllegalArgumentException refused) {
            throw new SettingException(settings.path("host"), String.valueOf(refused.getMessage()));
        }
    }

    @Override
    public CheckResult check(CheckContext context) throws Exception {
        Stopwatch sinceStart = Stopwatch.started();
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(host);
        } catch (UnknownHostException unknown) {
            return CheckResult.down(unknownHost());
        }
        return connectToAny(addresses, context, sinceStart);
    }

    private CheckResult connectToAny(InetAddress[] addresses, CheckContext context, Stopwatch sinceStart)
            throws InterruptedException {
        IOException last = new IOException("no address");
        for (int index = 0; index < addresses.length; index++) {
            try {
                return connect(
                        addresses[index], sinceStart.leftOf(context.timeout()).dividedBy(addresses.length - index));
            } catch (IOException failed) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted while connecting to " + this);
                }
                last = failed;
            }
        }
        return CheckResult.down(problem(last, context)).withDetail("addresses", addresses.length);
    }

    /** Connects through a channel, because a plain socket cannot be interrupted while it connects. */
    private CheckResult connect(InetAddress address, Duration limit) throws IOException {
        Stopwatch sinceStart = Stopwatch.started();
        try (SocketChannel channel = SocketChannel.open()) {
            channel.socket().connect(new InetSocketAddress(address, port), (int) Math.max(1, limit.toMillis()));
            return CheckResult.healthy()
                    .withResponseTime(sinceStart.elapsed())
                    .withDetail("address", address.getHostAddress());
        }
    }

    private Problem unknownHost() {
        return new Problem(
                Cause.DNS,
                "The host name " + host + " could not be resolved.",
                "Check the spelling of the host and that this machine's DNS server answers.",
                null);
    }

    private Problem problem(IOException failure, CheckContext context) {
        if (Cause.of(failure) == Cause.TIMEOUT) {
            return new Problem(
                    Cause.TIMEOUT,
                    "No connection to " + this + " within " + DurationText.format(context.timeout()) + ".",
                    "Check that the host is up and that no firewall swallows the packets; if it is only far away or"
                            + " busy, raise the timeout.",
                    null);
        }
        return new Problem(
                Cause.CONNECT,
                "No connection to " + this + ": " + failure.getMessage() + ".",
                "Check that the service runs and listens on this port, and that no firewall refuses it.",
                null);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
