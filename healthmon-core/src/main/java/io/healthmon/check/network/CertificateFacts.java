package io.healthmon.check.network;

import io.healthmon.check.CheckResult;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/** What a result tells of a certificate. */
final class CertificateFacts {

    private static final long SECONDS_OF_A_DAY = Duration.ofDays(1).toSeconds();

    private CertificateFacts() {}

    static CheckResult in(CheckResult result, X509Certificate certificate, Instant now) {
        return result.withDetail("notAfter", certificate.getNotAfter().toInstant())
                .withDetail("daysLeft", daysLeft(certificate, now))
                .withDetail("subject", certificate.getSubjectX500Principal().getName())
                .withDetail("issuer", certificate.getIssuerX500Principal().getName());
    }

    /** Returns the whole days that are left; below zero when it has expired. */
    static long daysLeft(X509Certificate certificate, Instant now) {
        Duration left = Duration.between(now, certificate.getNotAfter().toInstant());
        return Math.floorDiv(left.toSeconds(), SECONDS_OF_A_DAY);
    }
}
