package io.healthmon;

import io.healthmon.event.HealthEvent;
import io.healthmon.event.HealthListener;
import io.healthmon.secret.RedactedFailure;
import io.healthmon.secret.Redactor;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events that wait for one listener, told one at a time and in order on a worker thread.
 *
 * @param <E> the kind it asked for
 */
final class Mailbox<E extends HealthEvent> {

    /** How many events wait at most; beyond, the newest are dropped. */
    static final int CAPACITY = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    private final Class<E> kind;
    private final HealthListener<? super E> listener;
    private final Executor threads;
    private final Redactor redactor;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicBoolean telling = new AtomicBoolean();
    private final AtomicInteger dropped = new AtomicInteger();
    private volatile boolean closed;
    private boolean throwing;

    Mailbox(Class<E> kind, HealthListener<? super E> listener, Executor threads, Redactor redactor) {
        this.kind = kind;
        this.listener = listener;
        this.threads = threads;
        this.redactor = redactor;
    }

    boolean takes(Class<? extends HealthEvent> events) {
        return kind.isAssignableFrom(events);
    }

    void offer(HealthEvent event) {
        if (closed || !kind.isInstance(event)) {
            return;
        }
        if (size.incrementAndGet() > CAPACITY) {
            size.decrementAndGet();
            drop();
            return;
        }
        E wanted = kind.cast(event);
        enqueue(() -> tell(wanted));
    }

    /** Returns what completes when everything that waits now has been told, and the listener was closed if it can be. */
    CompletableFuture<Void> finish() {
        CompletableFuture<Void> finished = new CompletableFuture<>();
        size.incrementAndGet();
        enqueue(() -> {
            ClosingOfChecks.close(listener, redactor);
            finished.complete(null);
        });
        return finished;
    }

    private void enqueue(Runnable telling) {
        waiting.add(telling);
        if (this.telling.compareAndSet(false, true)) {
            begin();
        }
    }

    /** Ends the subscription: what still waits is told to nobody. */
    void close() {
        closed = true;
    }

    /** Without a thread, for want of memory or because the monitor is closed, the events wait for the next one. */
    private void begin() {
        try {
            threads.execute(this::tellAll);
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            telling.set(false);
        }
    }

    private void tellAll() {
        do {
            try {
                tellWaiting();
            } finally {
                telling.set(false);
            }
        } while (!waiting.isEmpty() && telling.compareAndSet(false, true));
    }

    private void tellWaiting() {
        Runnable next;
        while ((next = waiting.poll()) != null) {
            size.decrementAndGet();
            next.run();
        }
        int lost = dropped.getAndSet(0);
        if (lost > 0) {
            LOG.warn("healthmon: listener {} has caught up; it missed {} events", name(), lost);
        }
    }

    private void tell(E event) {
        if (closed) {
            return;
        }
        try {
            listener.on(event);
            throwing = false;
        } catch (Throwable failure) {
            if (!throwing) {
                throwing = true;
                LOG.warn(
                        "healthmon: listener {} failed; it goes on being told",
                        name(),
                        RedactedFailure.of(failure, redactor));
            }
        }
    }

    private void drop() {
        if (dropped.getAndIncrement() == 0) {
            LOG.warn("healthmon: listener {} is too slow; events beyond {} are dropped", name(), CAPACITY);
        }
    }

    private String name() {
        return listener.getClass().getName();
    }
}
