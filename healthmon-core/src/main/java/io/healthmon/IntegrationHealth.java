package io.healthmon;

import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.state.HealthState;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one integration is at the moment it was asked for. Immutable.
 *
 * @param integration who it is
 * @param state what its results say
 * @param flags its circumstances; unmodifiable
 * @param nextCheckAt when it is due next, or null when it is not
 * @since 0.1
 */
public record IntegrationHealth(
        Integration integration,
        HealthState state,
        Set<Flag> flags,
        @Nullable Instant nextCheckAt) {

    /**
     * Returns the status that counts: the decided one, or unknown when the last result is stale. What the results said
     * last stays at {@link #state()}.
     */
    public HealthStatus status() {
        return is(Flag.STALE) ? HealthStatus.UNKNOWN : state.status();
    }

    /** Returns since when it has had that status, or null before the first result. */
    public @Nullable Instant since() {
        Instant lastCheck = state.lastCheckAt();
        return is(Flag.STALE) && lastCheck != null ? integration.staleAt(lastCheck) : state.since();
    }

    /** Returns whether the circumstance holds. */
    public boolean is(Flag flag) {
        return flags.contains(flag);
    }

    /** Returns whether it takes part in the status of the whole: neither disabled nor paused. */
    public boolean counts() {
        return !is(Flag.DISABLED) && !is(Flag.PAUSED);
    }

    /**
     * There is no integration with an id, or none that the caller sees.
     *
     * @since 0.1
     */
    public static final class UnknownException extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        UnknownException(String message) {
            super(message);
        }

        static UnknownException of(String id) {
            return new UnknownException("no integration has the id \"" + id + "\"");
        }
    }
}
