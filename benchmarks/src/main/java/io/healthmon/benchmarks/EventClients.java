package io.healthmon.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process of many clients of server-sent events on one thread. Prints {@code ready} once each has been greeted, and for
 * each event when 99 of 100 clients had all of it, and when the last one had, by the clock of {@link System#nanoTime},
 * which on Linux all processes share.
 */
final class EventClients {

    private static final int AT_ONCE = 50;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1_024);
    private final List<Arrival> arrivals = new ArrayList<>();
    private final int clients;
    private int greeted;

    private EventClients(int clients) {
        this.clients = clients;
    }

    /**
     * Connects, and reads until its input ends.
     *
     * @param arguments port, path, how many clients, and their token
     * @throws IOException if the server refuses one
     */
    public static void main(String[] arguments) throws IOException {
        Threads.daemon(ChildJvm::endWithParent).start();
        byte[] request = ("GET " + arguments[1] + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                        + "Authorization: Bearer " + arguments[3] + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        int clients = Integer.parseInt(arguments[2]);
        new EventClients(clients).run(Integer.parseInt(arguments[0]), request);
    }

    /** Starts such a process and waits until each of its clients has been greeted. */
    static ChildJvm start(InetSocketAddress server, String path, int clients, String token) throws IOException {
        ChildJvm child = ChildJvm.start(
                EventClients.class, String.valueOf(server.getPort()), path, String.valueOf(clients), token);
        child.line();
        return child;
    }

    private void run(int port, byte[] request) throws IOException {
        try (Selector selector = Selector.open()) {
            for (int client = 0; client < clients; client++) {
                SocketChannel channel =
                        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                channel.socket().setTcpNoDelay(true);
                channel.write(ByteBuffer.wrap(request));
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, new Client(channel));
                awaitGreeted(client + 1 - AT_ONCE, selector); // lest more wait than a server lets wait
            }
            awaitGreeted(clients, selector);
            System.out.println("ready");
            while (selector.isOpen()) {
                selector.select(key -> ((Client) key.attachment()).read());
            }
        }
    }

    private void awaitGreeted(int wanted, Selector selector) throws IOException {
        long begun = System.nanoTime();
        while (greeted < wanted) {
            selector.select(key -> ((Client) key.attachment()).read(), 100);
            if (System.nanoTime() - begun > PATIENCE) {
                throw new IOException("only " + greeted + " clients have been greeted");
            }
        }
    }

    private void arrived(int event) {
        if (event == arrivals.size()) {
            arrivals.add(new Arrival());
        }
        arrivals.get(event).count();
    }

    /** How many clients have an event. */
    private final class Arrival {

        private int count;
        private long most;

        void count() {
            count++;
            if (count == (99 * clients + 99) / 100) {
                most = System.nanoTime();
            }
            if (count == clients) {
                System.out.println(most + " " + System.nanoTime());
            }
        }
    }

    /** One client, which finds the ends of events that have data: the greeting and heartbeats have none. */
    private final class Client {

        private final SocketChannel channel;
        private int inLine;
        private char first;
        private boolean hasData;
        private boolean isGreeted;
        private int events;

        Client(SocketChannel channel) {
            this.channel = channel;
        }

        void read() {
            buffer.clear();
            try {
                if (channel.read(buffer) < 0) {
                    throw new EOFException("the server closed the connection");
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            for (int at = 0; at < buffer.position(); at++) {
                take((char) buffer.get(at));
            }
        }

        private void take(char next) {
            if (next == '\n') {
                if (inLine == 0) { // the line before ended without a carriage return: no head, no chunk
                    endBlock();
                }
                inLine = 0;
            } else {
                first = inLine == 0 ? next : first;
                // The size of a chunk may begin with d and a, but has no t.
                hasData |= inLine == 2 && first == 'd' && next == 't';
                inLine++;
            }
        }

        private void endBlock() {
            if (!isGreeted) {
                isGreeted = true;
                greeted++;
            } else if (hasData) {
                arrived(events++);
            }
            hasData = false;
        }
    }
}
