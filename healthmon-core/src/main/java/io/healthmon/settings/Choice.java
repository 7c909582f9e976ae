package io.healthmon.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One of the constants of an enum, or a truth value, as settings write it. */
final class Choice {

    private Choice() {}

    /**
     * Returns the constant.
     *
     * @throws IllegalArgumentException if there is none; the message is the end of a sentence that begins with the text
     */
    static <E extends Enum<E>> E of(Class<E> type, String text) {
        String wanted = text.trim().replace('-', '_');
        List<String> allowed = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(wanted)) {
                return constant;
            }
            allowed.add(constant.name().toLowerCase(Locale.ROOT));
        }
        throw new IllegalArgumentException("is not allowed; use one of " + String.join(", ", allowed));
    }

    static boolean flag(String text) {
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("is not allowed; use true or false");
        };
    }
}
