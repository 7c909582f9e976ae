package io.healthmon.provider.google;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Problem;
import io.healthmon.schedule.Stopwatch;
import io.healthmon.settings.DurationText;
import java.time.Duration;
import java.time.Instant;

/**
 * A run that wants an access token.
 *
 * @param run what it was told
 * @param patience how long it waits for one
 * @param sinceStart since when
 * @param first whether it has not asked before
 */
record TokenAsker(CheckContext run, Duration patience, Stopwatch sinceStart, boolean first) {

    /**
     * Makes one that begins to wait now.
     *
     * @param good whether there is a token that can still be used, for which the half of its time is kept
     */
    static TokenAsker of(CheckContext run, boolean good) {
        Duration patience =
                good ? Duration.ofMillis(Math.max(1, run.timeout().dividedBy(2).toMillis())) : run.timeout();
        return new TokenAsker(run, patience, Stopwatch.started(), true);
    }

    /** Returns the same when it asks once more. */
    TokenAsker again() {
        return new TokenAsker(run, patience, sinceStart, false);
    }

    /** Returns how long it still waits; for one that has only begun that is all. */
    Duration left() {
        return first ? patience : sinceStart.leftOf(patience);
    }

    /** Returns the moment by the clock of the monitor. */
    Instant now() {
        return first ? run.now() : run.now().plus(sinceStart.elapsed());
    }

    /** Returns what a request is told that it sends. */
    CheckContext context(Duration limit) {
        return new CheckContext(run.integration(), limit, now());
    }

    /** Returns what there is to say when it has waited in vain. */
    CheckResult timeOver() {
        return CheckResult.down(new Problem(
                Cause.TIMEOUT,
                "Google's token service did not answer within " + DurationText.format(patience) + ".",
                "See whether it is overloaded, or raise \"timeout\"; the next check asks it anew.",
                GoogleErrors.STATUS_PAGE));
    }
}
