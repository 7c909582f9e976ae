package io.healthmon.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Signatures; to be written. Plain values: String, Number, Boolean, null, List, Map. */
public final class Json {
    private Json() {}

    /** Reads an object; JsonException names line and column, duplicate names are refused, depth is bounded (64). */
    public static Map<String, @Nullable Object> readObject(byte[] utf8) {
        throw new UnsupportedOperationException();
    }

    /** Writes a plain value as UTF-8; also takes Instant (ISO-8601 with Z), enum as lower-case name; keeps map order. */
    public static byte[] write(@Nullable Object value) {
        throw new UnsupportedOperationException();
    }
}
