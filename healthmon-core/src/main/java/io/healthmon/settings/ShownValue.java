package io.healthmon.settings;

import io.healthmon.secret.Redactor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value as a message may show it. */
final class ShownValue {

    private static final int LONGEST = 80;

    private ShownValue() {}

    /** Returns the value for a message: only single values, and of those nothing that is or may be secret. */
    static String of(String path, String name, @Nullable Object value, Redactor redactor) {
        if (value instanceof Map) {
            return "a group of settings";
        }
        if (value instanceof List) {
            return "a list";
        }
        boolean secret = SecretNames.isSecret(path, name);
        return secret ? "the value" : "\"" + abbreviated(redactor.redact(String.valueOf(value))) + "\"";
    }

    /** Returns a text on one line, an overlong one abbreviated. */
    static String abbreviated(String text) {
        String start = text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
        return start.replaceAll("[\\p{Cntrl}\u0080-\u009f\u2028\u2029]", " ");
    }
}
