package io.healthmon.channel;

import io.healthmon.secret.Redactor;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says that a receiver did not take an alert, and what that means for further attempts. The message is for people:
 * redacted, without secrets.
 *
 * @since 0.1
 */
public final class DeliveryException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean permanent;
    private final @Nullable Duration retryAfter;

    private DeliveryException(
            String message, boolean permanent, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(Redactor.standard().redact(message), cause);
        this.permanent = permanent;
        this.retryAfter = retryAfter;
    }

    /** Returns a failure after which it is worth trying again. */
    public static DeliveryException temporary(String message, @Nullable Throwable cause) {
        return new DeliveryException(message, false, null, cause);
    }

    /** Returns a failure of a receiver that asks not to be called again before some time has passed. */
    public static DeliveryException retryAfter(String message, Duration wait) {
        return new DeliveryException(message, false, wait, null);
    }

    /** Returns a failure after which trying again is of no use. */
    public static DeliveryException permanent(String message, @Nullable Throwable cause) {
        return new DeliveryException(message, true, null, cause);
    }

    /** Returns whether trying again is of no use. */
    public boolean permanent() {
        return permanent;
    }

    /** Returns how long the receiver wants to be left alone; empty if it did not say. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
