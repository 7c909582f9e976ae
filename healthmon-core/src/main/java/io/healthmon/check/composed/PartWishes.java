package io.healthmon.check.composed;

import io.healthmon.check.CheckResult;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of a check ask of the schedule together: it waits as long as any of them asks for, and the whole holds until
 * the first of them no longer does. Confined to one run.
 */
final class PartWishes {

    private @Nullable Duration wait;
    private @Nullable Instant until;

    /** Takes in what one of them asks. */
    void add(CheckResult part) {
        Duration other = part.retryAfter();
        Instant end = part.validUntil();
        wait = other != null && (wait == null || other.compareTo(wait) > 0) ? other : wait;
        until = end != null && (until == null || end.isBefore(until)) ? end : until;
    }

    /** Returns the result of the whole with what they ask. */
    CheckResult on(CheckResult whole) {
        CheckResult waiting = wait == null ? whole : whole.withRetryAfter(wait);
        return until == null ? waiting : waiting.withValidUntil(until);
    }
}
