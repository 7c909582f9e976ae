package io.healthmon.check.composed;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Problem;
import io.healthmon.settings.DurationText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a part of a check that gave no result of its own comes to. */
final class PartFailure {

    private PartFailure() {}

    /** Returns the result, or what a missing one is worth. */
    static CheckResult orResult(@Nullable CheckResult result) {
        return result != null ? result : CheckResult.down(Cause.CHECK_ERROR, "The check returned null.");
    }

    /** Returns what an exception means, which reading its message must not make worse. */
    static Problem of(Throwable failure) {
        if (failure instanceof ProblemException told) {
            return told.problem();
        }
        String name = failure.getClass().getSimpleName();
        try {
            String detail = failure.getMessage() == null ? "." : ": " + failure.getMessage();
            return Problem.of(Cause.of(failure), "It threw " + name + detail);
        } catch (RuntimeException unreadable) {
            return Problem.of(Cause.CHECK_ERROR, "It threw " + name + ", whose message cannot be read.");
        }
    }

    /** Returns what is said when a part has used up its time. */
    static Problem timeOver(Duration limit) {
        return new Problem(
                Cause.TIMEOUT,
                "There was no answer within the " + DurationText.format(wholeMillis(limit)) + " that were left for it.",
                "See whether the service is slow or hangs; if it is always that slow, raise \"timeout\".",
                null);
    }

    private static Duration wholeMillis(Duration time) {
        return Duration.ofMillis(Math.max(0, time.toMillis()));
    }
}
