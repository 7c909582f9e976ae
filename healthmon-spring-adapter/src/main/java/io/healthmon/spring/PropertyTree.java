package io.healthmon.spring;

import io.healthmon.settings.SettingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts single properties together to groups and lists; of two that stand at one place the first stays. */
final class PropertyTree {

    private final Map<Object, Object> children = new LinkedHashMap<>();

    /** Puts a value at a place, unless it is null or something is there. */
    void put(List<?> steps, @Nullable Object value) {
        if (value == null) {
            return;
        }
        Object first = steps.get(0);
        if (steps.size() == 1) {
            children.putIfAbsent(first, value);
        } else if (children.computeIfAbsent(first, step -> new PropertyTree()) instanceof PropertyTree child) {
            child.put(steps.subList(1, steps.size()), value);
        }
    }

    Map<String, @Nullable Object> toMap(String path) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        children.forEach((step, child) -> map.put(String.valueOf(step), plain(path + "." + step, child)));
        return map;
    }

    private static Object plain(String path, Object child) {
        if (!(child instanceof PropertyTree tree)) {
            return child;
        }
        boolean numbered = tree.children.keySet().stream().allMatch(Integer.class::isInstance);
        return numbered ? tree.toList(path) : tree.toMap(path);
    }

    private List<Object> toList(String path) {
        List<Object> list = new ArrayList<>();
        for (int index = 0; index < children.size(); index++) {
            String place = path + "[" + index + "]";
            Object child = children.get(index);
            if (child == null) {
                throw new SettingException(
                        place, "is missing, but others come after it; number them from 0 without a gap");
            }
            list.add(plain(place, child));
        }
        return list;
    }
}
