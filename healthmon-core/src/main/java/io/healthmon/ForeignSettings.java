package io.healthmon;

import io.healthmon.json.Json;
import io.healthmon.secret.Redactor;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What settings that somebody sent may not hold although a configuration may: variables, secrets as they are, files of this
 * machine, and types of checks that reach into it.
 */
final class ForeignSettings {

    /** The most bytes that a definition has as JSON: 16 KiB. */
    static final int MOST_BYTES = 16 << 10;

    private static final Set<String> TYPES = Set.of("http", "tcp", "tls", "dns", "smtp", "redis", "heartbeat");
    private static final String TYPES_SHOWN = "http, tcp, tls, dns, smtp, redis, heartbeat";

    /**
     * Names of settings that hold files of this machine, where requests go besides the target, or bytes that could speak any
     * protocol to it.
     */
    private static final Set<String> LOCAL =
            Set.of("keystore", "keystorepassword", "truststore", "truststorepassword", "proxy", "send");

    private static final List<String> SECRET = List.of(
            "secret",
            "password",
            "passwd",
            "passphrase",
            "pwd",
            "token",
            "key",
            "authorization",
            "credential",
            "cookie");

    private final Settings shown;

    private ForeignSettings(Settings shown) {
        this.shown = shown;
    }

    /**
     * Refuses what may not come from outside.
     *
     * @throws SettingException naming the first such setting
     */
    static void requireAllowed(Map<String, ? extends @Nullable Object> definition) {
        int bytes = Json.write(definition).length;
        if (bytes > MOST_BYTES) {
            throw new SettingException("the definition has " + bytes + " bytes; use at most " + MOST_BYTES);
        }
        Settings shown = Settings.of(definition);
        requireType(shown);
        definition.forEach((name, value) -> new ForeignSettings(shown).require(shown.path(name), name, value));
    }

    private static void requireType(Settings settings) {
        String type = settings.text("type").orElse("");
        if (type.isBlank()) {
            throw new SettingException("type", "is missing; set \"type\" to one of " + TYPES_SHOWN);
        }
        if (!TYPES.contains(type)) {
            throw settings.wrong(
                    "type",
                    "one of " + TYPES_SHOWN + "; others are declared by the configuration or in the code alone");
        }
    }

    private void require(String path, String name, @Nullable Object value) {
        if (value instanceof Map<?, ?> group && !namesSecret(group)) {
            group.forEach((key, element) -> {
                String inner = String.valueOf(key);
                require(shown.path(path + "." + inner), inner, element);
            });
        } else if (value instanceof List<?> list) {
            for (int index = 0; index < list.size(); index++) {
                require(path + "[" + index + "]", name, list.get(index));
            }
        } else if (value != null && !(value instanceof Map)) {
            single(path, name.toLowerCase(Locale.ROOT), value);
        }
    }

    /** Returns whether it only says which secret it is, which whoever reads it judges. */
    private static boolean namesSecret(Map<?, ?> group) {
        return group.size() == 1 && group.get("secret") instanceof String;
    }

    private static void single(String path, String name, Object single) {
        String value = single.toString();
        if (LOCAL.contains(name)) {
            throw new SettingException(
                    path, "cannot be set over the API; declare the integration in the configuration instead");
        }
        if (value.contains("${")) {
            throw new SettingException(
                    path,
                    "has a variable, and variables are not read over the API; write the value itself, or declare the"
                            + " integration in the configuration");
        }
        boolean secret = single instanceof String && SECRET.stream().anyMatch(name::contains) && !value.isBlank();
        if (secret || !Redactor.standard().redact(value).equals(value)) {
            throw new SettingException(path
                    + ": holds a secret, and none is kept that came over the API; name a configured one instead, as"
                    + " {\"secret\": \"name\"}, or declare the integration in the configuration");
        }
    }
}
