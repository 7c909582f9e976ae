package io.healthmon.provider.document;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON that others wrote, for its words: of numbers only whole ones of up to 18 digits are kept, any other is null. It
 * is as strict about the form of the whole, since what is broken off or garbled may say the opposite of what it began with.
 */
final class ForeignJson {

    private static final int DEEPEST = 64;
    private static final int MOST_VALUES = 100_000;
    private static final int WHOLE_DIGITS = 18;
    private static final String BROKEN = "is not JSON that can be read";
    private static final Pattern SPACE = Pattern.compile("[ \t\r\n]*+");
    private static final Pattern NUMBER =
            Pattern.compile("-?(?:0|[1-9][0-9]*+)(?<rest>(?:\\.[0-9]++)?(?:[eE][-+]?[0-9]++)?)");
    private static final Pattern CONSTANT = Pattern.compile("true|false|null");
    private static final Pattern PLAIN = Pattern.compile("[^\"\\\\\\x00-\\x1f]*+");
    private static final Pattern CODE = Pattern.compile("[0-9a-fA-F]{4}");
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";

    private final String text;
    private final Matcher matcher;
    private int at;
    private int values;

    private ForeignJson(String text) {
        this.text = text;
        this.matcher = SPACE.matcher(text);
    }

    /**
     * Reads a text.
     *
     * @throws UnreadableException if it is not JSON, is nested deeper than 64 levels or holds more than 100,000 values
     */
    static @Nullable Object read(String text) {
        ForeignJson json = new ForeignJson(text);
        Object value = json.value(0);
        if (json.at < text.length()) {
            throw new UnreadableException(BROKEN + "; more follows after its end");
        }
        return value;
    }

    /** Reads a value and the space on both sides of it. */
    private @Nullable Object value(int depth) {
        if (depth > DEEPEST) {
            throw new UnreadableException("is nested deeper than " + DEEPEST + " levels, and no more is read");
        }
        if (++values > MOST_VALUES) {
            // why: a text of a few megabytes may hold so many that they take all memory.
            throw new UnreadableException("holds more than " + MOST_VALUES + " values of JSON, and no more are read");
        }
        take(SPACE);
        Object value = switch (current()) {
            case '{' -> object(depth + 1);
            case '[' -> array(depth + 1);
            case '"' -> string();
            default -> plain();
        };
        take(SPACE);
        return value;
    }

    private Map<String, @Nullable Object> object(int depth) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        boolean more = begun('}');
        while (more) {
            take(SPACE);
            String name = string();
            take(SPACE);
            expect(':');
            Object value = value(depth);
            object.put(name, object.containsKey(name) ? Twice.joined(object.get(name), value) : value);
            more = continued('}');
        }
        return object;
    }

    private List<@Nullable Object> array(int depth) {
        List<@Nullable Object> array = new ArrayList<>();
        boolean more = begun(']');
        while (more) {
            array.add(value(depth));
            more = continued(']');
        }
        return array;
    }

    /** Takes the opening bracket, and the closing one where nothing stands between. */
    private boolean begun(char end) {
        at++;
        take(SPACE);
        return current() != end || continued(end);
    }

    /** Takes a comma, or else the closing bracket; returns whether it was the comma. */
    private boolean continued(char end) {
        boolean comma = current() == ',';
        expect(comma ? ',' : end);
        return comma;
    }

    private String string() {
        expect('"');
        StringBuilder string = new StringBuilder(take(PLAIN));
        while (current() == '\\') {
            at++;
            string.append(escaped()).append(take(PLAIN));
        }
        expect('"');
        // why: half a character becomes a question mark, as it cannot be written to any log.
        boolean halves = string.chars().anyMatch(unit -> Character.isSurrogate((char) unit));
        return halves
                ? new String(string.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                : string.toString();
    }

    private char escaped() {
        char sign = current();
        at++;
        if (sign == 'u') {
            String code = take(CODE);
            if (code.isEmpty()) {
                throw broken();
            }
            return (char) Integer.parseInt(code, 16);
        }
        int known = ESCAPES.indexOf(sign);
        if (known < 0) {
            throw broken();
        }
        return ESCAPED.charAt(known);
    }

    private @Nullable Object plain() {
        String number = take(NUMBER);
        if (!number.isEmpty()) {
            boolean whole =
                    number.length() <= WHOLE_DIGITS && matcher.group("rest").isEmpty();
            return whole ? Long.valueOf(number) : null;
        }
        String constant = take(CONSTANT);
        if (constant.isEmpty()) {
            throw broken();
        }
        return constant.equals("null") ? null : Boolean.valueOf(constant);
    }

    private char current() {
        if (at >= text.length()) {
            throw broken();
        }
        return text.charAt(at);
    }

    private void expect(char sign) {
        if (current() != sign) {
            throw broken();
        }
        at++;
    }

    /** Takes what has a form here; returns an empty text where nothing has. */
    private String take(Pattern form) {
        matcher.usePattern(form).region(at, text.length());
        if (!matcher.lookingAt()) {
            return "";
        }
        at = matcher.end();
        return matcher.group();
    }

    private UnreadableException broken() {
        return new UnreadableException(
                at >= text.length()
                        ? BROKEN + "; perhaps it broke off"
                        : BROKEN + ", from character " + (at + 1) + " on");
    }
}
