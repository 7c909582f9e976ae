package io.healthmon.provider.http;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which answers are read and judged: virtual ones where the JVM has them and {@code synchronized} does
 * not pin them (24 and later), else a bounded pool of daemons that end when they are idle. Shared by all clients.
 */
final class Workers {

    private static final int FIRST_WITHOUT_PINNING = 24;
    private static final int MOST_THREADS = 16;
    private static final long LINGER_SECONDS = 30;

    /** The one set of threads of this module. */
    static final Executor SHARED = create();

    private Workers() {}

    private static Executor create() {
        return Runtime.version().feature() >= FIRST_WITHOUT_PINNING ? virtual() : pool();
    }

    private static Executor virtual() {
        try {
            return (Executor) MethodHandles.publicLookup()
                    .findStatic(
                            Executors.class,
                            "newVirtualThreadPerTaskExecutor",
                            MethodType.methodType(java.util.concurrent.ExecutorService.class))
                    .invoke();
        } catch (Throwable missing) {
            return pool();
        }
    }

    private static Executor pool() {
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
            thread.setContextClassLoader(Workers.class.getClassLoader());
            return thread;
        }
    }
}
