package io.healthmon.provider.http;

import io.healthmon.secret.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a check sends and no message may show when the service sends it back, whole or in part: of {@code Bearer abc} a
 * service may repeat the second word alone. Not safe for use by multiple threads.
 */
final class SentSecrets {

    private final Set<Secret> values = new LinkedHashSet<>();

    /** Adds the value of a header: all of it, and each of its parts behind a scheme or a name. */
    void header(String value) {
        add(value);
        for (String part : value.split("[;,]", -1)) {
            String credential = part.strip();
            credential = credential.substring(credential.lastIndexOf(' ') + 1);
            add(credential);
            add(credential.substring(credential.indexOf('=') + 1));
        }
        if (value.regionMatches(true, 0, "Basic ", 0, 6)) {
            login(decoded(value.substring(6).strip()));
        }
    }

    /** Adds the password of {@code user:password}, or the user name where there is no password, as it is a key then. */
    void login(@Nullable String userInfo) {
        if (userInfo != null && !userInfo.isEmpty()) {
            add(userInfo);
            String password = userInfo.substring(userInfo.indexOf(':') + 1);
            add(password.isEmpty() ? userInfo.substring(0, userInfo.length() - 1) : password);
        }
    }

    /** Adds the values of a query as it stands in an address, and what they mean. */
    void query(@Nullable String raw) {
        if (raw == null) {
            return;
        }
        for (String pair : raw.split("[&;]", -1)) {
            String value = pair.substring(pair.indexOf('=') + 1);
            add(value);
            add(urlDecoded(value));
        }
    }

    void add(String value) {
        if (!value.isBlank()) {
            values.add(Secret.of(value));
        }
    }

    List<Secret> values() {
        return new ArrayList<>(values);
    }

    private static String urlDecoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return value;
        }
    }

    private static @Nullable String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
