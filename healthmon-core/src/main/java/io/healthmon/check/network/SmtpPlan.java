package io.healthmon.check.network;

import io.healthmon.egress.TargetGuard;
import io.healthmon.secret.Redactor;
import io.healthmon.secret.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a mail server is visited.
 *
 * @param target the server
 * @param mode whether TLS belongs to it, and when
 * @param tls whose certificates are trusted
 * @param login who logs in, or null for nobody
 * @param limits how long the certificate has to be good
 * @param guard judges the addresses of the server
 */
record SmtpPlan(
        HostPort target,
        SmtpTls mode,
        Tls tls,
        @Nullable SmtpLogin login,
        CertificateLimits limits,
        TargetGuard guard) {

    /** Refuses to send a password in the clear, or to a host that it is not meant for. */
    SmtpPlan {
        if (login != null && mode == SmtpTls.NONE) {
            throw new IllegalArgumentException(
                    "tls none is not allowed with user and password, which are sent by TLS alone; use starttls, or tls"
                            + " as on port 465, before the login");
        }
        if (login != null && !login.fits(target)) {
            throw new IllegalArgumentException("password names a secret that is not bound to " + target
                    + "; use a host that it is bound to, or add this one to the secret");
        }
    }

    SmtpPlan withTarget(HostPort other) {
        return new SmtpPlan(other, mode, tls, login, limits, guard);
    }

    SmtpPlan withMode(SmtpTls other) {
        return new SmtpPlan(target, other, tls, login, limits, guard);
    }

    SmtpPlan withTls(Tls other) {
        return new SmtpPlan(target, mode, other, login, limits, guard);
    }

    SmtpPlan withLogin(SmtpLogin other) {
        return new SmtpPlan(target, mode, tls, other, limits, guard);
    }

    SmtpPlan withLimits(CertificateLimits other) {
        return new SmtpPlan(target, mode, tls, login, other, guard);
    }

    SmtpPlan withGuard(TargetGuard other) {
        return new SmtpPlan(target, mode, tls, login, limits, other);
    }

    List<Secret> secrets() {
        return login == null ? List.of() : login.secrets();
    }

    Redactor redactor() {
        return Redactor.standard().with(secrets());
    }
}
