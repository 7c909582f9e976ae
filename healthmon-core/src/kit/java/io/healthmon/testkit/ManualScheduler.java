package io.healthmon.testkit;

import io.healthmon.schedule.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** A scheduler whose time a test moves by hand; see {@link ManualTime}. */
public final class ManualScheduler implements Scheduler {

    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>();
    private final List<Throwable> failures = new ArrayList<>();
    private long now;
    private long order;
    private boolean frozen;
    private boolean closed;

    ManualScheduler() {}

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public synchronized void schedule(Runnable task, long atNanoTime) {
        if (!closed) {
            waiting.add(new Waiting(task, atNanoTime, order++));
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        waiting.clear();
    }

    /** Returns how many tasks wait. */
    public synchronized int waiting() {
        return waiting.size();
    }

    /** Returns what tasks threw, in order. */
    public synchronized List<Throwable> failures() {
        return List.copyOf(failures);
    }

    void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time does not go back: " + duration);
        }
        long target = nanoTime() + duration.toNanos();
        for (Waiting next = pollDue(target); next != null; next = pollDue(target)) {
            run(next.task);
        }
        moveTo(target);
    }

    synchronized void freeze(boolean freeze) {
        frozen = freeze;
    }

    private synchronized @Nullable Waiting pollDue(long target) {
        Waiting next = waiting.peek();
        if (frozen || next == null || next.at > target) {
            return null;
        }
        moveTo(next.at);
        return waiting.poll();
    }

    private synchronized void moveTo(long moment) {
        now = Math.max(now, moment);
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) {
            synchronized (this) {
                failures.add(failure);
            }
        }
    }

    private record Waiting(Runnable task, long at, long order) implements Comparable<Waiting> {

        @Override
        public int compareTo(Waiting other) {
            int byMoment = Long.compare(at, other.at);
            return byMoment != 0 ? byMoment : Long.compare(order, other.order);
        }
    }
}
