package io.healthmon.servlet;

import io.healthmon.http.LiveStream;
import io.healthmon.schedule.Stopwatch;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a live stream over a WebSocket, one message at a time: containers fail when two threads send, or keep what waits
 * without a bound. Needs no thread of its own and waits for no client; one that does not take a message within 10 s is
 * ended.
 *
 * <p>What the client says is of no interest and thrown away, up to 1 KiB a message; with a longer one he is ended.
 */
final class SocketPump extends Endpoint {

    private static final Logger LOG = LoggerFactory.getLogger(HealthServlet.class);

    private static final int LONGEST_MESSAGE_IN = 1_024;
    private static final long LONGEST_SEND_MILLIS = 10_000;
    private static final Duration LONG = Duration.ofSeconds(1);

    /** There is a heartbeat every 15 s, so nothing at all for so long means that nobody is left to send it. */
    private static final long LONGEST_SILENCE_MILLIS = 60_000;

    /** How long a client may take to say goodbye, too. */
    private static final long LONGEST_GOODBYE_MILLIS = 5_000;

    /** Tomcat has a time limit of its own for that, 30 s. */
    private static final String TOMCATS_LONGEST_GOODBYE = "org.apache.tomcat.websocket.SESSION_CLOSE_TIMEOUT";

    /** Tomcat gives a goodbye 50 ms to be sent, which is little where much is to do, and then ends without one. */
    private static final String TOMCATS_LONGEST_SEND_OF_GOODBYE =
            "org.apache.tomcat.websocket.ABNORMAL_SESSION_CLOSE_SEND_TIMEOUT";

    private static final long LONGEST_SEND_OF_GOODBYE_MILLIS = 500;

    private final LiveStream stream;
    private final Runnable whenOver;
    private final Turns turns = new Turns(this::send);
    private volatile @Nullable Session session;

    /** Whether a message is under way. */
    private volatile boolean sending;

    private volatile Stopwatch sinceSending = Stopwatch.started();

    /** Whether the client took long over the last message. */
    private volatile boolean slow;

    private volatile boolean over;

    SocketPump(LiveStream stream, Runnable whenOver) {
        this.stream = stream;
        this.whenOver = whenOver;
    }

    @Override
    public void onOpen(Session opened, EndpointConfig configuration) {
        opened.setMaxTextMessageBufferSize(LONGEST_MESSAGE_IN);
        opened.setMaxBinaryMessageBufferSize(LONGEST_MESSAGE_IN);
        opened.setMaxIdleTimeout(LONGEST_SILENCE_MILLIS);
        opened.getAsyncRemote().setSendTimeout(LONGEST_SEND_MILLIS);
        opened.addMessageHandler(String.class, new Ignored<>(String::length));
        opened.addMessageHandler(ByteBuffer.class, new Ignored<>(ByteBuffer::remaining));
        opened.getUserProperties().put(TOMCATS_LONGEST_GOODBYE, LONGEST_GOODBYE_MILLIS);
        opened.getUserProperties().put(TOMCATS_LONGEST_SEND_OF_GOODBYE, LONGEST_SEND_OF_GOODBYE_MILLIS);
        session = opened;
        stream.onAvailable(turns::ask); // asks at once
    }

    @Override
    public void onClose(Session closed, CloseReason reason) {
        over();
    }

    @Override
    public void onError(Session failed, Throwable failure) {
        LOG.debug("healthmon: a client of the live stream is gone", failure);
        over();
    }

    private void send() {
        if (over || sending) {
            return;
        }
        boolean ended = stream.isEnded(); // before the last look: what came before the end is still sent
        byte[] message = stream.poll();
        if (message != null) {
            send(message);
        } else if (ended) {
            close(slow ? CloseCodes.TRY_AGAIN_LATER : CloseCodes.GOING_AWAY);
        }
    }

    private void send(byte[] message) {
        sending = true;
        sinceSending = Stopwatch.started();
        try {
            open().getAsyncRemote().sendText(new String(message, StandardCharsets.UTF_8), this::sent);
        } catch (IllegalStateException closed) {
            over();
        }
    }

    private void sent(SendResult result) {
        if (result.isOK()) {
            slow = sinceSending.elapsed().compareTo(LONG) >= 0;
            sending = false;
            turns.ask();
        } else {
            LOG.debug("healthmon: a client of the live stream is gone", result.getException());
            if (over || result.getException() instanceof EOFException) {
                over(); // somebody ends him already, and says why
            } else {
                close(CloseCodes.TRY_AGAIN_LATER);
            }
        }
    }

    /** Says goodbye, and only then that it is over: the container may take the connection from then on. */
    private void close(CloseCode code) {
        over = true;
        try {
            if (code == CloseCodes.TRY_AGAIN_LATER) { // one who takes nothing: the shortest that the container knows
                open().getUserProperties().remove(TOMCATS_LONGEST_SEND_OF_GOODBYE);
            }
            open().setMaxIdleTimeout(LONGEST_GOODBYE_MILLIS);
            open().close(new CloseReason(code, ""));
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("healthmon: a client of the live stream was gone before it was ended", gone);
        } finally {
            over();
        }
    }

    private void over() {
        over = true;
        stream.close();
        whenOver.run();
    }

    private Session open() {
        return Objects.requireNonNull(session, "onOpen has not been called");
    }

    /**
     * What nobody reads; it is taken, lest it fills the container's buffers. In parts, since Tomcat, which ends those who say
     * more than it takes, forgets to say why when it is sending something just then.
     */
    private final class Ignored<T> implements MessageHandler.Partial<T> {

        private final ToIntFunction<T> size;
        private int length;

        Ignored(ToIntFunction<T> size) {
            this.size = size;
        }

        @Override
        public void onMessage(T part, boolean last) {
            length += size.applyAsInt(part);
            if (length > LONGEST_MESSAGE_IN && !over) {
                close(CloseCodes.TOO_BIG);
            }
            length = last ? 0 : Math.min(length, LONGEST_MESSAGE_IN + 1);
        }
    }
}
