package io.healthmon;

import io.healthmon.channel.DeliveryException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When an alert that a channel did not take is tried again; pure functions.
 *
 * <p>3 s after the first failure, then after 10 s, 30 s, 2 min, 5 min, 15 min and 1 h, then every hour, each a tenth more
 * or less. A receiver that asks for a longer pause gets it, up to 1 h. What fails for good, or would be tried again more
 * than 3 days after the alert, is given up.
 */
final class RetryPlan {

    /** How long after its decision an alert is given up at the latest. */
    static final Duration GIVEN_UP_AFTER = Duration.ofDays(3);

    /** The longest pause between two attempts, but for the tenth more. */
    static final Duration LONGEST = Duration.ofHours(1);

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            LONGEST);

    private static final double JITTER = 0.1;

    private RetryPlan() {}

    /**
     * Returns the pause after an attempt that failed.
     *
     * @param attempt which attempt failed, from 1 on
     * @param chance from 0 to 1, spreads those that failed together
     */
    static Duration pause(int attempt, double chance) {
        Duration pause = PAUSES.get(Math.min(Math.max(attempt, 1), PAUSES.size()) - 1);
        double factor = 1 + JITTER * (2 * chance - 1);
        return Duration.ofMillis(Math.round(pause.toMillis() * factor));
    }

    /**
     * Returns the pause before the next attempt; empty if there is to be none.
     *
     * @param sinceAlert how long ago the alert was decided
     * @param attempt which attempt failed, from 1 on
     */
    static Optional<Duration> afterFailure(Throwable failure, Duration sinceAlert, int attempt, double chance) {
        Duration pause = pause(attempt, chance);
        if (failure instanceof DeliveryException refused) {
            if (refused.permanent()) {
                return Optional.empty();
            }
            pause = longer(pause, shorter(refused.retryAfter().orElse(Duration.ZERO), LONGEST));
        }
        boolean tooLate = sinceAlert.plus(pause).compareTo(GIVEN_UP_AFTER) > 0;
        return tooLate ? Optional.empty() : Optional.of(pause);
    }

    /** Returns how long ago a moment was; nothing if the clock was set back since. */
    static Duration since(Instant moment, Instant now) {
        return longer(Duration.between(moment, now), Duration.ZERO);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
