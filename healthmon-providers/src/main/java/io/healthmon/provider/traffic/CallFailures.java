package io.healthmon.provider.traffic;

import io.healthmon.check.Cause;
import io.healthmon.check.passive.PassiveEvidence;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

/** Tells what kept an answer from coming from what the application did itself. */
final class CallFailures {

    private CallFailures() {}

    static void record(PassiveEvidence evidence, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        // why: the client throws a plain IOException where a connection ends in the middle of an answer
        boolean network = cause instanceof IOException || Cause.of(cause) != Cause.CHECK_ERROR;
        if (network && !givenUp(cause)) {
            evidence.failed();
        }
    }

    /** Cancelling shows as an IOException whose cause says so. */
    private static boolean givenUp(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CancellationException || cause instanceof InterruptedException) {
                return true;
            }
        }
        return false;
    }
}
