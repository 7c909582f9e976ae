package io.healthmon.check.network;

import io.healthmon.check.CheckResult;
import io.healthmon.settings.DurationText;
import io.healthmon.settings.Settings;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long certificates have to be good still. A limit that is not set is a part of the time that the certificate lives, as
 * short-lived ones are renewed late; of one that lives for more than 398 days, which is no public one, a part of 398 days.
 *
 * @param warnBefore the rest below which a server is degraded, or null for a third of the certificate's life
 * @param downBefore the rest below which it is down, or null for a tenth of it, but no more than three tenths of the rest
 *     below which it is degraded
 */
record CertificateLimits(
        @Nullable Duration warnBefore, @Nullable Duration downBefore) {

    // why: first, because what follows is judged by it
    private static final Duration LONGEST = Duration.ofDays(3_650);

    /** What is a part of each certificate's life. */
    static final CertificateLimits SCALED = new CertificateLimits(null, null);

    /** The same, but down at the end only: for a service that works until then. */
    static final CertificateLimits DOWN_AT_THE_END = new CertificateLimits(null, Duration.ZERO);

    private static final Duration LONGEST_LIFE = Duration.ofDays(398);
    private static final int WARN_PART = 3;
    private static final int DOWN_PART = 10;

    /** Refuses limits that are out of bounds. */
    CertificateLimits {
        requireWithin("warnBefore", warnBefore);
        requireWithin("downBefore", downBefore);
    }

    private static void requireWithin(String name, @Nullable Duration rest) {
        if (rest != null && (rest.isNegative() || rest.compareTo(LONGEST) > 0)) {
            throw new IllegalArgumentException(
                    name + " " + DurationText.format(rest) + " is not allowed; use from 0ms to 3650d");
        }
    }

    /** Reads the settings {@code warnBefore} and {@code downBefore}. */
    static CertificateLimits from(Settings settings, CertificateLimits otherwise) {
        Duration warn = settings.duration("warnBefore", Duration.ZERO, LONGEST).orElse(otherwise.warnBefore);
        Duration down = settings.duration("downBefore", Duration.ZERO, LONGEST).orElse(otherwise.downBefore);
        if (down != null && warn != null && down.compareTo(warn) > 0) {
            throw settings.wrong("downBefore", "at most \"warnBefore\", which is " + DurationText.format(warn));
        }
        return new CertificateLimits(warn, down);
    }

    CertificateLimits withWarnBefore(Duration rest) {
        return new CertificateLimits(rest, downBefore);
    }

    CertificateLimits withDownBefore(Duration rest) {
        return new CertificateLimits(warnBefore, rest);
    }

    /** Returns the result of a handshake that went well: healthy, or what the certificates' end makes of it. */
    CheckResult judge(CertificateChain chain, HostPort place, Instant now) {
        X509Certificate first = chain.firstToEnd();
        Duration life = life(first);
        Duration warn = warnBefore == null ? life.dividedBy(WARN_PART) : warnBefore;
        Duration down =
                downBefore == null ? lesser(life, warn.multipliedBy(WARN_PART)).dividedBy(DOWN_PART) : downBefore;
        Instant end = CertificateChain.end(first);
        if (!end.isAfter(now.plus(down))) {
            return CheckResult.down(CertificateProblems.ending(chain, place, now));
        }
        return end.isBefore(now.plus(warn))
                ? CheckResult.degraded(CertificateProblems.ending(chain, place, now))
                : CheckResult.healthy();
    }

    private static Duration lesser(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration life(X509Certificate certificate) {
        Duration life = Duration.between(certificate.getNotBefore().toInstant(), CertificateChain.end(certificate));
        return lesser(life, LONGEST_LIFE);
    }
}
