package io.healthmon.check.network;

import io.healthmon.check.CheckResult;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of a server that count: its own, and of those that it sends along the ones that lead from there to an
 * issuer that is trusted. What else it sends, such as an old root for old clients, nobody looks at.
 *
 * @param certificates the server's own first; at least one
 */
record CertificateChain(List<X509Certificate> certificates) {

    private static final int MOST_NAMES = 20;
    private static final long SECONDS_OF_A_DAY = Duration.ofDays(1).toSeconds();

    /**
     * Returns the certificates that count.
     *
     * @param shown what the server sent, its own certificate first
     * @param trusted the issuers that are trusted
     */
    static CertificateChain of(List<X509Certificate> shown, X509Certificate[] trusted) {
        List<X509Certificate> chain = new ArrayList<>();
        X509Certificate next = shown.get(0);
        while (next != null) {
            chain.add(next);
            next = issuer(next, shown, trusted, chain);
        }
        return new CertificateChain(List.copyOf(chain));
    }

    private static @Nullable X509Certificate issuer(
            X509Certificate certificate,
            List<X509Certificate> shown,
            X509Certificate[] trusted,
            List<X509Certificate> already) {
        if (Arrays.asList(trusted).contains(certificate)) {
            return null;
        }
        List<X509Certificate> anchors = Arrays.stream(trusted)
                .filter(anchor -> issued(anchor, certificate))
                .toList();
        return shown.stream()
                .filter(other -> anchors.isEmpty() ? issued(other, certificate) : anchors.contains(other))
                .filter(other -> !already.contains(other))
                .findFirst()
                .orElse(null);
    }

    private static boolean issued(X509Certificate issuer, X509Certificate certificate) {
        return issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
                && signed(issuer.getPublicKey(), certificate);
    }

    private static boolean signed(PublicKey key, X509Certificate certificate) {
        try {
            certificate.verify(key);
            return true;
        } catch (GeneralSecurityException another) {
            return false;
        }
    }

    /** Returns the server's own. */
    X509Certificate own() {
        return certificates.get(0);
    }

    /** Returns the one that ends first; the server's own where several do. */
    X509Certificate firstToEnd() {
        X509Certificate first = own();
        for (X509Certificate certificate : certificates) {
            first = end(certificate).isBefore(end(first)) ? certificate : first;
        }
        return first;
    }

    /** Returns the whole days that are left; below zero when one has expired. */
    long daysLeft(Instant now) {
        Duration left = Duration.between(now, end(firstToEnd()));
        return Math.floorDiv(left.toSeconds(), SECONDS_OF_A_DAY);
    }

    static Instant end(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }

    /** Returns a result that tells of them: whose they are, and when the first ends. */
    CheckResult in(CheckResult result, Instant now) {
        X509Certificate own = own();
        CheckResult told = result.withDetail("notAfter", end(firstToEnd()))
                .withDetail("daysLeft", daysLeft(now))
                .withDetail("subject", own.getSubjectX500Principal().getName())
                .withDetail("issuer", own.getIssuerX500Principal().getName())
                .withDetail("names", names(own, MOST_NAMES));
        return firstToEnd().equals(own)
                ? told
                : told.withDetail(
                        "endsFirst", firstToEnd().getSubjectX500Principal().getName());
    }

    /** Returns the names that a certificate is for, at most so many; where it has no list of them, its subject. */
    static String names(X509Certificate certificate, int most) {
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null && !alternatives.isEmpty()) {
                // why: names of rare kinds come as bytes
                List<String> names = alternatives.stream()
                        .map(name -> name.get(1))
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList();
                String first = names.stream().limit(most).collect(Collectors.joining(", "));
                return first + (names.size() > most ? " and others" : "");
            }
        } catch (CertificateParsingException unreadable) {
            return "nothing that can be read";
        }
        return certificate.getSubjectX500Principal().getName();
    }
}
