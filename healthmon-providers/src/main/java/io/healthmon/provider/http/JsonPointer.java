package io.healthmon.provider.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A place in a JSON document, written as RFC 6901 says: {@code /checks/0/status}. */
final class JsonPointer {

    /** What {@link #find} returns where there is nothing; null is a value. */
    static final Object NOTHING = new Object();

    private final String text;
    private final List<String> steps;

    private JsonPointer(String text, List<String> steps) {
        this.text = text;
        this.steps = steps;
    }

    /**
     * Reads a pointer.
     *
     * @throws IllegalArgumentException if it is not empty and does not begin with a slash
     */
    static JsonPointer of(String text) {
        if (!text.isEmpty() && !text.startsWith("/")) {
            throw new IllegalArgumentException("JSON pointer \"" + text
                    + "\" is not allowed; begin with a slash, such as /status or /checks/0/status");
        }
        List<String> steps = new ArrayList<>();
        if (!text.isEmpty()) {
            for (String step : text.substring(1).split("/", -1)) {
                steps.add(step.replace("~1", "/").replace("~0", "~"));
            }
        }
        return new JsonPointer(text, List.copyOf(steps));
    }

    /** Returns the value at this place, which may be null, or {@link #NOTHING}. */
    @Nullable Object find(@Nullable Object document) {
        Object current = document;
        for (String step : steps) {
            if (current instanceof Map<?, ?> object) {
                current = object.containsKey(step) ? object.get(step) : NOTHING;
            } else if (current instanceof List<?> array) {
                current = element(array, step);
            } else {
                return NOTHING;
            }
        }
        return current;
    }

    private static @Nullable Object element(List<?> array, String step) {
        boolean index = step.matches("0|[1-9][0-9]{0,8}") && Integer.parseInt(step) < array.size();
        return index ? array.get(Integer.parseInt(step)) : NOTHING;
    }

    @Override
    public String toString() {
        return text.isEmpty() ? "the document" : text;
    }
}
