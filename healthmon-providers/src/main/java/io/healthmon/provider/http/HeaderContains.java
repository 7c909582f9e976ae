package io.healthmon.provider.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A header has to contain a text, upper and lower case being equal; with several values one is enough.
 *
 * @param name the header
 * @param wanted the text; empty when the header only has to be there
 */
record HeaderContains(String name, String wanted) implements Expectation {

    /** Headers that hold no secrets; what others hold cannot be told. */
    private static final Set<String> HARMLESS = Set.of(
            "accept-ranges",
            "age",
            "allow",
            "cache-control",
            "content-disposition",
            "content-encoding",
            "content-language",
            "content-length",
            "content-type",
            "date",
            "expires",
            "last-modified",
            "retry-after",
            "server",
            "strict-transport-security",
            "vary",
            "x-content-type-options",
            "x-frame-options",
            "x-powered-by");

    HeaderContains {
        if (name.isBlank()) {
            throw new IllegalArgumentException("expected header has no name; use such as Content-Type");
        }
    }

    @Override
    public Optional<String> unmet(HttpAnswer answer) {
        List<String> values = answer.headers().allValues(name);
        String lower = wanted.toLowerCase(Locale.ROOT);
        if (values.stream().anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(lower))) {
            return Optional.empty();
        }
        if (values.isEmpty()) {
            return Optional.of("The header " + name + " is missing" + (harmless() ? expected(answer) : "."));
        }
        return Optional.of(
                harmless()
                        ? "The header " + name + " is " + answer.shown(String.join(", ", values)) + expected(answer)
                        : "The header " + name + " does not hold what is expected.");
    }

    /** Returns whether its values may be shown. */
    boolean harmless() {
        return HARMLESS.contains(name.toLowerCase(Locale.ROOT));
    }

    private String expected(HttpAnswer answer) {
        return "; expected is " + answer.shown(wanted) + ".";
    }

    @Override
    public boolean needsBody() {
        return false;
    }
}
