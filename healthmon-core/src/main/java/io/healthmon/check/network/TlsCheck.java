package io.healthmon.check.network;

import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.egress.TargetGuard;
import io.healthmon.schedule.Stopwatch;
import io.healthmon.secret.Secret;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Shakes hands by TLS and looks how long the server's certificates are still good.
 *
 * <p>Of the server's own certificate and those that lead from it to a trusted issuer the one counts that ends first.
 * Degraded when a third of its life is left; down when a tenth is left or it has expired, and when the certificate is not
 * yet valid, is for another host, is self-signed or comes from an unknown issuer, when the chain is incomplete, or when the
 * handshake fails otherwise, each told apart. The response time covers connection and handshake. An interrupt ends it.
 * Immutable; safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class TlsCheck implements HealthCheck.Movable, HealthCheck.Guardable {

    private static final int USUAL_PORT = 443;

    private final HostPort target;
    private final @Nullable String serverName;
    private final TlsPreamble startTls;
    private final CertificateLimits limits;
    private final Tls tls;
    private final TargetGuard guard;

    private TlsCheck(
            HostPort target,
            @Nullable String serverName,
            TlsPreamble startTls,
            CertificateLimits limits,
            Tls tls,
            TargetGuard guard) {
        this.guard = guard;
        this.target = target;
        this.serverName = serverName;
        this.startTls = startTls;
        this.limits = limits;
        this.tls = tls;
    }

    /**
     * Returns a check of the certificate of a server.
     *
     * @param host a name or an address, without a scheme
     * @param port from 1 to 65535
     * @throws IllegalArgumentException if one of them cannot be used
     */
    public static TlsCheck of(String host, int port) {
        return new TlsCheck(
                new HostPort(host, port),
                null,
                TlsPreamble.NONE,
                CertificateLimits.SCALED,
                Tls.ofTheJvm(),
                TargetGuard.none());
    }

    /**
     * Returns this check with the name that it asks for and that the certificate has to carry. Default: the host.
     *
     * @throws IllegalArgumentException if it cannot be one, with a dot at its end neither
     */
    public TlsCheck serverName(String name) {
        if (name.endsWith(".")) {
            throw new IllegalArgumentException("serverName ends with a dot; leave that out");
        }
        return new TlsCheck(target, new HostPort(name, target.port()).host(), startTls, limits, tls, guard);
    }

    /** Returns this check with what comes before TLS on the port. Default: {@link TlsPreamble#NONE}. */
    public TlsCheck startTls(TlsPreamble preamble) {
        return new TlsCheck(target, serverName, preamble, limits, tls, guard);
    }

    /**
     * Returns this check with the rest below which it is degraded, from 0 to 3650 days. Default: a third of the
     * certificate's life, which is at most 398 days here.
     */
    public TlsCheck warnBefore(Duration rest) {
        return new TlsCheck(target, serverName, startTls, limits.withWarnBefore(rest), tls, guard);
    }

    /**
     * Returns this check with the rest below which it is down, from 0 to 3650 days; with 0 it is down when it has expired.
     * Default: a tenth of the certificate's life, which is at most 398 days here, and at most three tenths of the rest
     * below which it is degraded.
     */
    public TlsCheck downBefore(Duration rest) {
        return new TlsCheck(target, serverName, startTls, limits.withDownBefore(rest), tls, guard);
    }

    /**
     * Returns this check with a file of the certificates to trust, in PKCS12 or JKS format, which is read now. Default:
     * those that the JVM trusts.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    public TlsCheck truststore(Path file, @Nullable Secret password) {
        return new TlsCheck(target, serverName, startTls, limits, Tls.trusting(file, password), guard);
    }

    /**
     * Makes a check from the settings {@code host}, {@code port} (default: 443), {@code serverName},
     * {@code startTls} ({@code none} or {@code postgresql}; default: {@code none}), {@code warnBefore},
     * {@code downBefore}, {@code tls.truststore} and {@code tls.truststorePassword}.
     *
     * @param settings the integration's settings
     * @param integration the integration to be; its endpoint becomes {@code host:port}
     * @throws SettingException if one cannot be used
     */
    public static TlsCheck from(Settings settings, IntegrationBuilder integration) {
        HostPort target = HostPort.from(settings, USUAL_PORT);
        TlsPreamble startTls = settings.choice("startTls", TlsPreamble.class).orElse(TlsPreamble.NONE);
        CertificateLimits limits = CertificateLimits.from(settings, CertificateLimits.SCALED);
        TlsCheck check =
                new TlsCheck(target, null, startTls, limits, Tls.from(settings.group("tls")), TargetGuard.none());
        integration.endpoint(target.toString());
        return settings.text("serverName")
                .filter(name -> !name.isBlank())
                .map(name -> named(check, name.trim(), settings))
                .orElse(check);
    }

    private static TlsCheck named(TlsCheck check, String name, Settings settings) {
        try {
            return check.serverName(name);
        } catch (IllegalArgumentException refused) {
            throw settings.wrong("serverName", "a name such as shop.example.com");
        }
    }

    /** Returns a check of another {@code host:port}; without a port, of the same one. */
    @Override
    public TlsCheck withEndpoint(String endpoint) {
        return new TlsCheck(HostPort.parse(endpoint, target.port()), serverName, startTls, limits, tls, guard);
    }

    @Override
    public String target() {
        return target.host();
    }

    @Override
    public TlsCheck guardedBy(TargetGuard guard) {
        guard.requireAllowed(target.host());
        return new TlsCheck(target, serverName, startTls, limits, tls, guard);
    }

    @Override
    public CheckResult check(CheckContext context) throws Exception {
        Stopwatch sinceStart = Stopwatch.started();
        String name = serverName == null ? target.host() : serverName;
        try (Connector.Opened opened = Connector.open(target, guard, sinceStart, context.timeout())) {
            Socket socket = opened.channel().socket();
            startTls.over(socket, target, sinceStart.leftOf(context.timeout()));
            Duration left = sinceStart.leftOf(context.timeout());
            Tls.Secured secured = tls.handshake(socket, target, name, left, context.now());
            CertificateChain chain = secured.chain();
            return chain.in(limits.judge(chain, target, context.now()), context.now())
                    .withDetail("protocol", secured.socket().getSession().getProtocol())
                    .withResponseTime(sinceStart.elapsed());
        } catch (TlsFailedException failed) {
            Connector.refuseInterrupt(target);
            return failed.result(context.now());
        } catch (IOException failed) {
            return Connector.result(failed, target, context.timeout());
        }
    }

    @Override
    public String toString() {
        return target.toString();
    }
}
