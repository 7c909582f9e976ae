package io.healthmon.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Writes plain values. */
final class JsonText {

    private static final char REPLACEMENT = '\uFFFD';

    private final JsonGenerator generator;

    private JsonText(JsonGenerator generator) {
        this.generator = generator;
    }

    static byte[] of(@Nullable Object value) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder()) {
            try (JsonGenerator generator = Json.FACTORY.createGenerator(bytes)) {
                new JsonText(generator).value(value);
            }
            return bytes.toByteArray();
        } catch (JsonProcessingException refused) {
            throw new IllegalArgumentException("the value has more than " + Json.MAX_DEPTH + " levels", refused);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void value(@Nullable Object value) throws IOException {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof String text) {
            generator.writeString(wellFormed(text));
        } else if (value instanceof Number number) {
            number(number);
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof Iterable<?> elements) {
            array(elements);
        } else {
            other(value);
        }
    }

    private void number(Number number) throws IOException {
        if (number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte) {
            generator.writeNumber(number.longValue());
        } else if (number instanceof BigDecimal decimal) {
            generator.writeNumber(decimal);
        } else if (number instanceof BigInteger whole) {
            generator.writeNumber(whole);
        } else if (number instanceof Float single && Float.isFinite(single)) {
            generator.writeNumber(single);
        } else if (number instanceof Float || number instanceof Double) {
            real(number.doubleValue());
        } else {
            throw unknown(number);
        }
    }

    private void real(double number) throws IOException {
        if (Double.isFinite(number)) {
            generator.writeNumber(number);
        } else {
            generator.writeNull();
        }
    }

    private void object(Map<?, ?> map) throws IOException {
        generator.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object key = entry.getKey();
            generator.writeFieldName(
                    wellFormed(key instanceof Enum<?> constant ? label(constant) : String.valueOf(key)));
            value(entry.getValue());
        }
        generator.writeEndObject();
    }

    private void array(Iterable<?> elements) throws IOException {
        generator.writeStartArray();
        for (Object element : elements) {
            value(element);
        }
        generator.writeEndArray();
    }

    private void other(Object value) throws IOException {
        if (value instanceof Instant || value instanceof CharSequence) {
            generator.writeString(wellFormed(value.toString()));
        } else if (value instanceof Enum<?> constant) {
            generator.writeString(label(constant));
        } else if (value instanceof Optional<?> optional) {
            value(optional.orElse(null));
        } else if (value instanceof OptionalLong optional) {
            value(optional.isPresent() ? optional.getAsLong() : null);
        } else if (value instanceof OptionalInt optional) {
            value(optional.isPresent() ? optional.getAsInt() : null);
        } else if (value instanceof OptionalDouble optional) {
            value(optional.isPresent() ? optional.getAsDouble() : null);
        } else {
            throw unknown(value);
        }
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Half a surrogate pair, as a text cut to a length may end with, has no UTF-8 form: it becomes U+FFFD. */
    private static String wellFormed(String text) {
        for (int index = 0; index < text.length(); index++) {
            if (Character.isSurrogate(text.charAt(index))) {
                return repaired(text);
            }
        }
        return text;
    }

    private static String repaired(String text) {
        StringBuilder repaired = new StringBuilder(text.length());
        text.codePoints()
                .map(point ->
                        point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? REPLACEMENT : point)
                .forEach(repaired::appendCodePoint);
        return repaired.toString();
    }

    private static IllegalArgumentException unknown(Object value) {
        return new IllegalArgumentException(
                "a " + value.getClass().getName() + " cannot be written as JSON; make it a plain value before");
    }
}
