package io.healthmon.http;

import io.healthmon.secret.Redactor;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Text from outside, made fit to be shown: bounded, and without anything that could mean something to a reader. */
final class PlainText {

    private static final int LONGEST = 200;
    private static final String SAFE_IN_PATH = "/-._~%";
    private static final String SAFE_IN_TEXT = SAFE_IN_PATH + " :,+";
    private static final int LONGEST_SENTENCE = 400;
    private static final String SAFE_IN_SENTENCE = SAFE_IN_TEXT + "\"'();[]{}?…";

    private PlainText() {}

    /** Returns a path of which only the harmless ASCII characters are left, and nothing that looks like a secret. */
    static String path(String path) {
        return only(SAFE_IN_PATH, redacted(path, Redactor.standard()));
    }

    /** Returns method and path of a request, as {@link ApiRequest#toString} does, without what a redactor knows. */
    static String of(ApiRequest request, Redactor redactor) {
        return of(request.method()) + " " + only(SAFE_IN_PATH, redacted(request.path(), redactor));
    }

    /** Returns a path itself, or decoded and without its secrets when there are some. */
    static String redacted(String path, Redactor redactor) {
        String decoded = decoded(path);
        String clean = redactor.redact(decoded);
        return clean.equals(decoded) ? redactor.redact(path) : clean;
    }

    private static String decoded(String path) {
        try {
            return path.indexOf('%') < 0 ? path : URLDecoder.decode(path, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return path;
        }
    }

    /** Returns a text of which only harmless ASCII characters are left. */
    static String of(String text) {
        return only(SAFE_IN_TEXT, text);
    }

    /** Returns a sentence of which only what is harmless in a document is left, quotes and brackets among it. */
    static String sentence(String text) {
        return only(SAFE_IN_SENTENCE, text, LONGEST_SENTENCE);
    }

    private static String only(String safe, String text) {
        return only(safe, text, LONGEST);
    }

    private static String only(String safe, String text, int longest) {
        int length = Math.min(text.length(), longest);
        StringBuilder shown = new StringBuilder(length);
        for (int index = 0; index < length; index++) {
            char character = text.charAt(index);
            shown.append(alphanumeric(character) || safe.indexOf(character) >= 0 ? character : '_');
        }
        return shown.toString();
    }

    private static boolean alphanumeric(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9');
    }
}
