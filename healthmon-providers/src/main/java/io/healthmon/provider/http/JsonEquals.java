package io.healthmon.provider.http;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * At a place in the JSON of the body there has to be a value. Numbers are compared by value, so that 1 equals 1.0; a
 * wanted text also fits the number, the truth value or the null that is written so.
 *
 * @param pointer the place
 * @param wanted a text, a number, a truth value or null
 */
record JsonEquals(JsonPointer pointer, @Nullable Object wanted) implements Expectation {

    JsonEquals {
        if (wanted != null && !(wanted instanceof String || wanted instanceof Number || wanted instanceof Boolean)) {
            throw new IllegalArgumentException("the value expected at " + pointer + " is a "
                    + wanted.getClass().getSimpleName() + "; use a text, a number, true, false or null");
        }
    }

    @Override
    public Optional<String> unmet(HttpAnswer answer) {
        if (answer.cut()) {
            return Optional.of(
                    "The body is longer than 64 KiB; only the first 64 KiB are read, and cut JSON cannot be.");
        }
        try {
            Object found = pointer.find(answer.json());
            if (found == JsonPointer.NOTHING) {
                return Optional.of("The JSON of the answer has nothing at " + pointer + "; expected is "
                        + answer.shown(wanted) + ".");
            }
            return equal(found)
                    ? Optional.empty()
                    : Optional.of("The JSON of the answer has " + answer.shown(found) + " at " + pointer
                            + "; expected is " + answer.shown(wanted) + ".");
        } catch (IllegalArgumentException notJson) {
            return Optional.of(notJson(answer));
        }
    }

    private boolean equal(@Nullable Object found) {
        if (found instanceof Number number && wanted != null) {
            return sameNumber(number.toString(), wanted.toString());
        }
        return wanted instanceof String text ? text.equals(String.valueOf(found)) : Objects.equals(wanted, found);
    }

    private static boolean sameNumber(String found, String wanted) {
        try {
            return new BigDecimal(found).compareTo(new BigDecimal(wanted)) == 0;
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }

    private static String notJson(HttpAnswer answer) {
        if (answer.text().isBlank()) {
            return "The answer has no body, where JSON is expected.";
        }
        return answer.isHtml()
                ? "The answer is a web page, not JSON: most likely of a proxy, a login page or an error page on the way."
                : "The answer is not JSON that can be read.";
    }
}
