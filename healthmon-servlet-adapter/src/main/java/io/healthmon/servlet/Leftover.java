package io.healthmon.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What the client of a refused request still sends after the answer, up to 16 MiB and for at most 15 s: many clients
 * read an answer only when they have sent everything, and would otherwise see a broken connection in its place.
 *
 * <p>It is thrown away as it comes, so that a client who takes his time keeps no thread.
 */
final class Leftover implements ReadListener, AsyncListener {

    private static final long MOST_BYTES = 16 << 20;
    private static final long LONGEST_MILLIS = 15_000;

    private final AsyncContext exchange;
    private final ServletInputStream in;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final byte[] buffer = new byte[16 << 10];
    private long discarded;

    private Leftover(AsyncContext exchange, ServletInputStream in) {
        this.exchange = exchange;
        this.in = in;
    }

    /** Sends the answer and begins to throw away; leaves it to the container where that takes asynchronous support. */
    static void discard(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.isAsyncSupported()) {
            return;
        }
        response.flushBuffer();
        ServletInputStream in = request.getInputStream();
        AsyncContext exchange = request.startAsync();
        exchange.setTimeout(LONGEST_MILLIS);
        Leftover leftover = new Leftover(exchange, in);
        exchange.addListener(leftover);
        in.setReadListener(leftover);
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (in.isReady()) {
            int read = in.read(buffer);
            discarded += read;
            if (read < 0 || discarded >= MOST_BYTES) {
                end();
                return;
            }
        }
    }

    @Override
    public void onAllDataRead() {
        end();
    }

    /** The client is gone: nobody is left to answer. */
    @Override
    public void onError(Throwable gone) {
        end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        end();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        ended.set(true);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Nobody starts it again.
    }

    private void end() {
        if (ended.compareAndSet(false, true)) {
            exchange.complete();
        }
    }
}
