package io.healthmon.check.network;

import io.healthmon.check.CheckResult;
import io.healthmon.check.Problem;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A handshake that failed, in words for people; with the server's certificates, where it came to that. */
final class TlsFailedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient @Nullable CertificateChain chain;

    TlsFailedException(Problem problem, @Nullable CertificateChain chain, Throwable failure) {
        super(problem.message(), failure);
        this.problem = problem;
        this.chain = chain;
    }

    CheckResult result(Instant now) {
        CheckResult down = CheckResult.down(problem);
        return chain == null ? down : chain.in(down, now);
    }
}
