package io.healthmon.schedule;

import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One daemon thread that sleeps until something is due.
 *
 * <p>Callers only append to a queue without locks; the heap belongs to the thread alone. The thread sleeps for at least a
 * millisecond and then runs everything that is due, so that 10,000 tasks a second cost at most 1,000 wake-ups; with
 * nothing to wait for it sleeps without end.
 */
final class InProcessScheduler implements Scheduler {

    private static final long ORIGIN = System.nanoTime();
    private static final long SHORTEST_SLEEP = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long AWAKE = Long.MIN_VALUE;
    private static final long NEVER = Long.MAX_VALUE;

    private final Queue<TimedTask> arrived = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<TimedTask> waiting = new PriorityQueue<>();
    private final TaskFailures failures = new TaskFailures();
    private long order;

    /** When the thread wakes by itself; {@link #AWAKE} while it looks at what has arrived before it sleeps again. */
    private volatile long wakesAt = AWAKE;

    private volatile @Nullable Thread thread;
    private volatile boolean closed;

    /** Counts from the start of the process, so that it never overflows and any long is a moment. */
    @Override
    public long nanoTime() {
        return System.nanoTime() - ORIGIN;
    }

    @Override
    public void schedule(Runnable task, long atNanoTime) {
        if (closed) {
            return;
        }
        arrived.add(new TimedTask(task, atNanoTime));
        Thread sleeper = thread;
        if (sleeper == null) {
            start();
        } else if (atNanoTime < wakesAt) {
            LockSupport.unpark(sleeper);
        }
    }

    /** Returns the thread, or null before the first task. */
    @Nullable Thread thread() {
        return thread;
    }

    private synchronized void start() {
        if (thread == null && !closed) {
            Thread started = new Thread(null, this::runUntilClosed, "healthmon-scheduler", 0, false);
            started.setDaemon(true);
            thread = started;
            started.start();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void runUntilClosed() {
        while (!closed) {
            takeArrived();
            runDue(nanoTime());
            sleepUntilDue();
        }
        waiting.clear();
        arrived.clear();
    }

    private void takeArrived() {
        for (TimedTask task = arrived.poll(); task != null; task = arrived.poll()) {
            task.order = order++;
            waiting.add(task);
        }
    }

    private void runDue(long now) {
        for (TimedTask next = waiting.peek(); next != null && next.at <= now; next = waiting.peek()) {
            waiting.poll();
            if (closed) {
                return;
            }
            run(next.task);
        }
    }

    /** Runs one task; even an {@link Error} must not end the thread that everybody's checks depend on. */
    private void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) {
            failures.report(task, failure);
        }
    }

    private void sleepUntilDue() {
        TimedTask next = waiting.peek();
        long now = nanoTime();
        long until = next == null ? NEVER : Math.max(next.at, now + SHORTEST_SLEEP);
        wakesAt = until;
        // An interrupt that a task left behind would keep the thread from sleeping.
        Thread.interrupted();
        // why: after wakesAt is published; whoever came earlier did not see it and will not wake this thread.
        if (arrived.isEmpty() && !closed) {
            park(until - now, until == NEVER);
        }
        wakesAt = AWAKE;
    }

    private void park(long nanos, boolean withoutEnd) {
        if (withoutEnd) {
            LockSupport.park(this);
        } else {
            LockSupport.parkNanos(this, nanos);
        }
    }

    /** A task and its moment; the order of arrival, given by the thread, decides between equal moments. */
    private static final class TimedTask implements Comparable<TimedTask> {

        private final Runnable task;
        private final long at;
        private long order;

        TimedTask(Runnable task, long at) {
            this.task = task;
            this.at = at;
        }

        @Override
        public int compareTo(TimedTask other) {
            int byMoment = Long.compare(at, other.at);
            return byMoment != 0 ? byMoment : Long.compare(order, other.order);
        }
    }
}
