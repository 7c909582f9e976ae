package io.healthmon.check.network;

import io.healthmon.check.CheckResult;
import io.healthmon.check.Problem;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A handshake that failed, in words for people; with the server's certificate, where it came to that. */
final class TlsFailedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient @Nullable X509Certificate certificate;

    TlsFailedException(Problem problem, @Nullable X509Certificate certificate, Throwable failure) {
        super(problem.message(), failure);
        this.problem = problem;
        this.certificate = certificate;
    }

    CheckResult result(Instant now) {
        CheckResult down = CheckResult.down(problem);
        return certificate == null ? down : CertificateFacts.in(down, certificate, now);
    }
}
