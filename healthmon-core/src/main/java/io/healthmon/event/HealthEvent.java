package io.healthmon.event;

import io.healthmon.alert.Alert;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.state.HealthState;
import io.healthmon.state.Observation;
import java.time.Duration;
import java.time.Instant;

/**
 * Something that happened to an integration.
 *
 * <p>A listener asks for one of the kinds, or for all of them by this type. Immutable values.
 *
 * @since 0.1
 */
public sealed interface HealthEvent {

    /** Returns whom it happened to. */
    Integration integration();

    /** Returns when. */
    Instant at();

    /**
     * A check ended and was recorded.
     *
     * @param observation what it saw
     * @param state the state after it
     */
    record CheckCompleted(Integration integration, Instant at, Observation observation, HealthState state)
            implements HealthEvent {}

    /**
     * The decided status changed.
     *
     * @param from the status before
     * @param state the state since
     */
    record StatusChanged(Integration integration, Instant at, HealthStatus from, HealthState state)
            implements HealthEvent {

        /** Returns the status since. */
        public HealthStatus to() {
            return state.status();
        }
    }

    /**
     * An alert was decided; whether a channel has delivered it yet is another matter. Follows the change of status that
     * it tells of.
     *
     * @param alert what people are told
     */
    record AlertRaised(Integration integration, Instant at, Alert alert) implements HealthEvent {}

    /** A run ignored its time limit and the interrupt; it holds its place until it ends. */
    record CheckStuck(Integration integration, Instant at) implements HealthEvent {}

    /** A run that was stuck has ended; its late result was thrown away. */
    record CheckUnstuck(Integration integration, Instant at) implements HealthEvent {}

    /**
     * The clock was set while the monitor ran, or the machine slept; told once each time, with the integration whose result
     * was the first after it.
     *
     * @param at what the clock shows now
     * @param by how far it jumped; negative when it was set back
     */
    record ClockJumped(Integration integration, Instant at, Duration by) implements HealthEvent {}

    /** An integration was added. */
    record IntegrationAdded(Integration integration, Instant at) implements HealthEvent {}

    /** An integration was removed. */
    record IntegrationRemoved(Integration integration, Instant at) implements HealthEvent {}

    /** An integration was enabled, disabled, paused or resumed; {@code what} says which. */
    record IntegrationSwitched(Integration integration, Instant at, Switch what) implements HealthEvent {}

    /** An operator changed an integration in another way: its endpoint, interval, time limit, threshold or alerts. */
    record IntegrationEdited(Integration integration, Instant at) implements HealthEvent {}

    /** What an operator can do to an integration. */
    enum Switch {
        /** It is checked again. */
        ENABLED,
        /** It is no longer checked. */
        DISABLED,
        /** It is not checked until a moment. */
        PAUSED,
        /** A pause ended before its time. */
        RESUMED
    }
}
