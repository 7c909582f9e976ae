package io.healthmon.check.network;

import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.check.Problem;
import io.healthmon.egress.TargetGuard;
import io.healthmon.schedule.Stopwatch;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHolder;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a mail server works: reads its greeting, says EHLO, logs in if it is told who, says NOOP and takes its leave;
 * sends no mail.
 *
 * <p>With {@link SmtpTls#STARTTLS} or {@link SmtpTls#TLS} a TLS handshake belongs to it, in which the certificate has to
 * be good for the host; it is degraded when a third of the certificate's life is left. An answer that refuses to go on is
 * told by its code, with what it means and the server's own words; to NOOP every answer counts as life but 421. A login
 * without user or password is unknown, and nobody is asked. The response time covers everything from the connection to the
 * answer to NOOP. An interrupt ends it. Immutable; safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class SmtpCheck implements HealthCheck.Movable, HealthCheck.Guardable, SecretHolder {

    private static final int USUAL_PORT = 25;

    private final SmtpPlan plan;

    private SmtpCheck(SmtpPlan plan) {
        this.plan = plan;
    }

    /**
     * Returns a check of a mail server, without TLS and login.
     *
     * @param host a name or an address, without a scheme
     * @param port from 1 to 65535
     * @throws IllegalArgumentException if one of them cannot be used
     */
    public static SmtpCheck of(String host, int port) {
        return new SmtpCheck(plan(new HostPort(host, port), SmtpTls.NONE, Tls.ofTheJvm()));
    }

    private static SmtpPlan plan(HostPort target, SmtpTls mode, Tls tls) {
        return new SmtpPlan(target, mode, tls, null, CertificateLimits.DOWN_AT_THE_END, TargetGuard.none());
    }

    /**
     * Returns this check with or without TLS. Default: {@link SmtpTls#NONE}.
     *
     * @throws IllegalArgumentException if it is none and somebody logs in
     */
    public SmtpCheck tls(SmtpTls mode) {
        return new SmtpCheck(plan.withMode(mode));
    }

    /**
     * Returns this check with a login, by PLAIN or else by LOGIN, for which TLS must have been set before. Default: nobody
     * logs in.
     *
     * @param user the name; with a blank one the result is unknown
     * @param password the password; with null or a blank one the result is unknown
     * @throws IllegalArgumentException if the check is without TLS, one of them holds the character NUL, or the password is
     *     bound to other hosts
     */
    public SmtpCheck login(String user, @Nullable Secret password) {
        return new SmtpCheck(plan.withLogin(new SmtpLogin("", Objects.requireNonNull(user, "user"), password)));
    }

    /**
     * Returns this check with a file of the certificates to trust, in PKCS12 or JKS format, which is read now. Default:
     * those that the JVM trusts.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    public SmtpCheck truststore(Path file, @Nullable Secret password) {
        return new SmtpCheck(plan.withTls(Tls.trusting(file, password)));
    }

    /**
     * Returns this check with the rest of the certificate below which it is degraded, from 0 to 3650 days. Default: a third
     * of the certificate's life, which is at most 398 days here.
     */
    public SmtpCheck warnBefore(Duration rest) {
        return new SmtpCheck(plan.withLimits(plan.limits().withWarnBefore(rest)));
    }

    /**
     * Returns this check with the rest of the certificate below which it is down, from 0 to 3650 days. Default: 0, when it
     * has expired, for until then the server works.
     */
    public SmtpCheck downBefore(Duration rest) {
        return new SmtpCheck(plan.withLimits(plan.limits().withDownBefore(rest)));
    }

    /**
     * Makes a check from the settings {@code host}, {@code port} (default: 25), {@code tls} ({@code none},
     * {@code starttls} or {@code tls}; default: {@code none}), {@code user}, {@code password}, {@code warnBefore},
     * {@code downBefore}, {@code truststore} and {@code truststorePassword}.
     *
     * @param settings the integration's settings
     * @param integration the integration to be; its endpoint becomes {@code host:port}
     * @throws SettingException if one cannot be used
     */
    public static SmtpCheck from(Settings settings, IntegrationBuilder integration) {
        HostPort target = HostPort.from(settings, USUAL_PORT);
        SmtpTls mode = settings.choice("tls", SmtpTls.class).orElse(SmtpTls.NONE);
        SmtpPlan plan = plan(target, mode, Tls.from(settings))
                .withLimits(CertificateLimits.from(settings, CertificateLimits.DOWN_AT_THE_END));
        SmtpLogin login = login(settings, target, mode);
        integration.endpoint(target.toString());
        return new SmtpCheck(login == null ? plan : plan.withLogin(login));
    }

    private static @Nullable SmtpLogin login(Settings settings, HostPort target, SmtpTls mode) {
        SmtpLogin login = SmtpLogin.from(settings);
        if (login != null && mode == SmtpTls.NONE) {
            String allowed = "starttls, or tls as on port 465, for \"user\" and \"password\" are sent by TLS alone";
            throw settings.has("tls")
                    ? settings.wrong("tls", allowed)
                    : new SettingException(settings.path("tls"), "is missing; set \"tls\" to " + allowed);
        }
        if (login != null && !login.fits(target)) {
            throw new SettingException(
                    settings.path("password"),
                    "names a secret that is not bound to " + target
                            + "; use a host that it is bound to, or add this one to the secret");
        }
        return login;
    }

    /**
     * Returns a check of another {@code host:port}; without a port, of the same one. With a login, only of the same host and
     * port.
     */
    @Override
    public SmtpCheck withEndpoint(String endpoint) {
        HostPort moved = HostPort.parse(endpoint, plan.target().port());
        if (plan.login() != null && !moved.isSame(plan.target())) {
            throw new IllegalArgumentException("the login is bound to " + plan.target()
                    + "; another server has to be declared with a login of its own");
        }
        return new SmtpCheck(plan.withTarget(moved));
    }

    @Override
    public String target() {
        return plan.target().host();
    }

    @Override
    public SmtpCheck guardedBy(TargetGuard guard) {
        guard.requireAllowed(plan.target().host());
        return new SmtpCheck(plan.withGuard(guard));
    }

    @Override
    public List<Secret> secrets() {
        return plan.secrets();
    }

    @Override
    public CheckResult check(CheckContext context) throws Exception {
        SmtpLogin login = plan.login();
        Optional<Problem> missing = login == null ? Optional.empty() : login.missing(plan.target());
        return missing.isPresent() ? CheckResult.unknown(missing.get()) : visit(context);
    }

    private CheckResult visit(CheckContext context) throws Exception {
        Stopwatch sinceStart = Stopwatch.started();
        HostPort target = plan.target();
        try (Connector.Opened opened = Connector.open(target, plan.guard(), sinceStart, context.timeout())) {
            return new SmtpRun(plan, context, sinceStart).over(opened);
        } catch (TlsFailedException failed) {
            Connector.refuseInterrupt(target);
            return failed.result(context.now());
        } catch (IOException failed) {
            return Connector.result(failed, target, context.timeout());
        }
    }

    @Override
    public String toString() {
        return plan.target().toString();
    }
}
