package io.healthmon.provider.service;

import io.healthmon.provider.http.Route;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The settings of a check of a service, read alike for all of them. Confine it to the thread that configures.
 *
 * @param plain the settings as they are
 */
public record ServiceSettings(Settings plain) {

    /** Reads the credential; a missing or blank one is no error here. */
    public Credential credential(CredentialSetting setting) {
        return Credential.of(
                setting,
                plain.path(setting.name()),
                plain.secret(setting.name()).orElse(null));
    }

    /** Reads {@code baseUrl}, {@code proxy} and {@code tls}. */
    public Route route() {
        return Route.of(plain);
    }

    /** Reads a text that a setter may refuse; blank is absent. */
    public <T> T with(String name, T without, Function<String, T> setter) {
        Optional<String> text = plain.text(name).filter(value -> !value.isBlank());
        try {
            return text.map(setter).orElse(without);
        } catch (SettingException located) {
            throw located;
        } catch (IllegalArgumentException refused) {
            throw new SettingException(plain.path(name), String.valueOf(refused.getMessage()));
        }
    }

    /** Reads a list of texts; a single one counts as a list. */
    public List<String> texts(String name) {
        return plain.texts(name);
    }
}
