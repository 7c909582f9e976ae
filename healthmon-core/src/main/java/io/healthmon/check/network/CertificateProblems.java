package io.healthmon.check.network;

import io.healthmon.check.Cause;
import io.healthmon.check.Problem;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What is wrong with the certificates that a server showed, each in words of its own. */
final class CertificateProblems {

    private static final int MOST_NAMES = 3;

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
                    "The certificate of " + place + " is for another host than " + name + ": it names " + names(own)
                            + ".",
                    "Use a name that the certificate carries, or deploy one for this name.");
        }
        return untrusted(chain, place);
    }

    /** Returns whether the JDK, by its own clock, found this certificate out of its time. */
    private static boolean causedBy(CertificateException refusal, X509Certificate certificate, boolean expired) {
        Throwable root = refusal;
        for (int depth = 0; depth < 10 && root.getCause() != null; depth++) {
            root = root.getCause();
        }
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

    private static String names(X509Certificate certificate) {
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null && !alternatives.isEmpty()) {
                String first = alternatives.stream()
                        .map(name -> String.valueOf(name.get(1)))
                        .limit(MOST_NAMES)
                        .collect(Collectors.joining(", "));
                return first + (alternatives.size() > MOST_NAMES ? " and others" : "");
            }
        } catch (CertificateParsingException unreadable) {
            return "nothing that can be read";
        }
        return certificate.getSubjectX500Principal().getName();
    }

    private static Problem problem(String message, String resolution) {
        return new Problem(Cause.TLS, message, resolution, null);
    }
}
