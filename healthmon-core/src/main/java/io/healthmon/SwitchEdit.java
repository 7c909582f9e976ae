package io.healthmon;

import io.healthmon.settings.DurationText;
import io.healthmon.store.OperatorSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the application itself switched of an integration: an edit of one or two values, which leaves the others as they
 * stand in the store.
 *
 * @param enabled whether it is checked at all, or null when that was left alone
 * @param pauses whether it was paused or resumed
 * @param pausedUntil until when it is paused, or null for a pause that was ended
 */
record SwitchEdit(
        @Nullable Boolean enabled, boolean pauses, @Nullable Instant pausedUntil) {

    private static final Duration LONGEST_PAUSE = Duration.ofDays(366);

    static SwitchEdit enabled(boolean enabled) {
        return new SwitchEdit(enabled, false, null);
    }

    static SwitchEdit pausedUntil(@Nullable Instant moment) {
        return new SwitchEdit(null, true, moment);
    }

    /**
     * Begins a pause.
     *
     * @throws IllegalArgumentException if the time is not positive or longer than 366 days
     */
    static SwitchEdit pausedFor(Duration duration, Instant now) {
        if (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST_PAUSE) > 0) {
            throw new IllegalArgumentException("pause of " + DurationText.format(duration)
                    + " is not allowed; use more than 0ms and at most 366d, or disable it");
        }
        // why: a store keeps microseconds, and must not seem to say something else
        return pausedUntil(now.plus(duration).truncatedTo(ChronoUnit.MICROS));
    }

    /** Returns both, of which the later one wins. */
    SwitchEdit then(SwitchEdit later) {
        return new SwitchEdit(
                later.enabled != null ? later.enabled : enabled,
                pauses || later.pauses,
                later.pauses ? later.pausedUntil : pausedUntil);
    }

    /** Returns the settings with this edit. */
    OperatorSettings applyTo(OperatorSettings settings) {
        return new OperatorSettings(
                settings.endpoint(),
                enabled != null ? enabled : settings.enabled(),
                settings.interval(),
                settings.timeout(),
                settings.failureThreshold(),
                settings.alertOnFailure(),
                settings.alertEmail(),
                pauses ? pausedUntil : settings.pausedUntil());
    }
}
