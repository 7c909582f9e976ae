package io.healthmon.provider.service;

import io.healthmon.provider.http.Route;
import io.healthmon.provider.quota.QuotaLimit;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

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

    /** Reads {@code quota}. */
    public void quota(IntConsumer setter) {
        QuotaLimit.read(plain).ifPresent(limit -> setter.accept(limit.degradedBelowPercent()));
    }

    /** Reads a text that a setter may refuse; a blank one is absent. */
    public void text(String name, Consumer<String> setter) {
        Optional<String> unused = read(name, text -> {
            setter.accept(text);
            return text;
        });
    }

    /** Reads a text into a value that its reader may refuse; a blank one is absent. */
    public <T> Optional<T> read(String name, Function<String, T> reader) {
        Optional<String> text = plain.text(name).filter(value -> !value.isBlank());
        return at(name, () -> text.map(reader));
    }

    /** Reads a list of texts that a setter may refuse; a single one counts as a list. */
    public void each(String name, Consumer<String[]> setter) {
        String[] texts = plain.texts(name).toArray(String[]::new);
        at(name, () -> {
            setter.accept(texts);
            return name;
        });
    }

    private <T> T at(String name, Supplier<T> step) {
        try {
            return step.get();
        } catch (SettingException located) {
            throw located;
        } catch (IllegalArgumentException refused) {
            String message = plain.redactor().redact(String.valueOf(refused.getMessage()));
            throw new SettingException(plain.path(name), message);
        }
    }
}
