package io.healthmon;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Merge patches after RFC 7396, over plain values. */
final class MergePatch {

    private MergePatch() {}

    /** Returns an object with a patch: what is null in it is removed, objects are merged, everything else is replaced. */
    static Map<String, @Nullable Object> apply(Map<?, ?> target, Map<?, ?> patch) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        target.forEach((name, value) -> result.put(String.valueOf(name), value));
        patch.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (value == null) {
                result.remove(name);
            } else if (value instanceof Map<?, ?> inner) {
                Map<?, ?> before = result.get(name) instanceof Map<?, ?> map ? map : Map.of();
                result.put(name, apply(before, inner));
            } else {
                result.put(name, value);
            }
        });
        return result;
    }
}
