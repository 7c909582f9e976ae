package io.healthmon.http.jdk;

import com.sun.net.httpserver.HttpExchange;
import io.healthmon.http.ApiResponse;
import io.healthmon.http.LiveStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The threads of live streams, apart from those of other answers, which so never wait for them: virtual ones where
 * {@code synchronized} no longer pins them, else at most {@link #MOST_PLATFORM_THREADS}. While there are any, one more looks
 * after clients that take nothing.
 */
final class LiveThreads implements AutoCloseable {

    static final int MOST_PLATFORM_THREADS = 256;

    /** From this Java version on a virtual thread in {@code synchronized} gives up its carrier (JEP 491). */
    private static final int VIRTUAL_SINCE = 24;

    private static final int IDLE_SECONDS = 5;
    private static final Duration TICK = Duration.ofMillis(500);

    private final Set<LivePump> pumps = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean watched = new AtomicBoolean();
    private final ExecutorService threads;
    private final Duration longestWait;

    LiveThreads(Duration longestWait) {
        this(longestWait, Runtime.version().feature() >= VIRTUAL_SINCE ? virtual() : platform(MOST_PLATFORM_THREADS));
    }

    LiveThreads(Duration longestWait, ExecutorService threads) {
        this.longestWait = longestWait;
        this.threads = threads;
    }

    /** Sends a live answer; returns false, and has done nothing, if there is no thread for it. */
    boolean start(HttpExchange exchange, ApiResponse answer, LiveStream stream) {
        LivePump pump = new LivePump(exchange, answer, stream);
        pumps.add(pump);
        try {
            threads.execute(() -> run(pump));
        } catch (RejectedExecutionException none) {
            pumps.remove(pump);
            return false;
        }
        watch();
        return true;
    }

    /** Ends all streams, waits for at most half a second that their clients have taken it, and ends the threads. */
    @Override
    public void close() {
        threads.shutdown();
        pumps.forEach(LivePump::end);
        try {
            if (!threads.awaitTermination(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void run(LivePump pump) {
        try {
            pump.run();
        } finally {
            pumps.remove(pump);
        }
    }

    private void watch() {
        if (watched.compareAndSet(false, true)) {
            daemon(this::watchWhileThereAreAny, "healthmon-live-watchdog").start();
        }
    }

    private void watchWhileThereAreAny() {
        do {
            while (!pumps.isEmpty()) {
                pumps.forEach(pump -> pump.cutOffIfSlow(TICK, longestWait));
                LockSupport.parkNanos(this, TICK.toNanos());
            }
            watched.set(false);
        } while (!pumps.isEmpty() && watched.compareAndSet(false, true));
    }

    static ExecutorService platform(int most) {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(
                0,
                most,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                work -> daemon(work, "healthmon-live-" + number.incrementAndGet()));
    }

    /** Calls {@code Executors.newVirtualThreadPerTaskExecutor()}, which the language level does not know. */
    private static ExecutorService virtual() {
        try {
            return (ExecutorService) MethodHandles.publicLookup()
                    .findStatic(
                            Executors.class,
                            "newVirtualThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class))
                    .invoke();
        } catch (Throwable missing) {
            throw new LinkageError("this Java has no virtual threads, although it is recent enough", missing);
        }
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setDaemon(true);
        return thread;
    }
}
