package io.healthmon.provider.statuspage;

import io.healthmon.secret.Redactor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An object of a page's JSON. Pages of one kind differ in what they leave out or call null, so that nothing has to be there.
 *
 * @param values the fields
 */
record Fields(Map<?, ?> values) {

    private static final int LONGEST = 120;

    /** Returns the object that a value is, or one without fields. */
    static Fields of(@Nullable Object value) {
        return new Fields(value instanceof Map<?, ?> fields ? fields : Map.of());
    }

    /** Returns a text or number that is not blank, on one line, without what looks secret, cut to 120 characters. */
    Optional<String> text(String name) {
        return raw(name).map(Fields::shown).filter(text -> !text.isEmpty());
    }

    /** Returns a text or number as it is; of several, all together, which is none of the words that mean all is well. */
    Optional<String> raw(String name) {
        Object value = values.get(name);
        List<?> several = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
        boolean plain = several.stream().allMatch(one -> one instanceof String || one instanceof Number);
        return plain && !several.isEmpty()
                ? Optional.of(several.stream().map(String::valueOf).collect(Collectors.joining(" and ")))
                : Optional.empty();
    }

    /** Returns an object, or one without fields. */
    Fields group(String name) {
        return of(values.get(name));
    }

    /** Returns the objects of a list; none where there is no list. */
    List<Fields> groups(String name) {
        return values.get(name) instanceof List<?> list ? groups(list) : List.of();
    }

    static List<Fields> groups(List<?> list) {
        return list.stream().filter(Map.class::isInstance).map(Fields::of).toList();
    }

    /** Returns the texts of a list. */
    List<String> texts(String name) {
        return values.get(name) instanceof List<?> list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }

    private static String shown(String text) {
        return Redactor.standard().excerpt(text, LONGEST);
    }
}
