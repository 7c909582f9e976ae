package io.healthmon;

import io.healthmon.secret.RedactedFailure;
import io.healthmon.secret.Redactor;
import io.healthmon.store.StoreException;
import org.slf4j.Logger;

/** How a failure of the store is told. */
final class StoreFailure {

    private StoreFailure() {}

    /** Logs a failure of the store; what the store itself says of it needs no stack trace. */
    static void warn(Logger log, Redactor redactor, String what, Throwable failure) {
        RedactedFailure redacted = RedactedFailure.of(failure, redactor);
        if (failure instanceof StoreException) {
            log.warn("{}: {}", what, redactor.redact(String.valueOf(failure.getMessage())));
            log.debug("{}", what, redacted);
        } else {
            log.warn(what, redacted);
        }
    }

    /** Returns what a failure says, in one line. */
    static String line(Throwable failure, Redactor redactor) {
        String text = failure instanceof StoreException
                ? redactor.redact(String.valueOf(failure.getMessage()))
                : String.valueOf(RedactedFailure.of(failure, redactor).getMessage());
        return text.replaceAll("\\R+", " ").strip();
    }
}
