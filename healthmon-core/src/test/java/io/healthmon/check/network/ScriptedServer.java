package io.healthmon.check.network;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A server on the loopback interface that does with each connection what a test says. */
final class ScriptedServer implements AutoCloseable {

    /** What to do with a connection; it is closed afterwards. */
    @FunctionalInterface
    interface Script {
        void play(Line line) throws Exception;
    }

    /** Everything that was received, line by line. */
    final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    /** What ended a script early: clients break off as they like. */
    final List<Exception> failures = new CopyOnWriteArrayList<>();

    private final ServerSocket server;
    private final List<Socket> held = new CopyOnWriteArrayList<>();

    private ScriptedServer(ServerSocket server, Script script) {
        this.server = server;
        Thread thread = new Thread(() -> serve(script), "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    static ScriptedServer plain(Script script) throws IOException {
        return new ScriptedServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
    }

    static ScriptedServer secure(Path keys, Script script) throws Exception {
        SSLContext context = Keytool.server(keys, keys);
        return new ScriptedServer(
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
    }

    static ScriptedServer on(ServerSocket listener, Script script) {
        return new ScriptedServer(listener, script);
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve(Script script) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                held.add(socket);
                script.play(new Line(socket));
            } catch (Exception over) {
                failures.add(over);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : held) {
            socket.close();
        }
    }

    /** One connection. */
    final class Line {

        private Socket socket;
        private BufferedReader in;

        Line(Socket socket) throws IOException {
            take(socket);
        }

        private void take(Socket next) throws IOException {
            socket = next;
            in = new BufferedReader(new InputStreamReader(next.getInputStream(), StandardCharsets.ISO_8859_1), 1);
        }

        void say(String text) throws IOException {
            send(text + "\r\n");
        }

        /** Says something without an end. */
        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }

        /** Takes so many bytes, before anything else is heard. */
        byte[] take(int bytes) throws IOException {
            return socket.getInputStream().readNBytes(bytes);
        }

        void give(int... bytes) throws IOException {
            for (int value : bytes) {
                socket.getOutputStream().write(value);
            }
            socket.getOutputStream().flush();
        }

        String hear() throws IOException {
            String line = in.readLine();
            if (line == null) {
                throw new IOException("the client left");
            }
            received.add(line);
            return line;
        }

        void secure(Path keys) throws Exception {
            SSLContext context = Keytool.server(keys, keys);
            SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(socket, null, true);
            secured.setUseClientMode(false);
            secured.startHandshake();
            take(secured);
        }

        /** Waits until the client leaves. */
        void hold() {
            try {
                in.transferTo(Writer.nullWriter());
            } catch (IOException left) {
                throw new UncheckedIOException(left);
            }
        }
    }
}
