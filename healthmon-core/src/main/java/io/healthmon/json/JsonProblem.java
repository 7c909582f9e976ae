package io.healthmon.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Says in our words what the JSON library found. Its own messages repeat parts of the document, which may be secret; so
 * they are only looked at, and one that is not known here becomes a plain "is not JSON".
 */
final class JsonProblem {

    private static final String VALUE =
            "a value is expected here: a text in double quotes, a number, true, false, " + "null, [ or {";

    /** Parts of the library's messages that never come from the document, in the order in which they are looked for. */
    private static final Map<String, String> WORDS = words();

    private JsonProblem() {}

    static JsonException of(JsonProcessingException malformed, JsonLocation reached) {
        JsonLocation location = malformed.getLocation() == null ? reached : malformed.getLocation();
        return new JsonException(
                Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()), problem(malformed));
    }

    private static String problem(JsonProcessingException malformed) {
        if (malformed instanceof JsonEOFException) {
            return "the document ends too early; a closing \", ] or } is missing";
        }
        String original = String.valueOf(malformed.getOriginalMessage());
        return WORDS.entrySet().stream()
                .filter(word -> original.contains(word.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("is not JSON");
    }

    private static Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        limits(words);
        punctuation(words);
        values(words);
        return words;
    }

    private static void limits(Map<String, String> words) {
        words.put("nesting depth", "is nested too deeply; at most " + Json.MAX_DEPTH + " levels are read");
        words.put("String value length", "this text is too long; at most " + Json.MAX_TEXT + " characters are read");
        words.put("Name length", "this name is too long; at most " + Json.MAX_NAME + " characters are read");
        words.put("Number value length", "this number is too long; at most " + Json.MAX_DIGITS + " digits are read");
    }

    private static void punctuation(Map<String, String> words) {
        words.put("Feature 'ALLOW_COMMENTS'", "JSON has no comments; remove it");
        words.put("to start field name", "a name in double quotes is expected here");
        words.put("was expecting comma", "a comma is missing before this");
        words.put("was expecting a colon", "a colon is missing after the name");
        words.put("separating root-level values", "the document is complete before this; remove what follows");
        words.put("Unexpected close marker", "this bracket does not close the one that is open");
    }

    private static void values(Map<String, String> words) {
        words.put(
                "Illegal unquoted character", "a text holds a line break or control character; write \\n and the like");
        words.put("expected a hex-digit", "\\u needs four hexadecimal digits");
        words.put("character escape", "this escape is unknown; write \\\\ for a backslash");
        words.put("CTRL-CHAR", "a control character stands here; remove it");
        words.put("Non-standard token", "this is not a number that JSON knows");
        words.put("numeric value", "this is not a number that JSON knows");
        words.put("Unexpected character", VALUE);
        words.put("Unrecognized token", VALUE);
    }
}
