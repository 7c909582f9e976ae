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
                (path.isEmpty() ? "the whole" : "\"" + path + "\"") + " is " + kind(path, found) + " instead of "
                        + expected,
                null,
                false,
                false);
    }

    private static String kind(String path, @Nullable Object value) {
        if (value == null) {
            // why: the whole and the elements of lists are there, being read, while of a field null and none are alike
            return path.isEmpty() || path.endsWith("]") ? "the JSON value null" : "missing";
        }
        if (value instanceof Map || value instanceof List) {
            return value instanceof Map ? "an object" : "a list";
        }
        return value instanceof String ? "a text" : value instanceof Number ? "a number" : "a truth value";
    }
}
