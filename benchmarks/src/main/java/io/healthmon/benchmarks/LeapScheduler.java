package io.healthmon.benchmarks;

import io.healthmon.schedule.Scheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Time that goes on as ever and leaps when told to, so that hours of checks fit into seconds.
 *
 * <p>What is due after a leap is handed to the scheduler of the process, whose thread and heap do their work as always;
 * the queue here comes on top of that. Dates leap along.
 */
final class LeapScheduler implements Scheduler {

    private final Scheduler scheduler = Scheduler.inProcess();
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong leapt = new AtomicLong();

    @Override
    public long nanoTime() {
        return scheduler.nanoTime() + leapt.get();
    }

    @Override
    public void schedule(Runnable task, long atNanoTime) {
        waiting.add(new Waiting(task, atNanoTime));
    }

    /** Lets time leap, and waits until everything was called that is due then; only one thread may call it. */
    void leap(Duration by) throws InterruptedException {
        leapt.addAndGet(by.toNanos());
        long realNow = scheduler.nanoTime();
        long now = realNow + leapt.get();
        for (int left = waiting.size(); left > 0; left--) {
            Waiting next = waiting.remove();
            if (next.at <= now) {
                scheduler.schedule(next.task, realNow);
            } else {
                waiting.add(next);
            }
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
        waiting.clear();
    }

    private record Waiting(Runnable task, long at) {}

    private final class LeapClock extends Clock {

        private final Clock system = Clock.systemUTC();

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
            return system.instant().plusNanos(leapt.get());
        }

        @Override
        public long millis() {
            return system.millis() + leapt.get() / 1_000_000;
        }
    }
}
