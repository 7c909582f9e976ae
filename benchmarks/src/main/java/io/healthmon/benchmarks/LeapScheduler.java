package io.healthmon.benchmarks;

import io.healthmon.schedule.Scheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Time that goes on as ever and leaps when told to, so that hours of checks fit into seconds.
 *
 * <p>What is due after a leap is handed to the scheduler of the process, whose thread and heap do their work as always.
 * What waits for a leap is kept in plain arrays, so that little comes on top of that. Dates leap along.
 */
final class LeapScheduler implements Scheduler {

    private final Scheduler scheduler = Scheduler.inProcess();
    private final AtomicLong leapt = new AtomicLong();
    private final int capacity;
    private final Object lock = new Object();
    private Waiting waiting;
    private Waiting spare;

    /** Makes one for up to so many tasks that wait at once. */
    LeapScheduler(int capacity) {
        this.capacity = capacity;
        waiting = new Waiting(capacity);
        spare = new Waiting(capacity);
    }

    @Override
    public long nanoTime() {
        return scheduler.nanoTime() + leapt.get();
    }

    @Override
    public void schedule(Runnable task, long atNanoTime) {
        synchronized (lock) {
            waiting.add(task, atNanoTime);
        }
    }

    /**
     * Lets time leap from the present moment on, and waits until everything was called that is due then; only one thread
     * may call it. So what is due once in that time is due once in each leap, however long the last one took.
     */
    void leap(Duration by) throws InterruptedException {
        long realNow = scheduler.nanoTime();
        long target = realNow + leapt.addAndGet(by.toNanos());
        synchronized (lock) {
            Waiting before = waiting;
            waiting = spare;
            spare = before;
            before.move(target, scheduler, realNow, waiting);
        }
        CountDownLatch called = new CountDownLatch(1);
        scheduler.schedule(called::countDown, realNow);
        called.await();
    }

    /** Returns the clock that leaps along. */
    Clock clock() {
        return new LeapClock();
    }

    @Override
    public void close() {
        scheduler.close();
        synchronized (lock) {
            waiting = new Waiting(capacity);
            spare = waiting;
        }
    }

    /** Tasks and their moments, in no order; for one thread at a time. */
    private static final class Waiting {

        private final @Nullable Runnable[] tasks;
        private final long[] moments;
        private int size;

        Waiting(int capacity) {
            tasks = new Runnable[capacity];
            moments = new long[capacity];
        }

        void add(Runnable task, long at) {
            if (size >= tasks.length) {
                throw new IllegalStateException("more than " + tasks.length + " tasks wait; the measurement is wrong");
            }
            tasks[size] = task;
            moments[size] = at;
            size++;
        }

        /** Hands over what is due to a scheduler for its present moment, and the rest to another. */
        void move(long now, Scheduler scheduler, long realNow, Waiting rest) {
            for (int place = 0; place < size; place++) {
                Runnable task = Objects.requireNonNull(tasks[place], "task");
                if (moments[place] <= now) {
                    scheduler.schedule(task, realNow);
                } else {
                    rest.add(task, moments[place]);
                }
            }
            // why: a scheduler forgets what it has called, and what it still held would count as the monitor's
            Arrays.fill(tasks, 0, size, null);
            size = 0;
        }
    }

    /** Counts from its making on; reading it costs as much as reading the clock of the system. */
    private final class LeapClock extends Clock {

        private final Instant origin = Instant.now();
        private final long originNanos = nanoTime();

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("it knows only UTC");
        }

        @Override
        public Instant instant() {
            return origin.plusNanos(nanoTime() - originNanos);
        }
    }
}
