package io.healthmon.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One document while it is read. */
final class JsonDocument {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final int MAX_EXPONENT = 1_000;

    /** A name that may be repeated in a message: short, and nothing but a name. */
    private static final Pattern HARMLESS_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private final Source source;
    private final int mostValues;
    private int values;

    JsonDocument(byte[] utf8) {
        CharBuffer text = decoded(utf8);
        refuseByteOrderMark(text);
        this.source = () -> Json.FACTORY.createParser(text.array(), 0, text.length());
        this.mostValues = Json.MAX_VALUES;
    }

    /** Makes a document of a text, which is not copied. */
    JsonDocument(String text, int mostValues) {
        if (text.length() > Json.MAX_BYTES) {
            throw new JsonException(
                    1, 1, "has " + text.length() + " characters; at most " + Json.MAX_BYTES + " are read");
        }
        refuseByteOrderMark(text);
        this.source = () -> Json.FACTORY.createParser(new StringReader(text));
        this.mostValues = mostValues;
    }

    private static void refuseByteOrderMark(CharSequence text) {
        if (text.length() > 0 && text.charAt(0) == BYTE_ORDER_MARK) {
            throw new JsonException(1, 1, "begins with a byte order mark; save it as UTF-8 without one");
        }
    }

    @Nullable Object read() {
        return whole(parser -> Optional.ofNullable(value(parser))).orElse(null);
    }

    Map<String, @Nullable Object> readObject() {
        return whole(parser -> {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw at(parser, "an object is expected: {…}");
            }
            return object(parser);
        });
    }

    private <T> T whole(Part<T> part) {
        try (JsonParser parser = source.open()) {
            return whole(part, parser);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static <T> T whole(Part<T> part, JsonParser parser) throws IOException {
        try {
            if (parser.nextToken() == null) {
                throw at(parser, "is empty; a JSON document is expected");
            }
            T read = part.read(parser);
            if (parser.nextToken() != null) {
                throw at(parser, "the document is complete before this; remove what follows");
            }
            return read;
        } catch (JsonProcessingException malformed) {
            throw JsonProblem.of(malformed, parser.currentLocation());
        } catch (ArithmeticException | NumberFormatException unreadable) {
            throw at(parser, "is a number with too large an exponent; use a smaller one");
        }
    }

    private @Nullable Object value(JsonParser parser) throws IOException {
        if (++values > mostValues) {
            throw at(parser, "holds too many values; at most " + mostValues + " are read", true);
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> real(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (object.containsKey(name)) {
                String shown = HARMLESS_NAME.matcher(name).matches() ? "\"" + name + "\"" : "this name";
                throw at(parser, shown + " stands twice in its object; remove one of the two");
            }
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
    }

    private List<@Nullable Object> array(JsonParser parser) throws IOException {
        List<@Nullable Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    private static Number integer(JsonParser parser) throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? new BigDecimal(parser.getBigIntegerValue())
                : parser.getNumberValue();
    }

    /** A short text such as 1e999999999 would otherwise cost whoever makes a whole number of it all of its memory. */
    private static Number real(JsonParser parser) throws IOException {
        BigDecimal number = parser.getDecimalValue();
        if (Math.abs(number.scale()) > MAX_EXPONENT) {
            throw at(parser, "this number is too large or too small; exponents are read up to " + MAX_EXPONENT);
        }
        return number;
    }

    private static JsonException at(JsonParser parser, String problem) {
        return at(parser, problem, false);
    }

    private static JsonException at(JsonParser parser, String problem, boolean tooMany) {
        JsonLocation location = parser.currentTokenLocation();
        return new JsonException(
                Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()), problem, tooMany);
    }

    /** Decodes by itself, since Jackson would also take UTF-16 and UTF-32, and counts columns in bytes. */
    private static CharBuffer decoded(byte[] utf8) {
        if (utf8.length > Json.MAX_BYTES) {
            throw new JsonException(1, 1, "has " + utf8.length + " bytes; at most " + Json.MAX_BYTES + " are read");
        }
        CharBuffer text = CharBuffer.allocate(utf8.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8), text, true);
        text.flip();
        if (result.isError()) {
            String before = text.toString();
            int line = 1
                    + (int) before.chars()
                            .filter(character -> character == '\n')
                            .count();
            throw new JsonException(line, before.length() - before.lastIndexOf('\n'), "is not UTF-8; save it as UTF-8");
        }
        return text;
    }

    /** Opens the document for reading. */
    private interface Source {
        JsonParser open() throws IOException;
    }

    /** Reads the value whose first token is the parser's current one, up to its last token. */
    private interface Part<T> {
        T read(JsonParser parser) throws IOException;
    }
}
