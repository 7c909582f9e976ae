package io.healthmon.provider.http;

import java.util.Optional;

/**
 * The body has to contain a text, in the same case.
 *
 * @param wanted the text
 */
record BodyContains(String wanted) implements Expectation {

    BodyContains {
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("bodyContains is empty; use a text that the body has to contain");
        }
    }

    @Override
    public Optional<String> unmet(HttpAnswer answer) {
        if (answer.text().contains(wanted)) {
            return Optional.empty();
        }
        String where = answer.cut() ? "The first 64 KiB of the body do" : "The body does";
        return Optional.of(where + " not contain the expected text " + answer.shown(wanted) + "."
                + (answer.cut() ? " What comes after is not read." : ""));
    }
}
