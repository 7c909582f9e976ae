package io.healthmon.provider.quota;

import io.healthmon.settings.Settings;
import java.util.Optional;

/**
 * The share of an allowance below which a check counts as degraded, as the setting {@code quota} of checks has it. Immutable.
 *
 * @param degradedBelowPercent from 0 to 100; with 0 never
 * @since 0.1
 */
public record QuotaLimit(int degradedBelowPercent) {

    private static final String SETTING = "degradedBelowPercent";
    private static final int ALL = 100;

    /** Refuses what is no share. */
    public QuotaLimit {
        if (degradedBelowPercent < 0 || degradedBelowPercent > ALL) {
            throw new IllegalArgumentException(
                    "quota." + SETTING + " " + degradedBelowPercent + " is not allowed; use from 0 to " + ALL);
        }
    }

    /**
     * Reads the group {@code quota} with {@code degradedBelowPercent}, by default
     * {@value QuotaHeadroom#USUAL_LOW_PERCENT}; empty when the group is not there.
     *
     * @throws io.healthmon.settings.SettingException if it is not from 0 to 100
     */
    public static Optional<QuotaLimit> read(Settings settings) {
        return settings.has("quota")
                ? Optional.of(new QuotaLimit(
                        (int) settings.group("quota").number(SETTING, 0, ALL).orElse(QuotaHeadroom.USUAL_LOW_PERCENT)))
                : Optional.empty();
    }
}
