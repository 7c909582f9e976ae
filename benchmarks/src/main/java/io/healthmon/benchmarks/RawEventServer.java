package io.healthmon.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Sends events to all who have connected, in one loop on the thread that calls: as little as a server can do. */
final class RawEventServer implements AutoCloseable {

    private static final byte[] GREETING =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n: raw\nretry: 3000\n\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocketChannel server = ServerSocketChannel.open();
    private final List<SocketChannel> clients = new CopyOnWriteArrayList<>();

    private RawEventServer() throws IOException {
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
    }

    static RawEventServer start() throws IOException {
        RawEventServer started = new RawEventServer();
        Threads.daemon(started::accept).start();
        return started;
    }

    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) server.getLocalAddress();
    }

    private void accept() {
        try {
            while (server.isOpen()) {
                SocketChannel client = server.accept();
                client.socket().setTcpNoDelay(true);
                client.read(ByteBuffer.allocate(4_096)); // the whole request: it is small, and sent at once
                client.write(ByteBuffer.wrap(GREETING));
                client.configureBlocking(false);
                clients.add(client);
            }
        } catch (ClosedChannelException closed) {
            // That is how it ends.
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Sends bytes to everybody. */
    void send(ByteBuffer bytes) {
        try {
            for (SocketChannel client : clients) {
                bytes.rewind();
                while (bytes.hasRemaining()) {
                    client.write(bytes);
                }
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (SocketChannel client : clients) {
            client.close();
        }
    }
}
