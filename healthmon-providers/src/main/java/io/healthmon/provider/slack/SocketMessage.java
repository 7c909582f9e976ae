package io.healthmon.provider.slack;

import io.healthmon.json.Json;
import io.healthmon.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Slack says of the connection itself, of which nothing is kept but this.
 *
 * @param kind which of the two it is
 * @param reason why Slack ends the connection, or null
 * @param connections how many the app has, or null
 * @param app the id of the app, or null
 */
record SocketMessage(
        Kind kind,
        @Nullable String reason,
        @Nullable Integer connections,
        @Nullable String app) {

    /** Longer texts are events: Slack's own two have some 300 characters. */
    static final int LONGEST = 4_096;

    private static final int MOST_CONNECTIONS = 10_000;
    private static final Pattern WORD = Pattern.compile("[a-z0-9_]{1,64}");
    private static final Pattern APP = Pattern.compile("A[A-Z0-9]{1,30}");

    enum Kind {
        HELLO,
        DISCONNECT
    }

    /**
     * Reads a text that came over the socket; null for one that is neither of the two. What is in an event is not read as
     * JSON, unless it is short and holds one of the two words in quotes; and then its top level alone counts.
     */
    static @Nullable SocketMessage read(String text) {
        boolean candidate = text.length() <= LONGEST && (text.contains("\"hello\"") || text.contains("\"disconnect\""));
        if (!candidate) {
            return null;
        }
        try {
            return of(Json.readObject(text.getBytes(StandardCharsets.UTF_8)));
        } catch (JsonException garbage) {
            return null; // whatever it is, it is a sign of life
        }
    }

    private static @Nullable SocketMessage of(Map<String, @Nullable Object> message) {
        if ("hello".equals(message.get("type"))) {
            Integer connections = count(message.get("num_connections"));
            return new SocketMessage(Kind.HELLO, null, connections, app(message.get("connection_info")));
        }
        return "disconnect".equals(message.get("type"))
                ? new SocketMessage(Kind.DISCONNECT, word(message.get("reason")), null, null)
                : null;
    }

    private static @Nullable String app(@Nullable Object connection) {
        Object id = connection instanceof Map<?, ?> told ? told.get("app_id") : null;
        return id instanceof String text && APP.matcher(text).matches() ? text : null;
    }

    private static @Nullable Integer count(@Nullable Object number) {
        return number instanceof Integer count && count >= 0 && count <= MOST_CONNECTIONS ? count : null;
    }

    /** Returns one of Slack's words, such as a reason or an error, or what stands for one that is none. */
    static String word(@Nullable Object value) {
        return value instanceof String text && WORD.matcher(text).matches() ? text : "unknown";
    }
}
