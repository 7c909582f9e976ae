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
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a mail server greets: reads its greeting, says EHLO and takes its leave; sends no mail and no login.
 *
 * <p>With {@link SmtpTls#STARTTLS} or {@link SmtpTls#TLS} a TLS handshake belongs to it, in which the certificate has to
 * be good for the host. A greeting or an answer of 4xx or 5xx is down with the server's own words; so is what does not
 * speak SMTP. The response time covers everything from the connection to the last answer. An interrupt ends it.
 * Immutable; safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class SmtpCheck implements HealthCheck.Movable, HealthCheck.Guardable {

    private static final int USUAL_PORT = 25;

    private final HostPort target;
    private final SmtpTls mode;
    private final Tls tls;
    private final TargetGuard guard;

    private SmtpCheck(HostPort target, SmtpTls mode, Tls tls, TargetGuard guard) {
        this.target = target;
        this.mode = mode;
        this.tls = tls;
        this.guard = guard;
    }

    /**
     * Returns a check of a mail server, without TLS.
     *
     * @param host a name or an address, without a scheme
     * @param port from 1 to 65535
     * @throws IllegalArgumentException if one of them cannot be used
     */
    public static SmtpCheck of(String host, int port) {
        return new SmtpCheck(new HostPort(host, port), SmtpTls.NONE, Tls.ofTheJvm(), TargetGuard.none());
    }

    /** Returns this check with or without TLS. Default: {@link SmtpTls#NONE}. */
    public SmtpCheck tls(SmtpTls mode) {
        return new SmtpCheck(target, mode, tls, guard);
    }

    /**
     * Returns this check with a file of the certificates to trust, in PKCS12 or JKS format, which is read now. Default:
     * those that the JVM trusts.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    public SmtpCheck truststore(Path file, @Nullable Secret password) {
        return new SmtpCheck(target, mode, Tls.trusting(file, password), guard);
    }

    /**
     * Makes a check from the settings {@code host}, {@code port} (default: 25), {@code tls} ({@code none},
     * {@code starttls} or {@code tls}; default: {@code none}), {@code truststore} and {@code truststorePassword}.
     *
     * @param settings the integration's settings
     * @param integration the integration to be; its endpoint becomes {@code host:port}
     * @throws SettingException if one cannot be used
     */
    public static SmtpCheck from(Settings settings, IntegrationBuilder integration) {
        HostPort target = HostPort.from(settings, USUAL_PORT);
        SmtpTls mode = settings.choice("tls", SmtpTls.class).orElse(SmtpTls.NONE);
        SmtpCheck check = new SmtpCheck(target, mode, Tls.from(settings), TargetGuard.none());
        integration.endpoint(target.toString());
        return check;
    }

    /** Returns a check of another {@code host:port}; without a port, of the same one. */
    @Override
    public SmtpCheck withEndpoint(String endpoint) {
        return new SmtpCheck(HostPort.parse(endpoint, target.port()), mode, tls, guard);
    }

    @Override
    public String target() {
        return target.host();
    }

    @Override
    public SmtpCheck guardedBy(TargetGuard guard) {
        guard.requireAllowed(target.host());
        return new SmtpCheck(target, mode, tls, guard);
    }

    @Override
    public CheckResult check(CheckContext context) throws Exception {
        Stopwatch sinceStart = Stopwatch.started();
        try (Connector.Opened opened = Connector.open(target, guard, sinceStart, context.timeout())) {
            return new SmtpRun(target, mode, tls, context, sinceStart).over(opened);
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
