package io.healthmon.provider.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What it means that a name stands twice in an object: nothing that either says is lost. Objects and lists are put together;
 * words that differ become a list of both, so that whoever reads them can take the worse.
 */
final class Twice {

    private Twice() {}

    /**
     * Returns what both values say.
     *
     * @param one a value as {@link ForeignJson} makes them; an object or a list takes the other up, since a name that stands
     *     there thousands of times would be copied as often
     */
    static @Nullable Object joined(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null || one.equals(other)) {
            return one == null ? other : one;
        }
        if (one instanceof Map && other instanceof Map) {
            Map<String, @Nullable Object> all = plain(one);
            plain(other)
                    .forEach((name, value) ->
                            all.put(name, all.containsKey(name) ? joined(all.get(name), value) : value));
            return all;
        }
        List<@Nullable Object> both = one instanceof List ? list(one) : new ArrayList<>(Arrays.asList(one));
        both.addAll(other instanceof List ? list(other) : List.of(other));
        return both;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> plain(Object object) {
        return (Map<String, @Nullable Object>) object;
    }

    @SuppressWarnings("unchecked")
    private static List<@Nullable Object> list(Object array) {
        return (List<@Nullable Object>) array;
    }
}
