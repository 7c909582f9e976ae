package io.healthmon.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The headers of a request: names without regard to case, several values for a name. Immutable; safe for use by
 * multiple threads.
 *
 * @since 0.1
 */
public final class RequestHeaders {

    private static final RequestHeaders NONE = new RequestHeaders(Map.of());

    private final Map<String, List<String>> values;

    private RequestHeaders(Map<String, List<String>> values) {
        this.values = values;
    }

    /** Returns no headers. */
    public static RequestHeaders none() {
        return NONE;
    }

    /** Makes headers of names and their values, which are copied; names that differ only by case are one. */
    public static RequestHeaders of(Map<String, List<String>> headers) {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> copy.merge(name, List.copyOf(values), RequestHeaders::both));
        return new RequestHeaders(copy);
    }

    private static List<String> both(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** Returns all values of a header in the order received; empty when it is not there. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** Returns the value of a header that is there exactly once; one that is there twice says nothing certain. */
    public Optional<String> single(String name) {
        List<String> all = all(name);
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    /** Returns how many characters names and values have together. */
    int size() {
        int size = 0;
        for (Map.Entry<String, List<String>> header : values.entrySet()) {
            for (String value : header.getValue()) {
                size += header.getKey().length() + value.length();
            }
        }
        return size;
    }

    /** Returns the names only: a value may be a credential. */
    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
