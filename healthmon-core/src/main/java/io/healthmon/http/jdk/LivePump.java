package io.healthmon.http.jdk;

import com.sun.net.httpserver.HttpExchange;
import io.healthmon.http.ApiResponse;
import io.healthmon.http.LiveStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a live answer on a thread of its own, which waits for something to send, and for the client to take it. A
 * client that makes it wait as long as no other answer may is ended, and one that was cut off or shall go, after a second:
 * by an interrupt, which closes the connection.
 */
final class LivePump implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(JdkHealthHandler.class);

    private final HttpExchange exchange;
    private final ApiResponse answer;
    private final LiveStream stream;
    private final Semaphore calls = new Semaphore(0);

    /** How long the thread has been waiting for its client; null before there is a thread. */
    private volatile @Nullable Patience patience;

    LivePump(HttpExchange exchange, ApiResponse answer, LiveStream stream) {
        this.exchange = exchange;
        this.answer = answer;
        this.stream = stream;
    }

    @Override
    public void run() {
        Patience watched = new Patience(Thread.currentThread());
        patience = watched;
        try {
            watched.begin(WorkerPool.LONGEST_WAIT_IN_A_CROWD);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), 0);
            watched.end();
            stream.onAvailable(calls::release);
            sendUntilTheEnd(exchange.getResponseBody(), watched);
        } catch (IOException | InterruptedException gone) {
            LOG.debug("healthmon: a client of the live stream is gone", gone);
        } finally {
            stream.close();
            watched.begin(WorkerPool.LONGEST_WAIT_IN_A_CROWD);
            exchange.close();
            watched.end();
        }
    }

    /** Ends the client if the thread has been waiting for it for too long; a tick has passed since the last time. */
    void cutOffIfSlow(Duration tick, Duration longest) {
        Patience watched = patience;
        if (watched != null) {
            if (stream.isEnded()) {
                watched.checkInACrowd(tick);
            } else {
                watched.check(tick, longest);
            }
        }
    }

    /** Ends the stream, and so, soon, the thread. */
    void end() {
        stream.close();
    }

    private void sendUntilTheEnd(OutputStream out, Patience watched) throws IOException, InterruptedException {
        boolean ended = false;
        while (!ended) {
            calls.acquire();
            calls.drainPermits();
            ended = stream.isEnded(); // before the last look: what came before the end is still sent
            watched.begin(WorkerPool.LONGEST_WAIT_IN_A_CROWD);
            sendWhatThereIs(out);
            watched.end();
        }
    }

    private void sendWhatThereIs(OutputStream out) throws IOException {
        boolean sent = false;
        for (byte[] bytes = stream.poll(); bytes != null; bytes = stream.poll()) {
            out.write(bytes);
            sent = true;
        }
        if (sent) {
            out.flush();
        }
    }
}
