package io.healthmon.benchmarks;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A process that asks a server for the same path again and again, on one thread and connections that stay open, each of
 * which asks again as soon as it has the whole answer.
 */
final class HttpLoad {

    private static final int ROOM = 64 * 1_024;

    private final InetSocketAddress address;
    private final byte[] request;
    private long answers;

    private HttpLoad(int port, String path) {
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.request = ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Follows commands until its input ends.
     *
     * @param arguments none
     * @throws IOException if a server does not answer as it should
     */
    public static void main(String[] arguments) throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            String[] words = command.split(" ", -1);
            HttpLoad load = new HttpLoad(Integer.parseInt(words[0]), words[1]);
            System.out.println(
                    load.run(Integer.parseInt(words[2]), Long.parseLong(words[3]), Long.parseLong(words[4])));
        }
    }

    /** Has such a process ask over some connections for a while, of which the beginning does not count. */
    static Load of(
            ChildJvm child, InetSocketAddress address, String path, int connections, Duration warmUp, Duration time)
            throws IOException {
        child.say(address.getPort() + " " + path + " " + connections + " " + warmUp.toNanos() + " " + time.toNanos());
        String[] answer = child.line().split(" ", -1);
        return new Load(Double.parseDouble(answer[0]), Long.parseLong(answer[1]));
    }

    private String run(int connections, long warmUp, long time) throws IOException {
        try (Selector selector = Selector.open()) {
            for (int connection = 0; connection < connections; connection++) {
                SocketChannel channel = SocketChannel.open(address);
                channel.socket().setTcpNoDelay(true);
                channel.configureBlocking(false);
                Exchange exchange = new Exchange(channel);
                channel.register(selector, SelectionKey.OP_READ, exchange);
                exchange.ask();
            }
            ask(selector, warmUp);
            long before = answers;
            double seconds = ask(selector, time) / 1e9;
            String result = (answers - before) / seconds + " " + answers;
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            return result;
        }
    }

    private long ask(Selector selector, long nanos) throws IOException {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < nanos) {
            selector.select(key -> ((Exchange) key.attachment()).read(), 10);
        }
        return System.nanoTime() - begun;
    }

    /**
     * What came out.
     *
     * @param rate answers a second in the time that counts
     * @param answers how many there were in all
     */
    record Load(double rate, long answers) {}

    /** A connection, and what it has of an answer. */
    private final class Exchange {

        private static final String LENGTH = "content-length:";
        private static final String CHUNKED = "transfer-encoding:";

        private final SocketChannel channel;
        private final ByteBuffer out = ByteBuffer.allocateDirect(request.length).put(request);
        private final ByteBuffer in = ByteBuffer.allocateDirect(ROOM);
        private boolean chunked;
        private int lineBegin;
        private int at;
        private int bodyBegin;
        private int length;

        Exchange(SocketChannel channel) {
            this.channel = channel;
        }

        void ask() throws IOException {
            in.clear();
            chunked = false;
            at = 0;
            lineBegin = 0;
            bodyBegin = 0;
            out.flip();
            channel.write(out); // it is small, and the way is free: the last answer is here
            out.position(out.limit());
        }

        void read() {
            try {
                if (channel.read(in) < 0 || !in.hasRemaining()) {
                    throw new EOFException("the server closed the connection, or answers more than " + ROOM + " bytes");
                }
                if (isWhole()) {
                    answers++;
                    ask();
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        private boolean isWhole() {
            while (bodyBegin == 0 && at < in.position()) {
                if (in.get(at++) == '\n') {
                    endLine();
                    lineBegin = at;
                }
            }
            if (bodyBegin == 0) {
                return false;
            }
            int end = in.position();
            return chunked
                    ? end - 5 >= bodyBegin
                            && in.get(end - 5) == '0'
                            && in.get(end - 1) == '\n'
                            && in.get(end - 3) == '\n'
                    : end - bodyBegin >= length;
        }

        private void endLine() {
            if (at - lineBegin == 2) {
                bodyBegin = at;
            } else if (begins(LENGTH)) {
                length = 0;
                for (int digit = lineBegin + LENGTH.length(); digit < at; digit++) {
                    int value = in.get(digit) - '0';
                    length = value < 0 || value > 9 ? length : 10 * length + value;
                }
            } else if (begins(CHUNKED)) {
                chunked = true;
            }
        }

        private boolean begins(String name) {
            for (int index = 0; index < name.length(); index++) {
                if ((in.get(lineBegin + index) | ' ') != name.charAt(index) && name.charAt(index) != '-') {
                    return false;
                }
            }
            return true;
        }
    }
}
