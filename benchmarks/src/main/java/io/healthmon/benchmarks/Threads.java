package io.healthmon.benchmarks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The barest threads that the JVM at hand offers: a virtual one for each task, or pools of platform threads. */
final class Threads {

    private static final int VIRTUAL_SINCE = 24;

    private Threads() {}

    /** Returns whether the monitor runs checks on virtual threads here. */
    static boolean virtual() {
        return Runtime.version().feature() >= VIRTUAL_SINCE;
    }

    /** Returns what it is called. */
    static String kind() {
        return virtual() ? "virtual threads" : "platform threads";
    }

    /** Returns a new virtual thread for each task or, before 24, a thread of a growing pool. */
    static Executor perTask() {
        if (!virtual()) {
            return new ThreadPoolExecutor(
                    0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), Threads::daemon);
        }
        ThreadFactory factory = virtualFactory();
        return task -> factory.newThread(task).start();
    }

    /** Returns a pool of so many platform threads as there are processors. */
    static Executor perProcessor() {
        int processors = Runtime.getRuntime().availableProcessors();
        return new ThreadPoolExecutor(
                processors, processors, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Threads::daemon);
    }

    /** Returns how many platform threads the process has. */
    static int platformThreads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    /** Waits, and stays deaf to every interruption. */
    static void awaitDeaf(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException ignored) {
                // It is deaf: the status is cleared, and it waits on.
            }
        }
    }

    /** Waits for a time. */
    static void pause(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanos);
    }

    static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "benchmark");
        thread.setDaemon(true);
        return thread;
    }

    private static ThreadFactory virtualFactory() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Class<?> builder = Class.forName("java.lang.Thread$Builder$OfVirtual");
            Object ofVirtual = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(builder))
                    .invoke();
            return (ThreadFactory) lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class))
                    .invoke(ofVirtual);
        } catch (Throwable absent) {
            throw new IllegalStateException("no virtual threads in " + Runtime.version(), absent);
        }
    }
}
