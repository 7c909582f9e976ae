package io.healthmon.settings;

import java.util.List;
import java.util.Locale;

/** Tells by its name whether a setting holds a secret, whose value no message may show. */
final class SecretNames {

    private static final List<String> WORDS =
            List.of("secret", "password", "token", "key", "authorization", "credential", "headers", "body");

    private SecretNames() {}

    static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return WORDS.stream().anyMatch(lower::contains);
    }
}
