package io.healthmon.http.jdk;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a server: as few as will do, and never more than {@link #MOST_THREADS}.
 *
 * <p>The JDK's server hands a client over with its first byte, so the thread waits for the rest. That makes a slow client
 * cost a thread, hence so many of them; of those that make an answer there are at most {@link #MOST_BUSY} at a time. A
 * client that keeps a thread waiting is cut off after a while, and soon when others queue. Beyond {@link #MOST_QUEUED}
 * that queue a connection is closed at once.
 */
final class WorkerPool extends ThreadPoolExecutor {

    static final int MOST_THREADS = 256;
    static final int MOST_BUSY = 32;
    static final int MOST_QUEUED = 1_024;
    static final Duration LONGEST_WAIT = Duration.ofSeconds(15);
    static final Duration LONGEST_WAIT_IN_A_CROWD = Duration.ofSeconds(1);
    static final Duration LONGEST_HEAD_IN_A_CROWD = Duration.ofMillis(300);

    private static final long IDLE_SECONDS = 5;

    private final Set<Worker> workers = ConcurrentHashMap.newKeySet();
    private final Duration longestWait;

    WorkerPool(Duration longestWait) {
        super(1, MOST_THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new ExchangeQueue(), numbered(), WorkerPool::queue);
        this.longestWait = longestWait;
    }

    private static ThreadFactory numbered() {
        AtomicInteger number = new AtomicInteger();
        Semaphore busyPlaces = new Semaphore(MOST_BUSY);
        return work -> new Worker(work, number.incrementAndGet(), busyPlaces);
    }

    /** Lets an exchange wait for which there is no thread, and none can be added. */
    private static void queue(Runnable exchange, ThreadPoolExecutor pool) {
        ExchangeQueue queue = (ExchangeQueue) pool.getQueue();
        if (pool.isShutdown() || queue.size() >= MOST_QUEUED) {
            closeAtOnce(exchange);
        } else {
            queue.append(exchange);
        }
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
        worker.begins();
    }

    @Override
    protected void afterExecute(Runnable exchange, @Nullable Throwable failure) {
        Worker worker = (Worker) Thread.currentThread();
        worker.ends();
        workers.remove(worker);
    }

    /** Returns whether requests wait for a thread. */
    boolean isCrowded() {
        return !getQueue().isEmpty();
    }

    /** Cuts off the clients that keep a thread waiting for too long; a tick has passed since the last time. */
    void cutOffSlowClients(Duration tick) {
        boolean crowded = isCrowded();
        for (Worker worker : workers) {
            if (crowded) {
                worker.patience().checkInACrowd(tick);
            } else {
                worker.patience().check(tick, longestWait);
            }
        }
    }
}
