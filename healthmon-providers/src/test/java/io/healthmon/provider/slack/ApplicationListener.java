package io.healthmon.provider.slack;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

/** What an application has its socket listen with; it notes what it is told. */
final class ApplicationListener implements WebSocket.Listener {

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    /** Waits until it has been told this. */
    void await(String expected) throws InterruptedException {
        String next = told.poll(10, SECONDS);
        assertThat(next).isEqualTo(expected);
    }

    /** Waits for what it is told next. */
    String next() throws InterruptedException {
        String next = told.poll(10, SECONDS);
        assertThat(next).as("something to be told").isNotNull();
        return next;
    }

    boolean isToldNothing() {
        return told.isEmpty();
    }

    @Override
    public void onOpen(WebSocket webSocket) {
        told.add("open");
        webSocket.request(1);
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        told.add((last ? "text " : "part ") + data.length());
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        told.add("binary " + data.remaining());
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
        told.add("ping " + StandardCharsets.UTF_8.decode(message.duplicate()));
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
        told.add("pong " + StandardCharsets.UTF_8.decode(message.duplicate()));
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        told.add("close " + statusCode + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        told.add("error " + error.getClass().getSimpleName());
    }
}
