package io.healthmon.check.network;

import io.healthmon.schedule.Stopwatch;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Talks SMTP over a connection, line by line, within bounds and a time limit. Confined to the run that has it. */
final class SmtpSession {

    private static final int LONGEST_LINE = 2_048;
    private static final int MOST_LINES = 100;
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final Pattern LINE = Pattern.compile("([2-5][0-9]{2})(?:([ -])(.*))?");

    private final Socket socket;
    private final Stopwatch sinceStart;
    private final byte[] buffer = new byte[1_024];
    private Duration limit;
    private int next;
    private int end;

    SmtpSession(Socket socket, Stopwatch sinceStart, Duration limit) {
        this.socket = socket;
        this.sinceStart = sinceStart;
        this.limit = limit;
    }

    /** Sends a command and returns what the server answers. */
    SmtpReply ask(String command) throws IOException {
        send(command);
        return reply();
    }

    void send(String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /** Takes its leave, and waits for the answer, as RFC 5321 has it, but no longer than a moment. */
    void leave() throws IOException {
        Duration moment = sinceStart.elapsed().plus(FAREWELL);
        limit = moment.compareTo(limit) < 0 ? moment : limit;
        ask("QUIT");
    }

    /** Returns whether the server has said more than it was asked, which must not be taken for what TLS protects. */
    boolean hasMore() {
        return next < end;
    }

    /**
     * Reads one answer, all of its lines.
     *
     * @throws ProtocolException if it is none; the message is what came instead
     */
    SmtpReply reply() throws IOException {
        List<String> lines = new ArrayList<>();
        while (lines.size() < MOST_LINES) {
            String line = line();
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new ProtocolException(line);
            }
            lines.add(parts.group(3) == null ? "" : parts.group(3));
            if (!"-".equals(parts.group(2))) {
                return new SmtpReply(Integer.parseInt(parts.group(1)), List.copyOf(lines));
            }
        }
        throw new ProtocolException("an answer of more than " + MOST_LINES + " lines");
    }

    private String line() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int read = read(); read != '\n'; read = read()) {
            if (bytes.size() >= LONGEST_LINE) {
                throw new ProtocolException("a line of more than " + LONGEST_LINE + " bytes");
            }
            bytes.write(read);
        }
        // why: as UTF-8, or what a server repeats of a password would not be known for it
        String line = bytes.toString(StandardCharsets.UTF_8);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private int read() throws IOException {
        if (next >= end) {
            fill();
        }
        return buffer[next++] & 0xff;
    }

    /** Waits for each part no longer than what is left of the whole, so that a server that drips gains nothing. */
    private void fill() throws IOException {
        long left = sinceStart.leftOf(limit).toMillis();
        if (left <= 0) {
            throw new SocketTimeoutException("the time is over");
        }
        socket.setSoTimeout((int) left);
        InputStream in = socket.getInputStream();
        next = 0;
        end = Math.max(0, in.read(buffer));
        if (end == 0) {
            throw new EOFException("the server ended the connection");
        }
    }
}
