package io.healthmon.check.network;

import io.healthmon.check.Cause;
import io.healthmon.check.Problem;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What is wrong with the certificates that a server showed, each in words of its own. */
final class CertificateProblems {

    private static final int MOST_NAMES = 3;
    private static final int DEEPEST = 10;

    private CertificateProblems() {}

    /**
     * Returns why a chain was refused; that a certificate has expired comes before everything else.
     *
     * @param place the server
     * @param name the name that the certificate has to carry
     */
    static Problem of(
            List<X509Certificate> chain, CertificateException refusal, HostPort place, String name, Instant now) {
        X509Certificate own = chain.get(0);
        for (X509Certificate certificate : chain) {
            if (now.isAfter(certificate.getNotAfter().toInstant()) || causedBy(refusal, certificate, true)) {
                return expired(certificate, own, place);
            }
            if (now.isBefore(certificate.getNotBefore().toInstant()) || causedBy(refusal, certificate, false)) {
                return early(certificate, own, place);
            }
        }
        if (aboutTheName(refusal)) {
            return problem(
                    "The certificate of " + place + " is for another host than " + name + ": it names "
                            + CertificateChain.names(own, MOST_NAMES) + ".",
                    "Use a name that the certificate carries, or deploy one for this name.");
        }
        return causes(refusal).anyMatch(CertificateProblems::isWeak)
                ? problem(
                        "The certificate of " + place
                                + ", or one that is sent along, uses an algorithm or a key that this"
                                + " JVM takes for too weak.",
                        "Deploy a certificate with a key of 2048 bits (RSA) or 256 bits (EC) at least, signed with SHA-256.")
                : causes(refusal).anyMatch(CertPathBuilderException.class::isInstance)
                        ? untrusted(chain, place)
                        : refused(refusal, place);
    }

    /** Returns what to say of a server whose certificate is good but ends soon, or has ended in the meantime. */
    static Problem ending(CertificateChain chain, HostPort place, Instant now) {
        X509Certificate first = chain.firstToEnd();
        long days = chain.daysLeft(now);
        String left = days < 0
                ? "has expired"
                : days == 0 ? "expires within a day" : days == 1 ? "expires in 1 day" : "expires in " + days + " days";
        return problem(
                which(first, chain.own(), place) + " " + left + ", on " + CertificateChain.end(first) + ".",
                first.equals(chain.own())
                        ? "Renew the certificate and deploy it; where that happens by itself, see why it did not."
                        : "Let the server send the certificate that the issuer has in its place; it comes with a renewed"
                                + " certificate.");
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEEPEST);
    }

    private static boolean isWeak(Throwable failure) {
        return failure instanceof CertPathValidatorException refused
                && refused.getReason() == BasicReason.ALGORITHM_CONSTRAINED;
    }

    private static Problem refused(CertificateException refusal, HostPort place) {
        return problem(
                "The certificate of " + place + " is refused: " + refusal.getMessage() + ".",
                "Deploy a certificate that is made for servers, of a known authority.");
    }

    /** Returns whether the JDK, by its own clock, found this certificate out of its time. */
    private static boolean causedBy(CertificateException refusal, X509Certificate certificate, boolean expired) {
        Throwable root = causes(refusal).reduce(refusal, (outer, inner) -> inner);
        boolean outOfTime =
                expired ? root instanceof CertificateExpiredException : root instanceof CertificateNotYetValidException;
        try {
            certificate.checkValidity();
            return false;
        } catch (CertificateException invalid) {
            return outOfTime && invalid.getClass() == root.getClass();
        }
    }

    private static Problem expired(X509Certificate certificate, X509Certificate own, HostPort place) {
        return problem(
                which(certificate, own, place) + " expired on "
                        + certificate.getNotAfter().toInstant() + ".",
                "Renew the certificate and deploy it.");
    }

    private static Problem early(X509Certificate certificate, X509Certificate own, HostPort place) {
        return problem(
                which(certificate, own, place) + " is not valid before "
                        + certificate.getNotBefore().toInstant() + ".",
                "Compare the clocks of both machines, or deploy the right certificate.");
    }

    private static String which(X509Certificate certificate, X509Certificate own, HostPort place) {
        String whose = certificate.equals(own)
                ? ""
                : " of " + certificate.getSubjectX500Principal().getName() + ", which is sent along,";
        return "The certificate" + (whose.isEmpty() ? " of " + place : whose + " by " + place);
    }

    private static Problem untrusted(List<X509Certificate> chain, HostPort place) {
        X509Certificate last = chain.get(chain.size() - 1);
        String issuer = last.getIssuerX500Principal().getName();
        if (!last.getSubjectX500Principal().equals(last.getIssuerX500Principal())) {
            return problem(
                    "The certificate chain of " + place + " is incomplete, or its issuer unknown: it ends with one of "
                            + issuer + ", which is neither sent nor trusted.",
                    "Let the server send its intermediate certificates, or add the issuer to \"truststore\".");
        }
        if (chain.size() == 1) {
            return problem(
                    "The certificate of " + place + " is self-signed, and not among those that are trusted.",
                    "Deploy a certificate of a known authority, or add this one to \"truststore\".");
        }
        return problem(
                "The certificate of " + place + " comes from an unknown issuer: " + issuer + " is not trusted.",
                "Deploy a certificate of a known authority, or add this authority to \"truststore\".");
    }

    /** The JDK throws the plain exception, without a cause, when and only when the host's name does not fit. */
    private static boolean aboutTheName(CertificateException refused) {
        return refused.getClass() == CertificateException.class
                && refused.getCause() == null
                && String.valueOf(refused.getMessage()).startsWith("No ");
    }

    private static Problem problem(String message, String resolution) {
        return new Problem(Cause.TLS, message, resolution, null);
    }
}
