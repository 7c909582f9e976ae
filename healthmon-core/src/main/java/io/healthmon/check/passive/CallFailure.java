package io.healthmon.check.passive;

import io.healthmon.check.Cause;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Tells what kept an answer from coming from what the application did itself. */
final class CallFailure {

    private static final int DEEPEST = 20;

    private CallFailure() {}

    /** Returns whether an exception shows that the service, or the way to it, has failed. */
    static boolean isOfService(Throwable thrown) {
        return !givenUp(thrown) && (Cause.of(thrown) != Cause.CHECK_ERROR || brokenOff(bare(thrown)));
    }

    /** Cancelling a call of the JDK's client shows as an exception whose cause says so. */
    private static boolean givenUp(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof CancellationException
                    || cause instanceof InterruptedException
                    || cause instanceof ClosedByInterruptException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static Throwable bare(Throwable thrown) {
        Throwable bare = thrown;
        for (int depth = 0; depth < DEEPEST; depth++) {
            boolean wraps = bare instanceof CompletionException || bare instanceof ExecutionException;
            Throwable cause = bare.getCause();
            if (!wraps || cause == null) {
                return bare;
            }
            bare = cause;
        }
        return bare;
    }

    /**
     * An answer that breaks off shows as an IOException and no more than that, all the way down. Where something else is its
     * cause, the client wrapped what the application threw while it read the body; other kinds are of files and formats.
     */
    private static boolean brokenOff(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause.getClass() != IOException.class && cause.getClass() != ProtocolException.class) {
                return false;
            }
            cause = cause.getCause();
        }
        return true;
    }
}
