package io.healthmon;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Problem;
import io.healthmon.settings.DurationText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a check that gave no result of its own is recorded as. */
final class CheckFailure {

    private CheckFailure() {}

    /** Returns the result, or what a missing one is recorded as. */
    static CheckResult orResult(@Nullable CheckResult result) {
        return result != null
                ? result
                : CheckResult.down(new Problem(
                        Cause.CHECK_ERROR,
                        "The check returned null.",
                        "Let the check return CheckResult.healthy(), degraded(…), down(…) or unknown(…).",
                        null));
    }

    /** Returns what an exception or error of a check is recorded as; never throws, whatever the exception does. */
    static CheckResult of(Throwable failure) {
        try {
            return described(failure);
        } catch (Throwable unreadable) {
            String message = "The check threw " + failure.getClass().getName() + ", whose message cannot be read.";
            return CheckResult.down(Problem.of(Cause.CHECK_ERROR, message));
        }
    }

    private static CheckResult described(Throwable failure) {
        Cause cause = Cause.of(failure);
        String detail = failure.getMessage() == null ? "" : ": " + failure.getMessage();
        String message = switch (cause) {
            case DNS -> "The host name could not be resolved" + detail;
            case CONNECT -> "No connection could be made" + detail;
            case TLS -> "The TLS connection failed" + detail;
            case TIMEOUT -> "There was no answer in time" + detail;
            default -> "The check threw " + failure.getClass().getSimpleName() + detail;
        };
        return CheckResult.down(Problem.of(cause, message));
    }

    /** Returns what is recorded when there is no thread for a check. */
    static CheckResult notStarted(Throwable reason) {
        return CheckResult.unknown(new Problem(
                Cause.CHECK_ERROR,
                "No thread could be started for the check: " + reason,
                "See how many threads this process and this machine may have, or lower \"concurrency.checks\".",
                null));
    }

    /** Returns what is recorded when the time limit is over. */
    static CheckResult timeout(Duration limit) {
        return CheckResult.down(new Problem(
                Cause.TIMEOUT,
                "There was no answer within " + DurationText.format(limit) + ".",
                "See whether the service is slow or hangs; if it is always that slow, raise \"timeout\".",
                null));
    }

    /** Returns what is recorded when a run is due but an earlier one, long out of time, still holds the place. */
    static CheckResult stillRunning() {
        return CheckResult.down(new Problem(
                Cause.TIMEOUT,
                "An earlier check ignores its time limit and is still running.",
                "Give the check time limits of its own (connect, read), so that it ends when it is interrupted.",
                null));
    }

    /** Returns what a healthy result that took too long is recorded as. */
    static Problem slow(Duration took, Duration limit) {
        return new Problem(
                Cause.ASSERTION,
                "Answered after " + took.toMillis() + " ms, more than the " + DurationText.format(limit) + " allowed.",
                "See why the service is slow; if it is always that slow, raise \"degradedAfter\".",
                null);
    }
}
