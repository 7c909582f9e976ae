package io.healthmon.settings;

import io.healthmon.secret.NamedSecrets;
import io.healthmon.secret.Secret;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may stand in settings that come from outside: no secret, but names of secrets; no file. */
final class OutsideValues {

    /** Looks like a secret itself, so it stands in whole messages, of which nothing is left out. */
    private static final String REFERENCE = "{\"secret\": \"name\"}";

    private OutsideValues() {}

    /** Returns a text that does not look as if it held a secret. */
    static String plain(Settings settings, String name, String text) {
        if (!settings.redactor().redact(text).equals(text)) {
            throw new SettingException(settings.path(name)
                    + ": holds what looks like a secret; leave it out, or name a configured one where a secret may"
                    + " stand: " + REFERENCE);
        }
        return text;
    }

    /** Returns the secret that is named. */
    static Optional<Secret> secret(Settings settings, String name, @Nullable Object value, NamedSecrets secrets) {
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof Map<?, ?> reference)
                || reference.size() != 1
                || !(reference.get("secret") instanceof String wanted)) {
            throw new SettingException(settings.path(name)
                    + ": holds a value of its own, which is not taken from outside; name a configured secret: "
                    + REFERENCE);
        }
        return Optional.of(secrets.find(wanted).orElseThrow(() -> unknown(settings, name, secrets)));
    }

    private static SettingException unknown(Settings settings, String name, NamedSecrets secrets) {
        String known = secrets.toString().isEmpty()
                ? "there is none; configure one below \"secrets\""
                : "the configured ones are " + secrets;
        // why: without the name that was asked for, which may be the secret itself.
        return new SettingException(settings.path(name), "names a secret that is not configured; " + known);
    }

    static SettingException noFile(Settings settings, String name) {
        return new SettingException(
                settings.path(name),
                "names a file of this machine, which is not taken from outside; declare the integration in the"
                        + " application or its file");
    }
}
