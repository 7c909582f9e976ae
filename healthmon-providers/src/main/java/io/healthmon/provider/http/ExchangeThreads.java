package io.healthmon.provider.http;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which answers are read and judged and time limits end runs: a few daemons of the platform, which end
 * when they are idle. Nothing that blocks may run here.
 *
 * <p>They are not virtual, on any JVM: a virtual thread stands still while checks that spin hold every carrier, and then
 * healthy services would count as down, since nobody reads their answers.
 */
final class ExchangeThreads implements Executor {

    private static final int FEWEST = 4;
    private static final int PER_PROCESSOR = 2;
    private static final long LINGER_SECONDS = 30;

    private final ThreadPoolExecutor pool = pool();

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /** Lets each thread end as soon as it has nothing to do; a task that comes late still finds one. */
    void end() {
        pool.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
    }

    private static ThreadPoolExecutor pool() {
        int most = Math.max(FEWEST, PER_PROCESSOR * Runtime.getRuntime().availableProcessors());
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                most, most, LINGER_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new DaemonThreads());
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
