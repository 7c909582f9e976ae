package io.healthmon.http;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of a query, decoded; unknown ones are left alone. */
final class Parameters {

    private static final int MOST = 64;

    /** Plain digits, few enough for an int: a sign, and the digits of other scripts, would pass its parser. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final Map<String, List<String>> values;

    private Parameters(Map<String, List<String>> values) {
        this.values = values;
    }

    static Parameters of(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return new Parameters(Map.of());
        }
        String[] pairs = query.split("&", MOST + 1);
        if (pairs.length > MOST) {
            throw ProblemException.badRequest("The query has more than " + MOST + " parameters.");
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = PercentDecoding.parameter(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : PercentDecoding.parameter(pair.substring(equals + 1));
            values.computeIfAbsent(name, added -> new ArrayList<>(1)).add(value);
        }
        return new Parameters(values);
    }

    /** Returns the values of a parameter that may be given several times; blank ones count as not given. */
    Set<String> all(String name) {
        return Set.copyOf(given(name));
    }

    /** Returns the value of a parameter that may be given once; a blank one counts as not given. */
    Optional<String> single(String name) {
        List<String> given = given(name);
        if (given.size() > 1) {
            throw ProblemException.badParameter(name, "is given more than once");
        }
        return given.stream().findFirst();
    }

    int number(String name, int defaultValue, int max) {
        String allowed = "use a whole number from 1 to " + max;
        return single(name)
                .map(text -> {
                    int number = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
                    if (number < 1 || number > max) {
                        throw ProblemException.badParameter(name, allowed);
                    }
                    return number;
                })
                .orElse(defaultValue);
    }

    /** Returns one of a few words. */
    String choice(String name, String defaultValue, List<String> allowed) {
        String value = single(name).orElse(defaultValue);
        if (!allowed.contains(value)) {
            throw ProblemException.badParameter(
                    name, "\"" + PlainText.of(value) + "\" is not allowed, use one of " + String.join(", ", allowed));
        }
        return value;
    }

    Optional<Instant> instant(String name) {
        return single(name).map(text -> {
            try {
                return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            } catch (DateTimeParseException notATime) {
                throw ProblemException.badParameter(name, "use a time as in 2026-03-15T10:30:00Z");
            }
        });
    }

    private List<String> given(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isBlank())
                .toList();
    }
}
