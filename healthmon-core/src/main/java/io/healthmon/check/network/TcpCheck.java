package io.healthmon.check.network;

import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.egress.TargetGuard;
import io.healthmon.schedule.Stopwatch;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.io.IOException;

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
public final class TcpCheck implements HealthCheck.Movable, HealthCheck.Guardable {

    private final HostPort target;
    private final TargetGuard guard;

    private TcpCheck(HostPort target, TargetGuard guard) {
        this.target = target;
        this.guard = guard;
    }

    /**
     * Returns a check of a port.
     *
     * @param host a name or an address, without a scheme
     * @param port from 1 to 65535
     * @throws IllegalArgumentException if one of them cannot be used
     */
    public static TcpCheck of(String host, int port) {
        return new TcpCheck(new HostPort(host, port), TargetGuard.none());
    }

    /**
     * Makes a check from the settings {@code host} and {@code port}, both of which must be there.
     *
     * @param settings the integration's settings
     * @param integration the integration to be; its endpoint becomes {@code host:port}
     * @throws SettingException if one cannot be used
     */
    public static TcpCheck from(Settings settings, IntegrationBuilder integration) {
        TcpCheck check = new TcpCheck(HostPort.from(settings, 0), TargetGuard.none());
        integration.endpoint(check.toString());
        return check;
    }

    /** Returns a check of another {@code host:port}; without a port, of the same one. */
    @Override
    public TcpCheck withEndpoint(String endpoint) {
        return new TcpCheck(HostPort.parse(endpoint, target.port()), guard);
    }

    @Override
    public String target() {
        return target.host();
    }

    @Override
    public TcpCheck guardedBy(TargetGuard guard) {
        guard.requireAllowed(target.host());
        return new TcpCheck(target, guard);
    }

    @Override
    public CheckResult check(CheckContext context) throws Exception {
        try (Connector.Opened opened = Connector.open(target, guard, Stopwatch.started(), context.timeout())) {
            return CheckResult.healthy()
                    .withResponseTime(opened.took())
                    .withDetail("address", opened.address().getHostAddress());
        } catch (IOException failed) {
            return Connector.result(failed, target, context.timeout());
        }
    }

    @Override
    public String toString() {
        return target.toString();
    }
}
