package io.healthmon;

import io.healthmon.secret.Redactor;
import io.healthmon.store.StoreException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** What a check threw, with its stack traces and causes, but with no secret in its messages: fit for a log. */
final class RedactedFailure extends Throwable {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_MESSAGE = 1_000;
    private static final int MOST_CAUSES = 10;

    private RedactedFailure(String message, @Nullable Throwable cause, StackTraceElement[] trace) {
        super(message, cause, false, true);
        setStackTrace(trace);
    }

    /** Returns the failure as it may be logged; of one that cannot even be described, its class. */
    static RedactedFailure of(Throwable failure) {
        return of(failure, Redactor.standard());
    }

    /** Returns the failure as it may be logged, without the values that a redactor knows by heart either. */
    static RedactedFailure of(Throwable failure, Redactor redactor) {
        try {
            return of(failure, redactor, Collections.newSetFromMap(new IdentityHashMap<>()));
        } catch (RuntimeException | Error indescribable) {
            return new RedactedFailure(failure.getClass().getName(), null, new StackTraceElement[0]);
        }
    }

    /** Logs a failure of the store; what the store itself says of it needs no stack trace. */
    static void warnOfStore(Logger log, String what, Throwable failure) {
        RedactedFailure redacted = of(failure);
        if (failure instanceof StoreException) {
            log.warn("{}: {}", what, Redactor.standard().redact(String.valueOf(failure.getMessage())));
            log.debug("{}", what, redacted);
        } else {
            log.warn(what, redacted);
        }
    }

    /** Returns what a failure says, in one line. */
    static String line(Throwable failure) {
        RedactedFailure redacted = of(failure);
        String text = failure instanceof StoreException
                ? Redactor.standard().redact(String.valueOf(failure.getMessage()))
                : String.valueOf(redacted.getMessage());
        return text.replaceAll("\\R+", " ").strip();
    }

    private static RedactedFailure of(Throwable failure, Redactor redactor, Set<Throwable> seen) {
        seen.add(failure);
        Throwable cause = failure.getCause();
        RedactedFailure redacted =
                cause == null || seen.size() == MOST_CAUSES || seen.contains(cause) ? null : of(cause, redactor, seen);
        return new RedactedFailure(text(failure, redactor), redacted, failure.getStackTrace());
    }

    private static String text(Throwable failure, Redactor redactor) {
        String text = String.valueOf(failure);
        boolean whole = text.length() <= LONGEST_MESSAGE;
        return redactor.redact(whole ? text : text.substring(0, LONGEST_MESSAGE));
    }
}
