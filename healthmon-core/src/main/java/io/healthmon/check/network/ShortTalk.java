package io.healthmon.check.network;

import io.healthmon.schedule.Stopwatch;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sends a few bytes over a connection and reads short answers, each within 1 KiB, all within a time limit. Confined to the run
 * that has it.
 */
final class ShortTalk {

    /** The longest answer: 1 KiB. */
    static final int MOST_BYTES = 1_024;

    private static final byte TLS_ALERT = 0x15;
    private static final byte TLS_VERSION = 0x03;

    private final Socket socket;
    private final Stopwatch sinceStart;
    private final Duration limit;
    private final byte[] buffer = new byte[MOST_BYTES];
    private int end;

    ShortTalk(Socket socket, Stopwatch sinceStart, Duration limit) {
        this.socket = socket;
        this.sinceStart = sinceStart;
        this.limit = limit;
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /**
     * Sends something and reads one line, of which no more than the bound is kept. A server that says why and leaves at once
     * is heard too, whatever becomes of what is sent.
     *
     * @throws ProtocolException if it is no line of words
     * @throws EOFException if the server ends the connection before
     */
    String ask(byte[] bytes) throws IOException {
        end = 0;
        IOException unsent = null;
        try {
            send(bytes);
        } catch (IOException left) {
            unsent = left;
        }
        try {
            return line();
        } catch (IOException silent) {
            throw unsent == null || silent instanceof ProtocolException ? silent : unsent;
        }
    }

    private String line() throws IOException {
        while (true) {
            // why: before lines are looked for, since a complaint of TLS may end as a line does
            if (isTlsAlert()) {
                throw new ProtocolException("TLS");
            }
            int length = lineLength();
            if (length >= 0) {
                return text(length);
            }
            if (end == MOST_BYTES) {
                return beginning();
            }
            if (!more()) {
                throw new EOFException("the server ended the connection after " + end + " bytes");
            }
        }
    }

    /** Returns the beginning of a line that is longer than the bound, without its last word, which may be half of a secret. */
    private String beginning() throws ProtocolException {
        String beginning = text(MOST_BYTES);
        int blank = beginning.lastIndexOf(' ');
        if (blank <= 0) {
            throw new ProtocolException("an answer of more than " + MOST_BYTES + " bytes");
        }
        return beginning.substring(0, blank);
    }

    /** Returns the length of the first line that came, or -1 while it has no end. */
    private int lineLength() {
        for (int index = 0; index < end; index++) {
            if (buffer[index] == '\n') {
                return index > 0 && buffer[index - 1] == '\r' ? index - 1 : index;
            }
        }
        return -1;
    }

    /**
     * Reads what has come, or comes next, behind what was read before; each wait is no longer than what is left of the whole,
     * so that a server that drips gains nothing.
     *
     * @return whether there was more
     */
    boolean more() throws IOException {
        long left = sinceStart.leftOf(limit).toMillis();
        if (left <= 0) {
            throw new SocketTimeoutException("the time is over");
        }
        socket.setSoTimeout((int) left);
        int count = socket.getInputStream().read(buffer, end, MOST_BYTES - end);
        end += Math.max(0, count);
        return count > 0;
    }

    /** Returns what was read. */
    byte[] read() {
        return Arrays.copyOf(buffer, end);
    }

    /** Returns how many bytes were read. */
    int count() {
        return end;
    }

    /** Returns whether it begins as TLS complains of what is none. */
    boolean isTlsAlert() {
        return end >= 2 && buffer[0] == TLS_ALERT && buffer[1] == TLS_VERSION;
    }

    /** Returns the first line, where it has come as a whole: half of one may hold half of a secret. */
    @Nullable String firstLine() {
        int length = lineLength();
        return length < 0 ? null : text(length);
    }

    private String text(int length) {
        return new String(buffer, 0, length, StandardCharsets.UTF_8).replaceAll("[^\\p{Print}]", "?");
    }
}
