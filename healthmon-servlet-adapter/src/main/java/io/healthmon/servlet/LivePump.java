package io.healthmon.servlet;

import io.healthmon.http.LiveStream;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a live stream to a client without a thread of its own: on the one that comes with something to send, or on the
 * container's when the client has taken what there was. Neither ever waits for the client.
 *
 * <p>The container uses request and response again once it has told the listener the end, so that waits for a turn that
 * still writes, and nothing touches them afterwards.
 */
final class LivePump implements WriteListener, AsyncListener {

    private static final Logger LOG = LoggerFactory.getLogger(HealthServlet.class);

    /** Events that wait together are sent together, up to about as much. */
    private static final int ENOUGH_BYTES = 16 << 10;

    private final AsyncContext exchange;
    private final ServletOutputStream out;
    private final LiveStream stream;
    private final Runnable whenOver;
    private final Turns turns = new Turns(this::send);
    private final AtomicBoolean begun = new AtomicBoolean();

    private boolean unflushed;

    /** Whether the stream has said that it has nothing more: it calls when it has. */
    private boolean drained;

    private boolean over;

    private LivePump(AsyncContext exchange, ServletOutputStream out, LiveStream stream, Runnable whenOver) {
        this.exchange = exchange;
        this.out = out;
        this.stream = stream;
        this.whenOver = whenOver;
    }

    /** Begins to send a stream after headers that are set, as soon as the container has it. */
    static void start(ServletRequest request, ServletResponse response, LiveStream stream, Runnable whenOver)
            throws IOException {
        ServletOutputStream out = response.getOutputStream();
        AsyncContext exchange = request.startAsync(request, response);
        exchange.setTimeout(0); // the stream has its own limits
        LivePump pump = new LivePump(exchange, out, stream, whenOver);
        exchange.addListener(pump);
        out.setWriteListener(pump);
    }

    @Override
    public void onWritePossible() {
        if (begun.compareAndSet(false, true)) {
            stream.onAvailable(turns::ask); // asks at once
        } else {
            turns.ask();
        }
    }

    private void send() {
        try {
            boolean more = true;
            while (more && !over && out.isReady()) { // containers take their time over that
                more = sendSome();
            }
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("healthmon: a client of the live stream is gone", gone);
            leave();
        }
    }

    /** Does one thing of which the container has said that it does not wait; returns whether to go on. */
    private boolean sendSome() throws IOException {
        boolean ended = stream.isEnded(); // before the last look: what came before the end is still sent
        byte[] bytes = unflushed ? null : next();
        if (bytes != null) {
            unflushed = true;
            out.write(bytes);
            return true;
        }
        if (unflushed) {
            unflushed = false;
            out.flush();
            return !drained;
        }
        if (ended) {
            leave();
        }
        return false;
    }

    private byte @Nullable [] next() {
        byte[] first = poll();
        byte[] second = first == null ? null : poll();
        if (first == null || second == null) {
            return first;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream(2 * (first.length + second.length));
        all.writeBytes(first);
        for (byte[] bytes = second; bytes != null; bytes = all.size() < ENOUGH_BYTES ? poll() : null) {
            all.writeBytes(bytes);
        }
        return all.toByteArray();
    }

    private byte @Nullable [] poll() {
        byte[] bytes = stream.poll();
        drained = bytes == null;
        return bytes;
    }

    private void leave() {
        if (!over) {
            over();
            try {
                exchange.complete();
            } catch (IllegalStateException containerWasFirst) {
                LOG.debug("healthmon: the container has ended a live stream by itself", containerWasFirst);
            }
        }
    }

    private void over() {
        over = true;
        stream.close();
        whenOver.run();
    }

    @Override
    public void onError(Throwable gone) {
        turns.inTurn(this::leave);
    }

    @Override
    public void onError(AsyncEvent event) {
        turns.inTurn(this::leave);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        turns.inTurn(this::leave);
    }

    @Override
    public void onComplete(AsyncEvent event) {
        turns.inTurn(this::over);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Nobody starts it again.
    }
}
