package io.healthmon.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client of server-sent events that has been greeted and then reads nothing. */
final class StuckClient implements AutoCloseable {

    private static final int LITTLE = 4_096;

    private final Socket socket = new Socket();

    StuckClient(InetSocketAddress server, String path, String token) throws IOException {
        socket.setReceiveBufferSize(LITTLE);
        socket.connect(server);
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                                + "Authorization: Bearer " + token + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    void awaitGreeting() throws IOException {
        InputStream in = socket.getInputStream();
        int before = 0;
        for (int next = in.read(); before != '\n' || next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            before = next;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
