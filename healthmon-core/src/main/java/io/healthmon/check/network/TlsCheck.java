package io.healthmon.check.network;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.check.Problem;
import io.healthmon.egress.TargetGuard;
import io.healthmon.schedule.Stopwatch;
import io.healthmon.secret.Secret;
import io.healthmon.settings.DurationText;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Shakes hands by TLS and looks how long the server's certificate is still good.
 *
 * <p>Degraded when the certificate expires within 21 days; down when it has expired, is not yet valid, is for another
 * host, is self-signed or comes from an unknown issuer, or when the chain is incomplete, each told apart. Only the
 * server's own certificate counts for the days that are left. The response time covers connection and handshake. An
 * interrupt ends it. Immutable; safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class TlsCheck implements HealthCheck.Movable, HealthCheck.Guardable {

    private static final Duration WARN_BEFORE = Duration.ofDays(21);
    private static final Duration LONGEST = Duration.ofDays(3_650);
    private static final int USUAL_PORT = 443;

    private final HostPort target;
    private final @Nullable String serverName;
    private final Duration warnBefore;
    private final Duration downBefore;
    private final Tls tls;
    private final TargetGuard guard;

    private TlsCheck(
            HostPort target,
            @Nullable String serverName,
            Duration warnBefore,
            Duration downBefore,
            Tls tls,
            TargetGuard guard) {
        this.guard = guard;
        this.target = target;
        this.serverName = serverName;
        this.warnBefore = warnBefore;
        this.downBefore = downBefore;
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
                new HostPort(host, port), null, WARN_BEFORE, Duration.ZERO, Tls.ofTheJvm(), TargetGuard.none());
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
        return new TlsCheck(target, new HostPort(name, target.port()).host(), warnBefore, downBefore, tls, guard);
    }

    /** Returns this check with the rest below which it is degraded, from 0 to 3650 days. Default: 21 days. */
    public TlsCheck warnBefore(Duration rest) {
        return new TlsCheck(target, serverName, within("warnBefore", rest), downBefore, tls, guard);
    }

    /** Returns this check with the rest below which it is down, from 0 to 3650 days. Default: 0, when it has expired. */
    public TlsCheck downBefore(Duration rest) {
        return new TlsCheck(target, serverName, warnBefore, within("downBefore", rest), tls, guard);
    }

    /**
     * Returns this check with a file of the certificates to trust, in PKCS12 or JKS format, which is read now. Default:
     * those that the JVM trusts.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    public TlsCheck truststore(Path file, @Nullable Secret password) {
        return new TlsCheck(target, serverName, warnBefore, downBefore, Tls.trusting(file, password), guard);
    }

    private static Duration within(String name, Duration rest) {
        if (rest.isNegative() || rest.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    name + " " + DurationText.format(rest) + " is not allowed; use from 0ms to 3650d");
        }
        return rest;
    }

    /**
     * Makes a check from the settings {@code host}, {@code port} (default: 443), {@code serverName}, {@code warnBefore},
     * {@code downBefore}, {@code tls.truststore} and {@code tls.truststorePassword}.
     *
     * @param settings the integration's settings
     * @param integration the integration to be; its endpoint becomes {@code host:port}
     * @throws SettingException if one cannot be used
     */
    public static TlsCheck from(Settings settings, IntegrationBuilder integration) {
        HostPort target = HostPort.from(settings, USUAL_PORT);
        Duration warn = settings.duration("warnBefore", Duration.ZERO, LONGEST).orElse(WARN_BEFORE);
        Duration down = settings.duration("downBefore", Duration.ZERO, LONGEST).orElse(Duration.ZERO);
        if (down.compareTo(warn) > 0) {
            throw settings.wrong("downBefore", "at most \"warnBefore\", which is " + DurationText.format(warn));
        }
        TlsCheck check = new TlsCheck(target, null, warn, down, Tls.from(settings.group("tls")), TargetGuard.none());
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
        return new TlsCheck(HostPort.parse(endpoint, target.port()), serverName, warnBefore, downBefore, tls, guard);
    }

    @Override
    public String target() {
        return target.host();
    }

    @Override
    public TlsCheck guardedBy(TargetGuard guard) {
        guard.requireAllowed(target.host());
        return new TlsCheck(target, serverName, warnBefore, downBefore, tls, guard);
    }

    @Override
    public CheckResult check(CheckContext context) throws Exception {
        Stopwatch sinceStart = Stopwatch.started();
        String name = serverName == null ? target.host() : serverName;
        try (Connector.Opened opened = Connector.open(target, guard, sinceStart, context.timeout())) {
            Duration left = sinceStart.leftOf(context.timeout());
            Tls.Secured secured = tls.handshake(opened.channel().socket(), target, name, left, context.now());
            X509Certificate own = secured.chain().get(0);
            return CertificateFacts.in(judge(own, context.now()), own, context.now())
                    .withDetail("protocol", secured.socket().getSession().getProtocol())
                    .withResponseTime(sinceStart.elapsed());
        } catch (TlsFailedException failed) {
            Connector.refuseInterrupt(target);
            return failed.result(context.now());
        } catch (IOException failed) {
            return Connector.result(failed, target, context.timeout());
        }
    }

    private CheckResult judge(X509Certificate certificate, Instant now) {
        Instant end = certificate.getNotAfter().toInstant();
        if (!end.isAfter(now.plus(downBefore))) {
            return CheckResult.down(ending(certificate, now));
        }
        return end.isBefore(now.plus(warnBefore))
                ? CheckResult.degraded(ending(certificate, now))
                : CheckResult.healthy();
    }

    private Problem ending(X509Certificate certificate, Instant now) {
        long days = CertificateFacts.daysLeft(certificate, now);
        String left = days < 0 ? "has expired" : days == 1 ? "expires in 1 day" : "expires in " + days + " days";
        return new Problem(
                Cause.TLS,
                "The certificate of " + target + " " + left + ", on "
                        + certificate.getNotAfter().toInstant() + ".",
                "Renew the certificate and deploy it; where that happens by itself, see why it did not.",
                null);
    }

    @Override
    public String toString() {
        return target.toString();
    }
}
