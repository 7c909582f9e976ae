package io.healthmon.provider.http;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads on which answers are read and judged: virtual ones where the JVM has them and {@code synchronized} does
 * not pin them (24 and later), else a bounded pool of daemons that end when they are idle.
 */
final class ExchangeThreads implements Executor {

    private static final int FIRST_WITHOUT_PINNING = 24;
    private static final int MOST_THREADS = 16;
    private static final long LINGER_SECONDS = 30;

    private static final @Nullable MethodHandle START_VIRTUAL = startVirtual();

    /** Without threads where there are virtual ones. */
    private final ThreadPoolExecutor pool = pool();

    @Override
    public void execute(Runnable task) {
        MethodHandle start = START_VIRTUAL;
        if (start == null) {
            pool.execute(task);
        } else {
            startVirtual(start, task);
        }
    }

    /** Lets each thread end as soon as it has nothing to do; a task that comes late still finds one. */
    void end() {
        pool.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
    }

    private static void startVirtual(MethodHandle start, Runnable task) {
        try {
            Thread unused = (Thread) start.invokeExact(task);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new IllegalStateException("starting a virtual thread failed", impossible);
        }
    }

    private static @Nullable MethodHandle startVirtual() {
        if (Runtime.version().feature() < FIRST_WITHOUT_PINNING) {
            return null;
        }
        try {
            return MethodHandles.publicLookup()
                    .findStatic(
                            Thread.class, "startVirtualThread", MethodType.methodType(Thread.class, Runnable.class));
        } catch (ReflectiveOperationException missing) {
            return null;
        }
    }

    private static ThreadPoolExecutor pool() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                MOST_THREADS,
                MOST_THREADS,
                LINGER_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new DaemonThreads());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Threads that keep neither the JVM alive nor the class loader of whoever happened to need them first. */
    private static final class DaemonThreads implements ThreadFactory {

        private final AtomicInteger count = new AtomicInteger();

        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(null, task, "healthmon-exchange-" + count.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(ExchangeThreads.class.getClassLoader());
            return thread;
        }
    }
}
