package io.healthmon;

import io.healthmon.secret.RedactedFailure;
import io.healthmon.secret.Redactor;
import io.healthmon.store.StoreException;
import org.slf4j.Logger;

/** How a failure of the store is told. */
final class StoreFailure {

    private StoreFailure() {}

    /** Logs a failure of the store; what the store itself says of it needs no stack trace. */
    static void warn(Logger log, String what, Throwable failure) {
        RedactedFailure redacted = RedactedFailure.of(failure);
        if (failure instanceof StoreException) {
            log.warn("{}: {}", what, Redactor.standard().redact(String.valueOf(failure.getMessage())));
            log.debug("{}", what, redacted);
        } else {
            log.warn(what, redacted);
        }
    }

    /** Returns what a failure says, in one line. */
    static String line(Throwable failure) {
        RedactedFailure redacted = RedactedFailure.of(failure);
        String text = failure instanceof StoreException
                ? Redactor.standard().redact(String.valueOf(failure.getMessage()))
                : String.valueOf(redacted.getMessage());
        return text.replaceAll("\\R+", " ").strip();
    }
}
