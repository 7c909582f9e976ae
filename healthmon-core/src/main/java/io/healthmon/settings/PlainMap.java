package io.healthmon.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A group of settings as a map of its own, in the order written. */
final class PlainMap {

    private PlainMap() {}

    static Map<String, @Nullable Object> of(Object value) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((key, element) -> map.put(String.valueOf(key), element));
        return map;
    }
}
