package io.healthmon.provider.http;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Somewhere in the body a regular expression has to match; it has a quarter of a second.
 *
 * @param pattern the expression
 */
record BodyMatches(Pattern pattern) implements Expectation {

    private static final Duration LONGEST = Duration.ofMillis(250);

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException if it is none
     */
    static BodyMatches of(String expression) {
        try {
            return new BodyMatches(Pattern.compile(expression));
        } catch (PatternSyntaxException broken) {
            throw new IllegalArgumentException(
                    "bodyMatches \"" + expression + "\" is not a regular expression: " + broken.getDescription()
                            + " near index " + broken.getIndex() + "; use one of java.util.regex",
                    broken);
        }
    }

    @Override
    public Optional<String> unmet(HttpAnswer answer) {
        try {
            if (pattern.matcher(new GuardedText(answer.text(), LONGEST)).find()) {
                return Optional.empty();
            }
        } catch (GuardedText.TooSlowException | StackOverflowError tooHard) {
            return Optional.of("The regular expression \"" + pattern + "\" is too slow or too deep for this body;"
                    + " write it without nested repetition.");
        }
        String where =
                answer.cut() ? " in the first 64 KiB of the body; what comes after is not read." : " in the body.";
        return Optional.of("The regular expression \"" + pattern + "\" matches nowhere" + where);
    }
}
