package io.healthmon;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The threads that checks run on: virtual ones where {@code synchronized} no longer pins them, else a pool. */
final class Workers implements AutoCloseable {

    private static final int IDLE_SECONDS = 10;

    private final boolean virtual;
    private final ThreadPoolExecutor platform;
    private final ThreadPoolExecutor handOff = fixed(2, "healthmon-timeout-");

    private Workers(boolean virtual) {
        this.virtual = virtual;
        // Unbounded by itself: the permits bound how many runs there are, the stated cap how many may be stuck.
        this.platform = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                daemons("healthmon-worker-"));
    }

    static Workers create() {
        return new Workers(VirtualThreads.available());
    }

    /** Returns whether threads cost next to nothing here. */
    boolean virtual() {
        return virtual;
    }

    void start(Runnable task) {
        if (virtual) {
            VirtualThreads.start(task);
        } else {
            platform.execute(task);
        }
    }

    /** Runs a task on a platform thread, made when none is idle, which no spinning virtual thread can hold up. */
    void onPlatform(Runnable task) {
        platform.execute(task);
    }

    /** Runs a short task that follows a time limit; no check can hold it up. */
    void handOff(Runnable task) {
        handOff.execute(task);
    }

    @Override
    public void close() {
        platform.shutdown();
        handOff.shutdown();
    }

    static ThreadFactory daemons(String prefix) {
        AtomicLong count = new AtomicLong();
        return task -> {
            // why: thread locals of whoever adds an integration are none of the checks' business
            Thread thread = new Thread(null, task, prefix + count.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            return thread;
        };
    }

    private static ThreadPoolExecutor fixed(int threads, String prefix) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons(prefix));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
