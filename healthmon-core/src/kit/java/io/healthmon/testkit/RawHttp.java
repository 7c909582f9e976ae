package io.healthmon.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A client that sends what no decent client would, byte for byte. */
public final class RawHttp {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final int BLOCK = 64 << 10;
    private static final int SMALL_BUFFER = 16 << 10;

    private final URI server;

    /** Makes a client of the server at an address. */
    public RawHttp(URI server) {
        this.server = server;
    }

    /** Opens a connection. */
    public Socket connect() throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** Opens a connection that takes little more than what is read from it. */
    public Socket connectWithSmallBuffer() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(SMALL_BUFFER);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        return socket;
    }

    /** Sends bytes and returns all that comes back until the server closes or nothing more is to be expected. */
    public String send(byte[] request) throws IOException {
        try (Socket socket = connect()) {
            Thread sender = new Thread(() -> sendQuietly(socket, request));
            sender.setDaemon(true);
            sender.start();
            return receive(socket.getInputStream());
        }
    }

    /** Sends text, one byte a character. */
    public String send(String request) throws IOException {
        return send(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Returns the status code of an answer; 0 when the server closed without one. */
    public static int status(String answer) {
        return answer.startsWith("HTTP/1.") && answer.length() >= 12 ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }

    /** A server may well stop listening to a request that it has refused. */
    private static void sendQuietly(Socket socket, byte[] request) {
        try {
            OutputStream out = socket.getOutputStream();
            for (int from = 0; from < request.length; from += BLOCK) {
                out.write(request, from, Math.min(BLOCK, request.length - from));
            }
            out.flush();
        } catch (IOException refused) {
            return;
        }
    }

    /** Returns one answer; less, if the server closes before its end. */
    public static String receive(InputStream in) throws IOException {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        byte[] buffer = new byte[BLOCK];
        try {
            while (!isComplete(received.toString(StandardCharsets.ISO_8859_1))) {
                int read = in.read(buffer);
                if (read < 0) {
                    break;
                }
                received.write(buffer, 0, read);
            }
        } catch (SocketTimeoutException silent) {
            throw new IOException("the server neither answered nor closed within " + PATIENCE_MILLIS + " ms", silent);
        } catch (SocketException reset) {
            return received.toString(StandardCharsets.ISO_8859_1);
        }
        return received.toString(StandardCharsets.ISO_8859_1);
    }

    /** Returns what comes until the server closes; a connection that is reset instead is over, too. */
    public static byte[] receiveToTheEnd(InputStream in) throws IOException {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        byte[] buffer = new byte[BLOCK];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                received.write(buffer, 0, read);
            }
        } catch (SocketException reset) {
            return received.toByteArray();
        }
        return received.toByteArray();
    }

    private static boolean isComplete(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        for (String header : answer.substring(0, end).split("\r\n", -1)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                int length = Integer.parseInt(header.substring(15).trim());
                return answer.length() >= end + 4 + length;
            }
        }
        return false;
    }
}
