package io.healthmon.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as plain values: {@link String}, {@link Number}, {@link Boolean}, null, {@link java.util.List} and {@link Map}.
 *
 * <p>Reading is strict and bounded, since what is read comes from outside: UTF-8 without byte order mark, no comments,
 * no name twice in an object, nothing after the document, at most {@value #MAX_BYTES} bytes, {@value #MAX_DEPTH}
 * levels and {@value #MAX_VALUES} values, each of which takes many times the memory of its text. Safe for use by
 * multiple threads.
 *
 * @since 0.1
 */
public final class Json {

    /** The largest document that is read: 16 MiB. */
    public static final int MAX_BYTES = 16 << 20;

    /** The deepest nesting that is read or written: 64 levels. */
    public static final int MAX_DEPTH = 64;

    /** The most values that are read of one document, unless fewer are asked for: 1,000,000. */
    public static final int MAX_VALUES = 1_000_000;

    static final int MAX_TEXT = 1 << 20;
    static final int MAX_NAME = 1_000;
    static final int MAX_DIGITS = 100;

    static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .configure(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8, true)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_TEXT)
                    .maxNameLength(MAX_NAME)
                    .maxNumberLength(MAX_DIGITS)
                    .build())
            .streamWriteConstraints(
                    StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private Json() {}

    /**
     * Reads a document of any kind. Objects become {@link java.util.LinkedHashMap}s in the order written, arrays
     * {@link java.util.ArrayList}s, numbers {@link Integer}, {@link Long} or, where these do not hold them exactly,
     * {@link java.math.BigDecimal}.
     *
     * @throws JsonException if the document is not allowed JSON
     */
    public static @Nullable Object read(byte[] utf8) {
        return new JsonDocument(utf8).read();
    }

    /**
     * Reads a document as {@link #read(byte[])} does, of a text and up to so many values: what comes from a stranger may be
     * small and yet, taken apart, larger than the memory.
     *
     * @param mostValues how many values are read, objects and arrays among them, from 1 to {@value #MAX_VALUES}
     * @throws JsonException if the document is not allowed JSON, or holds more values
     */
    public static @Nullable Object read(String text, int mostValues) {
        return new JsonDocument(text, Math.min(mostValues, MAX_VALUES)).read();
    }

    /**
     * Reads a document that is an object, as {@link #read(byte[])} does.
     *
     * @throws JsonException if the document is not allowed JSON, or is not an object
     */
    public static Map<String, @Nullable Object> readObject(byte[] utf8) {
        return new JsonDocument(utf8).readObject();
    }

    /**
     * Writes a plain value as UTF-8, in the order of its maps and on one line.
     *
     * <p>Takes besides the plain values: {@link java.time.Instant} (ISO-8601 with {@code Z}), enums (their name in lower
     * case), {@link java.util.Optional} and its kin (the value or null), any {@link Iterable}, and {@code NaN} and
     * infinite numbers, which JSON does not know, as null.
     *
     * @throws IllegalArgumentException if there is a value of another type, or more than {@value #MAX_DEPTH} levels
     */
    public static byte[] write(@Nullable Object value) {
        return JsonText.of(value);
    }
}
