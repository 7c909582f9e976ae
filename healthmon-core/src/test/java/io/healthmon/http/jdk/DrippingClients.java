package io.healthmon.http.jdk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A crowd of clients that send the rest of a request a byte a second, and connect again when they are cut off. */
final class DrippingClients implements AutoCloseable {

    private static final long PAUSE_NANOS = 1_000_000_000;
    private static final byte[] ONE_BYTE = {'x'};

    private final InetSocketAddress server;
    private final byte[] begin;
    private final CountDownLatch cutOff;
    private final Selector selector = open();
    private final Thread thread = new Thread(this::run, "dripping-clients");
    private volatile boolean closed;

    private DrippingClients(InetSocketAddress server, String begin, int most) {
        this.server = server;
        this.begin = begin.getBytes(StandardCharsets.US_ASCII);
        this.cutOff = new CountDownLatch(most);
    }

    /** Starts a crowd of clients that send the begin of a request at once. */
    static DrippingClients start(int clients, InetSocketAddress server, String begin) throws IOException {
        DrippingClients crowd = new DrippingClients(server, begin, clients);
        for (int number = 0; number < clients; number++) {
            crowd.connect();
        }
        crowd.thread.setDaemon(true);
        crowd.thread.start();
        return crowd;
    }

    /** Returns when as many clients as there are have been cut off and are back: the attack is in full swing. */
    void awaitFullSwing() throws InterruptedException {
        cutOff.await();
    }

    private static Selector open() {
        try {
            return Selector.open();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void connect() throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(server);
        channel.register(selector, SelectionKey.OP_CONNECT, new Client(channel));
    }

    private void run() {
        try {
            while (!closed) {
                selector.select(20);
                for (SelectionKey key : selector.keys().toArray(SelectionKey[]::new)) {
                    Client client = (Client) key.attachment();
                    if (key.isValid() && !client.goesOn(key)) {
                        client.channel.close();
                        cutOff.countDown();
                        connect();
                    }
                }
                selector.selectedKeys().clear();
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** One of them. */
    private final class Client {

        private final SocketChannel channel;
        private long lastNanos;

        Client(SocketChannel channel) {
            this.channel = channel;
        }

        /** Sends a byte if it is time to; returns false when the server has hung up. */
        boolean goesOn(SelectionKey key) {
            try {
                if (channel.isConnectionPending()) {
                    if (channel.finishConnect()) {
                        key.interestOps(SelectionKey.OP_READ);
                        send(begin);
                    }
                    return true;
                }
                if (System.nanoTime() - lastNanos > PAUSE_NANOS) {
                    send(ONE_BYTE);
                }
                return channel.read(ByteBuffer.allocate(1_024)) >= 0;
            } catch (IOException hungUp) {
                return false;
            }
        }

        private void send(byte[] bytes) throws IOException {
            lastNanos = System.nanoTime();
            channel.write(ByteBuffer.wrap(bytes));
        }
    }
}
