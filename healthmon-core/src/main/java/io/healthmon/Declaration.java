package io.healthmon;

import io.healthmon.check.CheckType;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.util.function.Supplier;

/**
 * An integration and its check, as settings declare them.
 *
 * @param integration the integration
 * @param check the check that watches it
 */
record Declaration(Integration integration, HealthCheck check) {

    /**
     * Reads one.
     *
     * @param maker makes its check
     * @throws SettingException if a setting cannot be used
     */
    static Declaration read(Settings settings, DefaultSettings defaults, CheckType.Factory maker) {
        String name = settings.requireText("name");
        IntegrationBuilder draft = at(settings.path("name"), () -> Integration.named(name));
        defaults.apply(draft);
        HealthCheck check = at(settings.path(), () -> maker.create(settings, draft));
        draft.settings(settings);
        return new Declaration(at(settings.path(naming(settings)), draft::build), check);
    }

    /** Returns the setting that the id comes from. */
    static String naming(Settings settings) {
        return settings.has("id") ? "id" : "name";
    }

    /** Says where something was that is refused. */
    static <T> T at(String path, Supplier<T> step) {
        try {
            return step.get();
        } catch (SettingException located) {
            throw located;
        } catch (IllegalArgumentException refused) {
            throw new SettingException(path, String.valueOf(refused.getMessage()));
        }
    }
}
