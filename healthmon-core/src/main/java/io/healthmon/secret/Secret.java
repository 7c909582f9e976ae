package io.healthmon.secret;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
    private final @Nullable SecretHosts hosts;

    private Secret(String value, @Nullable SecretHosts hosts) {
        this.value = value;
        this.hosts = hosts;
    }

    /**
     * Makes a secret of a value.
     *
     * @throws NullPointerException if the value is null
     */
    public static Secret of(String value) {
        return new Secret(Objects.requireNonNull(value, "value"), null);
    }

    /** Returns the same secret, bound to the hosts that it may be sent to. One that is not bound may go anywhere. */
    public Secret boundTo(SecretHosts hosts) {
        return new Secret(value, Objects.requireNonNull(hosts, "hosts"));
    }

    /** Returns the hosts that it is bound to, or null when it may go anywhere. Whoever sends it asks. */
    public @Nullable SecretHosts hosts() {
        return hosts;
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
