package io.healthmon.provider.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** A server on loopback that does with each connection just what a test tells it to, and counts. */
public final class RawServer implements AutoCloseable {

    /** What it does with a connection. */
    @FunctionalInterface
    public interface Behaviour {
        void on(Connection connection) throws IOException;
    }

    private final ServerSocket listener;
    private final Behaviour behaviour;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch clientLeft = new CountDownLatch(1);

    private RawServer(ServerSocket listener, Behaviour behaviour) {
        this.listener = listener;
        this.behaviour = behaviour;
    }

    public static RawServer start(Behaviour behaviour) throws IOException {
        RawServer server = new RawServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), behaviour);
        daemon(server::accept);
        return server;
    }

    /** Answers every request with the same bytes and keeps the connection. */
    public static RawServer answering(String answer) throws IOException {
        return start(connection -> {
            while (connection.readRequest()) {
                connection.write(answer);
            }
        });
    }

    /** Does so over TLS. */
    public static RawServer answering(SSLContext context, String answer) throws IOException {
        ServerSocket listener =
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        RawServer server = new RawServer(listener, connection -> {
            while (connection.readRequest()) {
                connection.write(answer);
            }
        });
        daemon(server::accept);
        return server;
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/";
    }

    public int port() {
        return listener.getLocalPort();
    }

    public List<String> requests() {
        return requests;
    }

    public int connections() {
        return connections.get();
    }

    /** Waits until a client has closed its connection. */
    public boolean clientLeft() throws InterruptedException {
        return clientLeft.await(5, TimeUnit.SECONDS);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                connections.incrementAndGet();
                daemon(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            behaviour.on(new Connection(socket));
        } catch (IOException clientWentAway) {
            clientLeft.countDown();
        } finally {
            open.remove(socket);
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** One connection. */
    public final class Connection {

        private final Socket socket;
        private String lastRequest = "";

        Connection(Socket socket) {
            this.socket = socket;
        }

        /** Reads the head of a request and the body that it announces; false when the client has gone. */
        public boolean readRequest() throws IOException {
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    clientLeft.countDown();
                    return false;
                }
                head.append((char) next);
            }
            byte[] body = in.readNBytes(announced(head.toString()));
            lastRequest = head + new String(body, StandardCharsets.UTF_8);
            requests.add(lastRequest);
            return true;
        }

        /** Returns the request that was read last on this connection. */
        public String lastRequest() {
            return lastRequest;
        }

        public void write(String text) throws IOException {
            write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        public void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        /** Does nothing until the client closes the connection. */
        public void hold() throws IOException {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            clientLeft.countDown();
        }

        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        private int announced(String head) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
                    .mapToInt(line -> Integer.parseInt(line.substring(15).trim()))
                    .findFirst()
                    .orElse(0);
        }
    }
}
