package io.healthmon.provider.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Passes an answer on with one header more, {@code Connection: close}, so that the client uses the connection for no other
 * request, whatever the service says. What is no HTTP is passed on as it is. Confined to one thread.
 */
final class ClosingAnswer {

    private static final int LONGEST_LINE = 8_192;
    private static final byte[] CLOSE = "Connection: close\r\n".getBytes(StandardCharsets.ISO_8859_1);

    /** Where it is. */
    private enum Part {
        FIRST_LINE,
        INTERIM,
        REST
    }

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private Part part = Part.FIRST_LINE;

    /** Returns what may go to the client of the bytes that came; the first line only as a whole. */
    byte[] pass(byte[] bytes, int length) {
        if (part == Part.REST && line.size() == 0) {
            return java.util.Arrays.copyOf(bytes, length);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + CLOSE.length);
        for (int index = 0; index < length; index++) {
            if (part == Part.REST) {
                out.write(bytes[index]);
            } else {
                take(bytes[index], out);
            }
        }
        return out.toByteArray();
    }

    /** Returns what was held back when nothing more comes. */
    byte[] rest() {
        byte[] held = line.toByteArray();
        line.reset();
        part = Part.REST;
        return held;
    }

    private void take(byte next, ByteArrayOutputStream out) {
        line.write(next);
        if (next != '\n' && line.size() < LONGEST_LINE) {
            return;
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        out.writeBytes(line.toByteArray());
        line.reset();
        if (part == Part.INTERIM) {
            part = text.isBlank() ? Part.FIRST_LINE : Part.INTERIM;
        } else if (text.matches("HTTP/1\\.\\d 1\\d\\d[^0-9][^\\x00]*")) {
            part = Part.INTERIM;
        } else {
            part = Part.REST;
            if (text.startsWith("HTTP/1.") && text.endsWith("\n")) {
                out.writeBytes(CLOSE);
            }
        }
    }
}
