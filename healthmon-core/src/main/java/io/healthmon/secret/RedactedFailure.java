package io.healthmon.secret;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody threw, with its stack traces and causes, but with no secret in its messages: fit for a log. */
public final class RedactedFailure extends Throwable {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_MESSAGE = 1_000;
    private static final int MOST_READ = 2 * LONGEST_MESSAGE;
    private static final int MOST_CAUSES = 10;

    private RedactedFailure(String message, @Nullable Throwable cause, StackTraceElement[] trace) {
        super(message, cause, false, true);
        setStackTrace(trace);
    }

    /**
     * Returns the failure as it may be logged; of one that cannot even be described, its class.
     *
     * @param redactor that of the monitor, which knows by heart what is configured
     */
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

    /** Redacts more than is kept, since half of a secret can be told by nobody. */
    private static String text(Throwable failure, Redactor redactor) {
        String text = String.valueOf(failure);
        String read = text.length() <= MOST_READ ? text : text.substring(0, MOST_READ);
        String clean = redactor.redact(read);
        return clean.length() <= LONGEST_MESSAGE ? clean : clean.substring(0, LONGEST_MESSAGE);
    }
}
