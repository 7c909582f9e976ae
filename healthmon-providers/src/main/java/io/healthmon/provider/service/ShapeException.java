package io.healthmon.provider.service;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says which field of an answer is not as it has to be; shows no value. */
final class ShapeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param path the field; empty for the whole answer
     * @param found its value
     * @param expected the kind of value it has to have
     */
    ShapeException(String path, @Nullable Object found, String expected) {
        super(
                (path.isEmpty() ? "the whole" : "\"" + path + "\"") + " is " + kind(found) + " instead of " + expected,
                null,
                false,
                false);
    }

    private static String kind(@Nullable Object value) {
        if (value == null) {
            return "missing";
        }
        if (value instanceof Map || value instanceof List) {
            return value instanceof Map ? "an object" : "a list";
        }
        return value instanceof String ? "a text" : value instanceof Number ? "a number" : "a truth value";
    }
}
