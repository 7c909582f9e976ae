package io.healthmon.check;

import io.healthmon.settings.Settings;
import java.util.Objects;

/**
 * A type of check that configuration can name.
 *
 * @param name what stands behind {@code "type"}, in lower case
 * @param factory makes a check of this type
 * @since 0.1
 */
public record CheckType(String name, Factory factory) {

    /** Refuses null and blank names. */
    public CheckType {
        Objects.requireNonNull(factory, "factory");
        if (name.isBlank()) {
            throw new IllegalArgumentException("a check type needs a name");
        }
    }

    /** Makes checks of one type from settings. */
    @FunctionalInterface
    public interface Factory {

        /**
         * Makes a check.
         *
         * @param settings the integration's settings; the factory reads what it knows, and what neither it nor the
         *     monitor asked for is refused
         * @param integration the integration to be; the factory sets what it knows better than the defaults, such as
         *     the endpoint; the settings' own values come after it and win
         * @return the check, immutable
         * @throws io.healthmon.settings.SettingException if a setting cannot be used
         */
        HealthCheck create(Settings settings, IntegrationBuilder integration);
    }
}
