package io.healthmon.live;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * How events look on their way to a client.
 *
 * @since 0.1
 */
public enum LiveFormat {
    /** Server-sent events, each ended by an empty line. */
    EVENT_STREAM {
        @Override
        byte[] greeting(String id) {
            return bytes(": healthmon\nretry: " + RETRY_MILLIS + "\nid: " + id + "\n\n");
        }

        @Override
        byte[] event(String id, String name, byte[] json) {
            return joined("event: " + name + "\nid: " + id + "\ndata: ", json, "\n\n");
        }

        @Override
        byte[] heartbeat() {
            return HEARTBEAT_COMMENT;
        }
    },
    /** JSON objects, each a message of its own. */
    MESSAGES {
        @Override
        byte[] greeting(String id) {
            return bytes("{\"id\":\"" + id + "\",\"event\":\"open\"}");
        }

        @Override
        byte[] event(String id, String name, byte[] json) {
            return joined("{\"id\":\"" + id + "\",\"event\":\"" + name + "\",\"data\":", json, "}");
        }

        @Override
        byte[] heartbeat() {
            return HEARTBEAT_MESSAGE;
        }
    };

    private static final int RETRY_MILLIS = 3_000;
    private static final byte[] HEARTBEAT_COMMENT = bytes(": heartbeat\n\n");
    private static final byte[] HEARTBEAT_MESSAGE = bytes("{\"event\":\"heartbeat\"}");

    /** Returns what a client gets at once: an id to resume from, even if nothing happens before the connection is lost. */
    abstract byte[] greeting(String id);

    /** Returns an event whose data is JSON on one line. */
    abstract byte[] event(String id, String name, byte[] json);

    /** Returns what tells both sides that the other one is still there. */
    abstract byte[] heartbeat();

    private static byte[] joined(String before, byte[] json, String after) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(before.length() + json.length + after.length());
        all.writeBytes(bytes(before));
        all.writeBytes(json);
        all.writeBytes(bytes(after));
        return all.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
