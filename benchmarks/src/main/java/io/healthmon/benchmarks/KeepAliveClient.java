package io.healthmon.benchmarks;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One open connection that asks for the same path again and again: less work than any real client. */
final class KeepAliveClient implements AutoCloseable {

    /** Where the status stands in {@code HTTP/1.1 200 OK}. */
    private static final int STATUS = 9;

    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final DataInputStream input;
    private final OutputStream output;
    private final byte[] request;
    private byte[] body = {};

    KeepAliveClient(InetSocketAddress address, String path) throws IOException {
        this(address, path, "");
    }

    /** Makes one that sends more headers, each ended by a line break. */
    KeepAliveClient(InetSocketAddress address, String path, String headers) throws IOException {
        socket = new Socket(address.getAddress(), address.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(10_000);
        input = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        output = socket.getOutputStream();
        request = ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns one to the root of a server on the loopback interface. */
    static KeepAliveClient connect(int port) throws IOException {
        return new KeepAliveClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), "/");
    }

    /** Asks once, reads the whole answer, and returns its status. */
    int ask() throws IOException {
        output.write(request);
        output.flush();
        int status = Integer.parseInt(line().substring(STATUS, STATUS + 3));
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith(LENGTH)) {
                length = Integer.parseInt(lower.substring(LENGTH.length()).strip());
            }
        }
        body = input.readNBytes(length);
        return status;
    }

    /** Returns the body of the last answer. */
    byte[] body() {
        return body.clone();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
