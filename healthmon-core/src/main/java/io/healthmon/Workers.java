package io.healthmon;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The threads that checks run on: virtual ones where {@code synchronized} no longer pins them, else a pool. */
final class Workers implements AutoCloseable {

    /** From this Java version on a virtual thread in {@code synchronized} gives up its carrier (JEP 491). */
    private static final int VIRTUAL_SINCE = 24;

    private static final int IDLE_SECONDS = 10;

    private final @Nullable ThreadFactory virtual;
    private final ThreadPoolExecutor platform;
    private final ThreadPoolExecutor rescue = fixed(64, "healthmon-rescue-");
    private final ThreadPoolExecutor handOff = fixed(2, "healthmon-timeout-");

    private Workers(@Nullable ThreadFactory virtual) {
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
        return new Workers(Runtime.version().feature() >= VIRTUAL_SINCE ? virtualThreads() : null);
    }

    /** Returns whether threads cost next to nothing here. */
    boolean virtual() {
        return virtual != null;
    }

    void start(Runnable task) {
        if (virtual == null) {
            platform.execute(task);
        } else {
            virtual.newThread(task).start();
        }
    }

    /** Runs a task on a platform thread, made when none is idle. */
    void onPlatform(Runnable task) {
        platform.execute(task);
    }

    /** Runs a task on one of a few threads of the operating system, which no spinning virtual thread can hold up. */
    void rescue(Runnable task) {
        rescue.execute(task);
    }

    /** Runs a short task that follows a time limit; no check can hold it up. */
    void handOff(Runnable task) {
        handOff.execute(task);
    }

    @Override
    public void close() {
        platform.shutdown();
        rescue.shutdownNow();
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

    /**
     * Finds {@code Thread.ofVirtual().name(name).inheritInheritableThreadLocals(false).factory()}, which the language
     * level does not know.
     */
    private static @Nullable ThreadFactory virtualThreads() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Class<?> builder = Class.forName("java.lang.Thread$Builder$OfVirtual");
            Object ofVirtual = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(builder))
                    .invoke();
            // why: no number in the name; making it costs every run 170 bytes, and dumps tell threads apart by id
            Object named = lookup.findVirtual(builder, "name", MethodType.methodType(builder, String.class))
                    .invoke(ofVirtual, "healthmon-check");
            lookup.findVirtual(builder, "inheritInheritableThreadLocals", MethodType.methodType(builder, boolean.class))
                    .invoke(named, false);
            return (ThreadFactory) lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class))
                    .invoke(named);
        } catch (Throwable absent) {
            return null;
        }
    }

    private static ThreadPoolExecutor fixed(int threads, String prefix) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons(prefix));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
