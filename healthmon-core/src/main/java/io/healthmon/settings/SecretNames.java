package io.healthmon.settings;

import java.util.List;
import java.util.Locale;

/** Tells by its name whether a setting holds a secret, whose value no message may show. */
final class SecretNames {

    private static final List<String> WORDS = List.of(
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

    /** Groups of free names, in which anything may be secret. */
    private static final List<String> GROUPS = List.of("headers", "body", "secrets", "credentials");

    private SecretNames() {}

    /**
     * Returns whether the value must not be shown.
     *
     * @param path where the group stands, for example {@code integrations[2].headers}
     * @param name the setting's name in its group
     */
    static boolean isSecret(String path, String name) {
        String setting = name.toLowerCase(Locale.ROOT);
        String group = path.toLowerCase(Locale.ROOT);
        return WORDS.stream().anyMatch(setting::contains)
                || GROUPS.stream().anyMatch(word -> setting.equals(word) || contains(group, word));
    }

    private static boolean contains(String path, String segment) {
        return ("." + path.replace('[', '.') + ".").contains("." + segment + ".");
    }
}
