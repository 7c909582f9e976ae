package io.healthmon.provider.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mail server on loopback that takes every mail, but for what a test tells it to do otherwise, and records all of it. */
final class SmtpServer implements AutoCloseable {

    /** In place of a reply: closes the connection. */
    static final String HANG_UP = "hang up";

    /** In place of a reply: says nothing any more. */
    static final String HANG = "hang";

    private final ServerSocket listener;
    private final @Nullable SSLContext startTls;
    private final UnaryOperator<@Nullable String> replies;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch hangs = new CountDownLatch(1);

    private SmtpServer(ServerSocket listener, @Nullable SSLContext startTls, UnaryOperator<@Nullable String> replies) {
        this.listener = listener;
        this.startTls = startTls;
        this.replies = replies;
        daemon(this::accept);
    }

    /**
     * Starts a server without TLS.
     *
     * @param replies what it answers to a line, or null for the usual; the greeting answers the empty line, and what
     *     answers a mail answers {@code .}
     */
    static SmtpServer plain(UnaryOperator<@Nullable String> replies) throws IOException {
        return new SmtpServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), null, replies);
    }

    /** Starts a server that offers STARTTLS. */
    static SmtpServer startTls(SSLContext context, UnaryOperator<@Nullable String> replies) throws IOException {
        return new SmtpServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), context, replies);
    }

    /** Starts a server that speaks TLS from the start. */
    static SmtpServer tls(SSLContext context) throws IOException {
        ServerSocket listener =
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        return new SmtpServer(listener, null, line -> null);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Says the same line again and again, twice a second, until the client has gone. */
    static final String DRIP = "drip";

    /** Returns all lines that came in, those of mails left out; those over TLS begin with {@code (tls)}. */
    List<String> lines() {
        return lines;
    }

    /** Returns the mails that were taken, each with its recipients in front. */
    List<String> mails() {
        return mails;
    }

    CountDownLatch hangs() {
        return hangs;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                daemon(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new Conversation(socket).hold();
        } catch (IOException clientWentAway) {
            return;
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "smtp-server");
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

    private final class Conversation {

        private Socket socket;
        private BufferedReader in;
        private String recipients = "";

        Conversation(Socket socket) throws IOException {
            use(socket);
        }

        private void use(Socket next) throws IOException {
            socket = next;
            in = new BufferedReader(new InputStreamReader(next.getInputStream(), StandardCharsets.UTF_8));
        }

        void hold() throws IOException {
            boolean goesOn = answer("", "220 test ESMTP");
            while (goesOn) {
                String line = in.readLine();
                goesOn = line != null && take(line);
            }
        }

        private boolean take(String line) throws IOException {
            lines.add((socket instanceof SSLSocket ? "(tls) " : "") + line);
            return switch (line.toUpperCase(Locale.ROOT).split("[ :]", 2)[0]) {
                case "EHLO" ->
                    answer(line, "250-test\r\n" + (offersTls() ? "250-STARTTLS\r\n" : "") + "250 AUTH PLAIN");
                case "STARTTLS" -> answer(line, "220 go ahead") && (replies.apply(line) != null || secure());
                case "AUTH" -> answer(line, "235 2.7.0 welcome");
                case "RCPT" -> recipient(line);
                case "DATA" -> answer(line, "354 go ahead") && (replies.apply(line) != null || mail());
                case "QUIT" -> {
                    answer(line, "221 bye");
                    yield false;
                }
                default -> answer(line, "250 ok");
            };
        }

        private boolean offersTls() {
            return startTls != null && !(socket instanceof SSLSocket);
        }

        private boolean secure() throws IOException {
            SSLSocket secured =
                    (SSLSocket) startTls.getSocketFactory().createSocket(socket, "client", socket.getPort(), true);
            secured.setUseClientMode(false);
            use(secured);
            return true;
        }

        private boolean recipient(String line) throws IOException {
            String reply = replies.apply(line);
            recipients += reply == null ? line.substring(8) + " " : "";
            return answer(line, "250 ok");
        }

        private boolean mail() throws IOException {
            StringBuilder mail = new StringBuilder(recipients).append("\r\n");
            recipients = "";
            for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
                if (line == null) {
                    return false;
                }
                mail.append(line).append("\r\n");
            }
            String reply = replies.apply(".");
            if (reply == null || reply.startsWith("2")) {
                mails.add(mail.toString());
            }
            return answer(".", "250 taken");
        }

        private boolean answer(String line, String usual) throws IOException {
            String own = replies.apply(line);
            if (HANG_UP.equals(own)) {
                return false;
            }
            if (HANG.equals(own)) {
                hangs.countDown();
                return in.readLine() != null && answer(line, usual);
            }
            while (DRIP.equals(own)) {
                pause();
                write("250-still there");
            }
            write(own == null ? usual : own);
            return true;
        }

        private void pause() throws IOException {
            try {
                boolean never = new CountDownLatch(1).await(500, TimeUnit.MILLISECONDS);
                assertThat(never).isFalse();
            } catch (InterruptedException stopped) {
                throw new IOException(stopped);
            }
        }

        private void write(String line) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }
    }
}
