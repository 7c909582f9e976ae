package io.healthmon.state;

import io.healthmon.check.Cause;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Results of an integration that were made and are not in the log, because the store could not take them.
 *
 * <p>They leave a mark in the log, in their place: an unknown result at the time of the first of them. So nothing that stands
 * before them is taken to have lasted: time after the mark counts neither as up nor as down until the next result.
 *
 * @param from when the first of them was made
 * @param to when the last of them was made
 * @param count how many they are, at least 1
 * @since 0.1
 */
public record LostResults(Instant from, Instant to, long count) {

    private static final String COUNT = "results_dropped";
    private static final String UNTIL = "dropped_until";

    /** Refuses a count below 1. */
    public LostResults {
        if (count < 1) {
            throw new IllegalArgumentException("count " + count + " is not allowed; use 1 or more");
        }
    }

    /** Returns the mark that they leave in the log. */
    public Observation mark() {
        Problem problem = new Problem(
                Cause.CHECK_ERROR,
                count + (count == 1 ? " result is" : " results are") + " missing here, until " + to
                        + ": the store could not take them",
                "See the log of that time for why; \"limits.bufferedResults\" is how many may wait for the store.",
                null);
        Map<String, String> details = Map.of(COUNT, Long.toString(count), UNTIL, to.toString());
        return new Observation(from, HealthStatus.UNKNOWN, 0, problem, details);
    }

    /** Returns what a result of the log is the mark of; empty if it is the result of a check. */
    public static Optional<LostResults> of(Observation result) {
        String count = result.details().get(COUNT);
        String until = result.details().get(UNTIL);
        if (result.status() != HealthStatus.UNKNOWN || count == null || until == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LostResults(result.at(), Instant.parse(until), Long.parseLong(count)));
        } catch (DateTimeException | IllegalArgumentException somebodyElses) {
            return Optional.empty();
        }
    }
}
