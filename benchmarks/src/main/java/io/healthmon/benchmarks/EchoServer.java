package io.healthmon.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A process that answers every request with the same 200, or each path with its own, on one thread and connections that
 * stay open: as little as a server can do. It prints its port, and ends with the one who started it.
 */
final class EchoServer {

    private static final byte[] ANSWER = answer("text/plain", "ok");

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(16 * 1_024);

    /** What is answered to requests whose path begins with a text. */
    private final Map<String, byte[]> answers = new LinkedHashMap<>();

    private EchoServer(String... pathsAndBodies) {
        for (int index = 0; index < pathsAndBodies.length; index += 2) {
            answers.put(pathsAndBodies[index], answer("application/json", pathsAndBodies[index + 1]));
        }
    }

    private static byte[] answer(String type, String body) {
        return ("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Serves until its input ends.
     *
     * @param arguments the beginning of a path and the JSON that is answered there, again and again; none for one answer to
     *     all
     * @throws IOException if it cannot listen
     */
    public static void main(String[] arguments) throws IOException {
        Threads.daemon(ChildJvm::endWithParent).start();
        try (Selector selector = Selector.open();
                ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4_096);
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
            System.out.println(server.socket().getLocalPort());
            EchoServer echo = new EchoServer(arguments);
            while (selector.isOpen()) {
                selector.select(key -> echo.handle(selector, key));
            }
        }
    }

    private void handle(Selector selector, SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                SocketChannel client = ((ServerSocketChannel) key.channel()).accept();
                client.configureBlocking(false);
                client.socket().setTcpNoDelay(true);
                client.register(selector, SelectionKey.OP_READ);
            } else {
                answer((SocketChannel) key.channel());
            }
        } catch (IOException gone) {
            close(key);
        }
    }

    /** Answers as many requests as were read; a request without a body ends with an empty line. */
    private void answer(SocketChannel client) throws IOException {
        buffer.clear();
        if (client.read(buffer) < 0) {
            client.close();
            return;
        }
        int ends = 0;
        for (int at = 3; at < buffer.position(); at++) {
            ends += buffer.get(at - 3) == '\r' && buffer.get(at - 1) == '\r' && buffer.get(at) == '\n' ? 1 : 0;
        }
        for (int request = 0; request < ends; request++) {
            ByteBuffer answer = ByteBuffer.wrap(answers.isEmpty() ? ANSWER : answerToFirst());
            while (answer.hasRemaining()) {
                client.write(answer);
            }
        }
    }

    /** Returns what is answered to the path of the request that the buffer begins with. */
    private byte[] answerToFirst() {
        byte[] read = new byte[Math.min(200, buffer.position())];
        buffer.get(0, read);
        String line = new String(read, StandardCharsets.US_ASCII);
        String path = line.substring(line.indexOf(' ') + 1);
        for (Map.Entry<String, byte[]> answer : answers.entrySet()) {
            if (path.startsWith(answer.getKey())) {
                return answer.getValue();
            }
        }
        return ANSWER;
    }

    private static void close(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException ignored) {
            key.cancel();
        }
    }
}
