package io.healthmon.outbox;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt to deliver an alert ended.
 *
 * @param result what became of it
 * @param at when it was delivered or given up; for one that waits, when it is to be tried again
 * @param error why it was not delivered, redacted, or null
 * @since 0.1
 */
public record DeliveryOutcome(
        Result result, Instant at, @Nullable String error) {

    /** What became of a delivery. */
    public enum Result {
        /** The receiver has it. */
        DELIVERED,
        /** It waits for another attempt. */
        WAITING,
        /** It will not be tried again: a dead letter. */
        DEAD
    }

    /** Refuses null. */
    public DeliveryOutcome {
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(at, "at");
    }

    /** Returns the outcome of one that the receiver has taken. */
    public static DeliveryOutcome delivered(Instant at) {
        return new DeliveryOutcome(Result.DELIVERED, at, null);
    }

    /** Returns the outcome of one that is to be tried again. */
    public static DeliveryOutcome tryAgain(Instant at, String error) {
        return new DeliveryOutcome(Result.WAITING, at, error);
    }

    /** Returns the outcome of one that is given up. */
    public static DeliveryOutcome dead(Instant at, String error) {
        return new DeliveryOutcome(Result.DEAD, at, error);
    }
}
