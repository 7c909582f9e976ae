package io.healthmon.provider.http;

import io.healthmon.schedule.Stopwatch;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Calls back when a time limit is over, which hardly ever happens.
 *
 * <p>A limit that is set and lifted again must cost next to nothing, and above all not wake a thread: a new limit
 * wakes the watching thread only when it comes before everything that the thread waits for, a lifted one never does.
 * The thread is a daemon, begins with the first limit and ends after half a minute without any; when an error ends it,
 * another takes its place. Safe for use by multiple threads.
 */
final class Deadlines {

    private static final long LINGER = TimeUnit.SECONDS.toNanos(30);

    /** How long a thread waits that takes the place of one that an error ended: there may be no memory for long. */
    private static final long RECOVERY = TimeUnit.MILLISECONDS.toNanos(100);

    private final ConcurrentSkipListMap<Deadline, Runnable> open = new ConcurrentSkipListMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final Stopwatch sinceStart = Stopwatch.started();

    private final Executor executor;
    private volatile @Nullable Thread watcher;
    private volatile long wakesAt = Long.MAX_VALUE;
    private volatile long linger = LINGER;

    /** Makes deadlines that call back on an executor. */
    Deadlines(Executor executor) {
        this.executor = executor;
    }

    /** A moment, in nanoseconds since the start, and a number to tell equal moments apart. */
    record Deadline(long at, long number) implements Comparable<Deadline> {

        @Override
        public int compareTo(Deadline other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    /** Calls back once the nanoseconds are over, unless the limit is lifted before. */
    Deadline set(long nanos, Runnable tooLate) {
        long now = now();
        long at = nanos > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + nanos;
        Deadline deadline = new Deadline(at, numbers.incrementAndGet());
        open.put(deadline, tooLate);
        Thread current = watcher;
        if (current == null) {
            start(this::watch);
        } else if (at < wakesAt) {
            LockSupport.unpark(current);
        }
        return deadline;
    }

    void lift(Deadline deadline) {
        open.remove(deadline);
        if (linger == 0) {
            LockSupport.unpark(watcher);
        }
    }

    /** Lets the thread end as soon as no limit is open, instead of after half a minute. */
    void end() {
        linger = 0;
        LockSupport.unpark(watcher);
    }

    int count() {
        return open.size();
    }

    private synchronized void start(Runnable work) {
        if (watcher == null) {
            Thread thread = new Thread(null, work, "healthmon-exchange-deadlines", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            boolean started = false;
            watcher = thread;
            try {
                thread.start();
                started = true;
            } finally {
                // why: a thread that cannot be started watches over nothing; the next limit asks for another.
                watcher = started ? thread : null;
            }
        }
    }

    /** Without this an error, such as for want of memory or threads, would end every time limit for good. */
    private void watch() {
        boolean atItsEnd = false;
        try {
            watchUntilIdle();
            atItsEnd = true;
        } finally {
            if (!atItsEnd) {
                replace();
            }
        }
    }

    private synchronized void replace() {
        watcher = null;
        if (!open.isEmpty()) {
            start(() -> {
                LockSupport.parkNanos(this, RECOVERY);
                watch();
            });
        }
    }

    private void watchUntilIdle() {
        boolean idle;
        do {
            callDue();
            // why: a late moment is published before the look at what is open, so that a limit set meanwhile is either
            // seen here or sees that moment and unparks.
            wakesAt = Long.MAX_VALUE;
            Map.Entry<Deadline, Runnable> first = open.firstEntry();
            idle = first == null;
            wakesAt = first == null ? now() + linger : first.getKey().at();
            LockSupport.parkNanos(this, Math.max(1, wakesAt - now()));
        } while (!(idle && endWhenIdle()));
    }

    private void callDue() {
        wakesAt = 0;
        for (var due = open.firstEntry(); due != null && due.getKey().at() <= now(); due = open.firstEntry()) {
            if (open.remove(due.getKey()) != null) {
                call(due);
            }
        }
    }

    /** What finds no thread stays open. */
    private void call(Map.Entry<Deadline, Runnable> due) {
        boolean called = false;
        try {
            executor.execute(due.getValue());
            called = true;
        } finally {
            if (!called) {
                open.put(due.getKey(), due.getValue());
            }
        }
    }

    private synchronized boolean endWhenIdle() {
        if (now() < wakesAt) {
            return false;
        }
        watcher = null;
        if (open.isEmpty()) {
            return true;
        }
        // why: a limit came in between and may have counted on this thread.
        watcher = Thread.currentThread();
        return false;
    }

    private long now() {
        return sinceStart.elapsed().toNanos();
    }
}
