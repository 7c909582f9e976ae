package io.healthmon;

import io.healthmon.check.Integration;
import io.healthmon.event.HealthEvent;
import io.healthmon.event.HealthEvent.IntegrationEdited;
import io.healthmon.event.HealthEvent.IntegrationSwitched;
import io.healthmon.event.HealthEvent.Switch;
import io.healthmon.store.OperatorSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * From what counted for an integration to what counts now.
 *
 * @param before as it was
 * @param after as it is
 * @param pausedBefore when the pause that it was in would have ended, or null
 * @param pausedAfter when the pause that it is in ends, or null
 */
record Change(
        Integration before,
        Integration after,
        @Nullable Instant pausedBefore,
        @Nullable Instant pausedAfter) {

    /** Returns whether it is checked at other times now. */
    boolean retimed() {
        return !before.schedule().equals(after.schedule());
    }

    /** Returns whether it was switched on or resumed. */
    boolean dueAtOnce() {
        return (after.enabled() && !before.enabled()) || (pausedBefore != null && pausedAfter == null);
    }

    /** Returns what listeners are to be told of it. */
    List<HealthEvent> events(Instant at) {
        List<HealthEvent> events = new ArrayList<>();
        if (before.enabled() != after.enabled()) {
            events.add(new IntegrationSwitched(after, at, after.enabled() ? Switch.ENABLED : Switch.DISABLED));
        }
        if (!Objects.equals(pausedBefore, pausedAfter)) {
            events.add(new IntegrationSwitched(after, at, pausedAfter == null ? Switch.RESUMED : Switch.PAUSED));
        }
        if (edited()) {
            events.add(new IntegrationEdited(after, at));
        }
        return events;
    }

    private boolean edited() {
        SwitchEdit asAfter = SwitchEdit.enabled(after.enabled());
        return retimed() || !asAfter.applyTo(OperatorSettings.of(before)).equals(OperatorSettings.of(after));
    }
}
