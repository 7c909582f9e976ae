package io.healthmon.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The headers of a request: names without regard to case, several values for a name. Immutable; safe for use by
 * multiple threads.
 *
 * @since 0.1
 */
public final class RequestHeaders {

    private static final RequestHeaders NONE = builder().build();

    /** Name, value, name, value: a request has few headers, and is asked for fewer, so that no index pays. */
    private final String[] lines;

    private RequestHeaders(String[] lines) {
        this.lines = lines;
    }

    /** Returns no headers. */
    public static RequestHeaders none() {
        return NONE;
    }

    /** Makes headers of names and their values, which are copied; names that differ only by case are one. */
    public static RequestHeaders of(Map<String, List<String>> headers) {
        Builder builder = builder();
        headers.forEach((name, values) -> values.forEach(value -> builder.add(name, value)));
        return builder.build();
    }

    /** Returns a builder for whoever gets headers one at a time. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns all values of a header in the order received; empty when it is not there. */
    public List<String> all(String name) {
        int first = next(name, 0);
        if (first < 0) {
            return List.of();
        }
        List<String> values = new ArrayList<>(1);
        for (int at = first; at >= 0; at = next(name, at + 2)) {
            values.add(lines[at + 1]);
        }
        return List.copyOf(values);
    }

    /** Returns the value of a header that is there exactly once; one that is there twice says nothing certain. */
    public Optional<String> single(String name) {
        int first = next(name, 0);
        return first < 0 || next(name, first + 2) >= 0 ? Optional.empty() : Optional.of(lines[first + 1]);
    }

    private int next(String name, int from) {
        for (int at = from; at < lines.length; at += 2) {
            if (lines[at].equalsIgnoreCase(name)) {
                return at;
            }
        }
        return -1;
    }

    /** Returns how many characters names and values have together. */
    int size() {
        int size = 0;
        for (String text : lines) {
            size += text.length();
        }
        return size;
    }

    /** Returns the names only: a value may be a credential. */
    @Override
    public String toString() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (int at = 0; at < lines.length; at += 2) {
            names.add(lines[at]);
        }
        return names.toString();
    }

    /** Collects headers one at a time. Confined to one thread. */
    public static final class Builder {

        private final List<String> lines = new ArrayList<>(32);

        private Builder() {}

        /** Adds a value of a header, behind those that it has already. */
        public Builder add(String name, String value) {
            lines.add(Objects.requireNonNull(name, "name"));
            lines.add(Objects.requireNonNull(value, "value"));
            return this;
        }

        /** Returns the headers added so far. */
        public RequestHeaders build() {
            return new RequestHeaders(lines.toArray(String[]::new));
        }
    }
}
