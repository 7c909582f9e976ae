package io.healthmon.provider.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A header has to contain a text, upper and lower case being equal; with several values one is enough.
 *
 * @param name the header
 * @param wanted the text; empty when the header only has to be there
 */
record HeaderContains(String name, String wanted) implements Expectation {

    HeaderContains {
        if (name.isBlank()) {
            throw new IllegalArgumentException("expected header has no name; use such as Content-Type");
        }
    }

    @Override
    public Optional<String> unmet(AnswerText answer) {
        List<String> values = answer.headers().allValues(name);
        String lower = wanted.toLowerCase(Locale.ROOT);
        if (values.stream().anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(lower))) {
            return Optional.empty();
        }
        String found = values.isEmpty() ? "is missing" : "is " + answer.shown(String.join(", ", values));
        return Optional.of("The header " + name + " " + found + "; expected is \"" + wanted + "\".");
    }

    @Override
    public boolean needsBody() {
        return false;
    }
}
