package io.healthmon.secret;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a check threw, with its stack traces and causes, but with no secret in its messages: fit for a log. */
public final class RedactedFailure extends Throwable {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_MESSAGE = 1_000;
    private static final int MOST_CAUSES = 10;

    private RedactedFailure(String message, @Nullable Throwable cause, StackTraceElement[] trace) {
        super(message, cause, false, true);
        setStackTrace(trace);
    }

    /** Returns the failure as it may be logged; of one that cannot even be described, its class. */
    public static RedactedFailure of(Throwable failure) {
        return of(failure, Redactor.standard());
    }

    /** Returns the failure as it may be logged, without the values that a redactor knows by heart either. */
    public static RedactedFailure of(Throwable failure, Redactor redactor) {
        try {
            return of(failure, redactor, Collections.newSetFromMap(new IdentityHashMap<>()));
        } catch (RuntimeException | Error indescribable) {
            return new RedactedFailure(failure.getClass().getName(), null, new StackTraceElement[0]);
        }
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
