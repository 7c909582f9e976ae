package io.healthmon.jdbc;

import io.healthmon.check.Cause;
import io.healthmon.check.Problem;
import io.healthmon.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Columns that hold JSON as text; empty ones are null. */
final class JsonColumn {

    private JsonColumn() {}

    static @Nullable String ofDetails(Map<String, String> details) {
        return details.isEmpty() ? null : write(details);
    }

    static Map<String, String> details(@Nullable String json) {
        if (json == null) {
            return Map.of();
        }
        Map<String, String> details = new LinkedHashMap<>();
        read(json).forEach((name, value) -> details.put(name, String.valueOf(value)));
        return Collections.unmodifiableMap(details);
    }

    /** Returns all of a problem but its message, which has a column of its own. */
    static @Nullable String ofProblem(@Nullable Problem problem) {
        if (problem == null) {
            return null;
        }
        Map<String, @Nullable Object> parts = new LinkedHashMap<>();
        parts.put("cause", problem.cause().label());
        putIfThere(parts, "resolution", problem.resolution());
        putIfThere(parts, "documentation", problem.documentation());
        return write(parts);
    }

    static @Nullable Problem problem(@Nullable String message, @Nullable String json) {
        if (message == null) {
            return null;
        }
        Map<String, @Nullable Object> parts = json == null ? Map.of() : read(json);
        Cause cause = Words.read(Cause.class, text(parts.get("cause")), Cause.CHECK_ERROR);
        return new Problem(cause, message, text(parts.get("resolution")), text(parts.get("documentation")));
    }

    static String ofTexts(Collection<String> texts) {
        return write(texts);
    }

    static List<String> texts(@Nullable String json) {
        List<String> texts = new ArrayList<>();
        if (json != null && Json.read(json.getBytes(StandardCharsets.UTF_8)) instanceof List<?> list) {
            list.forEach(text -> texts.add(String.valueOf(text)));
        }
        return texts;
    }

    static Map<String, @Nullable Object> read(String json) {
        return Json.readObject(json.getBytes(StandardCharsets.UTF_8));
    }

    static String write(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }

    static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    static void putIfThere(Map<String, @Nullable Object> parts, String name, @Nullable Object value) {
        if (value != null) {
            parts.put(name, value);
        }
    }
}
