package io.healthmon.testkit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client of a WebSocket that takes everything as it comes, so that a test can ask for it later. */
public final class SocketReader implements WebSocket.Listener, AutoCloseable {

    /** The close code of a connection that ended without one. */
    public static final int WITHOUT_CODE = 1006;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder message = new StringBuilder();
    private @Nullable WebSocket socket;

    private SocketReader() {}

    /**
     * Opens a socket and waits until the server has agreed.
     *
     * @param protocols the subprotocols that it asks for
     * @param headers names and values by turns
     * @throws Refused if the server has not
     */
    public static SocketReader open(URI address, List<String> protocols, String... headers) {
        WebSocket.Builder builder = CLIENT.newWebSocketBuilder().connectTimeout(PATIENCE);
        for (int index = 0; index < headers.length; index += 2) {
            builder.header(headers[index], headers[index + 1]);
        }
        if (!protocols.isEmpty()) {
            builder.subprotocols(
                    protocols.get(0), protocols.subList(1, protocols.size()).toArray(String[]::new));
        }
        SocketReader reader = new SocketReader();
        try {
            reader.socket = builder.buildAsync(address, reader).join();
            return reader;
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof WebSocketHandshakeException refusal) {
                throw new Refused(refusal.getResponse().statusCode());
            }
            throw failure;
        }
    }

    /** Returns the next message, waiting for it at most 10 s. */
    public String next() throws InterruptedException {
        String next = messages.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came within " + PATIENCE);
        }
        return next;
    }

    /** Returns the close code that the server sent, waiting for it at most 10 s. */
    public int closeCode() throws Exception {
        return closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Returns the subprotocol that was agreed on; empty if there is none. */
    public String subprotocol() {
        return socket().getSubprotocol();
    }

    /** Says something to the server. */
    public void send(String text) {
        socket().sendText(text, true).join();
    }

    /** Goes away without a word. */
    @Override
    public void close() {
        socket().abort();
    }

    private WebSocket socket() {
        if (socket == null) {
            throw new IllegalStateException("not open");
        }
        return socket;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        message.append(data);
        if (last) {
            messages.add(message.toString());
            message.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closed.complete(WITHOUT_CODE);
    }

    /** The server has answered something else than an agreement. */
    public static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int status;

        private Refused(int status) {
            super("refused with " + status);
            this.status = status;
        }

        /** Returns the status code of the answer. */
        public int status() {
            return status;
        }
    }
}
