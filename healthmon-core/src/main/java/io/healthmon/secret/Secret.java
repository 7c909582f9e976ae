package io.healthmon.secret;

import java.util.Objects;

/**
 * A value that must never be shown: a key, a token, a password.
 *
 * <p>{@link #toString()} answers {@code ***}, so that a secret in a message, a log or a JSON document is
 * harmless. The value leaves only through {@link #reveal()}, which stands where it is sent to its own
 * service and nowhere else. Immutable; safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Makes a secret of a value.
     *
     * @throws NullPointerException if the value is null
     */
    public static Secret of(String value) {
        return new Secret(Objects.requireNonNull(value, "value"));
    }

    /** Returns the value itself; for the one place that sends it to its own service. */
    public String reveal() {
        return value;
    }

    /** Returns whether the value is empty or only white space, as an unset environment variable leaves it. */
    public boolean isBlank() {
        return value.isBlank();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** Returns {@code ***}, whatever the value is. */
    @Override
    public String toString() {
        return "***";
    }
}
