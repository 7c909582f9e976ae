package io.healthmon.provider.slack;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Tells a socket what a listener of the application is told, and passes everything on as it came. The client calls one
 * method at a time.
 */
final class SocketListener implements WebSocket.Listener {

    private final SlackSocket socket;
    private final WebSocket.Listener listener;
    private @Nullable WebSocket connection;
    private @Nullable SocketLine line;
    private @Nullable StringBuilder begun;
    private boolean tooLong;

    SocketListener(SlackSocket socket, WebSocket.Listener listener) {
        this.socket = socket;
        this.listener = listener;
    }

    @Override
    public void onOpen(WebSocket webSocket) {
        begin(webSocket);
        listener.onOpen(webSocket);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        if (webSocket == connection) {
            text(data, last);
        }
        return listener.onText(webSocket, data, last);
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        seen(webSocket);
        return listener.onBinary(webSocket, data, last);
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
        seen(webSocket);
        return listener.onPing(webSocket, message);
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
        seen(webSocket);
        return listener.onPong(webSocket, message);
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        SocketLine ended = end(webSocket);
        if (ended != null) {
            socket.closed(ended, statusCode);
        }
        return listener.onClose(webSocket, statusCode, reason);
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        SocketLine ended = end(webSocket);
        if (ended != null) {
            socket.broken(ended, error);
        }
        listener.onError(webSocket, error);
    }

    private void begin(WebSocket webSocket) {
        SocketLine earlier = line;
        if (earlier != null) {
            // why: a listener that is used again cannot follow both of its connections
            socket.forget(earlier);
        }
        connection = webSocket;
        line = socket.open();
        begun = null;
        tooLong = false;
    }

    private @Nullable SocketLine end(WebSocket webSocket) {
        SocketLine ended = webSocket == connection ? line : null;
        if (ended != null) {
            connection = null;
            line = null;
            begun = null;
        }
        return ended;
    }

    private void seen(WebSocket webSocket) {
        if (webSocket == connection && line != null) {
            socket.seen(line);
        }
    }

    /** Puts a message together of its parts, as long as it is short enough to be of interest. */
    private void text(CharSequence data, boolean last) {
        SocketLine over = line;
        if (over == null) {
            return;
        }
        StringBuilder before = begun;
        int length = data.length() + (before == null ? 0 : before.length());
        tooLong = tooLong || length > SocketMessage.LONGEST;
        if (tooLong) {
            begun = null;
            socket.seen(over);
        } else if (!last) {
            begun = (before == null ? new StringBuilder() : before).append(data);
            socket.seen(over);
        } else {
            begun = null;
            socket.received(
                    over, before == null ? data.toString() : before.append(data).toString());
        }
        tooLong = tooLong && !last;
    }
}
