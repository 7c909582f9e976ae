package io.healthmon.http.jdk;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a server, few and for ever few.
 *
 * <p>A client that keeps one waiting is cut off after {@link #LONGEST_WAIT}, or after {@link #LONGEST_WAIT_IN_A_CROWD}
 * while others queue. Beyond {@link #MOST_QUEUED} waiting requests a connection is closed at once.
 */
final class WorkerPool extends ThreadPoolExecutor {

    static final int MOST_THREADS = 32;
    static final int MOST_QUEUED = 1_024;
    static final Duration TICK = Duration.ofMillis(500);
    static final Duration LONGEST_WAIT = Duration.ofSeconds(15);
    static final Duration LONGEST_WAIT_IN_A_CROWD = Duration.ofSeconds(2);

    private final Set<Worker> workers = ConcurrentHashMap.newKeySet();

    private final Duration longestWait;

    WorkerPool(Duration longestWait) {
        super(
                MOST_THREADS,
                MOST_THREADS,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_QUEUED),
                numbered(),
                (exchange, pool) -> closeAtOnce(exchange));
        this.longestWait = longestWait;
        allowCoreThreadTimeOut(true);
    }

    private static ThreadFactory numbered() {
        AtomicInteger number = new AtomicInteger();
        return work -> new Worker(work, number.incrementAndGet());
    }

    /** Runs an exchange that has no place: interrupted before it reads, it closes its connection and is over. */
    private static void closeAtOnce(Runnable exchange) {
        Thread.currentThread().interrupt();
        try {
            exchange.run();
        } finally {
            Thread.interrupted();
        }
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable exchange) {
        Worker worker = (Worker) thread;
        workers.add(worker);
        worker.patience.begin();
    }

    @Override
    protected void afterExecute(Runnable exchange, @Nullable Throwable failure) {
        Worker worker = (Worker) Thread.currentThread();
        worker.patience.end();
        workers.remove(worker);
    }

    /** Cuts off the clients that keep a thread waiting for too long; called once every {@link #TICK}. */
    void cutOffSlowClients() {
        Duration most = getQueue().isEmpty() ? longestWait : LONGEST_WAIT_IN_A_CROWD;
        int ticks = (int) most.dividedBy(TICK);
        workers.forEach(worker -> worker.patience.tick(ticks));
    }
}
