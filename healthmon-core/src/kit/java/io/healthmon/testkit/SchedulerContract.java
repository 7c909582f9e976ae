package io.healthmon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.schedule.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every {@link Scheduler} promises, a test for each sentence of its documentation. */
public abstract class SchedulerContract {

    private static final long MILLISECOND = 1_000_000;

    /** Returns the scheduler under test, the same one throughout a test. */
    protected abstract Scheduler scheduler();

    /** Lets at least the duration pass. */
    protected abstract void pass(Duration duration) throws InterruptedException;

    /** Lets time pass until the latch is open, at least the duration and not without end. */
    protected abstract void passUntilOpen(CountDownLatch latch, Duration duration) throws InterruptedException;

    @AfterEach
    void closeScheduler() {
        scheduler().close();
    }

    @Test
    void theRunningTimeNeverGoesBack() throws InterruptedException {
        long before = scheduler().nanoTime();
        pass(Duration.ofMillis(2));
        long after = scheduler().nanoTime();

        assertThat(after - before).isGreaterThanOrEqualTo(2 * MILLISECOND);
    }

    @Test
    void aTaskIsCalledAtItsMomentOrSoonAfterButNotBefore() throws InterruptedException {
        long at = scheduler().nanoTime() + 20 * MILLISECOND;
        List<Long> calledAt = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch called = new CountDownLatch(1);
        scheduler()
                .schedule(
                        () -> {
                            calledAt.add(scheduler().nanoTime());
                            called.countDown();
                        },
                        at);
        passUntilOpen(called, Duration.ofMillis(20));

        assertThat(calledAt)
                .singleElement()
                .satisfies(moment -> assertThat(moment - at).isNotNegative());
    }

    @Test
    void aTaskIsCalledOnce() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch later = new CountDownLatch(1);
        scheduler().schedule(calls::incrementAndGet, in(1));
        scheduler().schedule(later::countDown, in(20));
        passUntilOpen(later, Duration.ofMillis(20));

        assertThat(calls).hasValue(1);
    }

    @Test
    void aTaskWhoseMomentHasPassedIsCalledAtOnce() throws InterruptedException {
        List<String> calls = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch both = new CountDownLatch(2);
        scheduler().schedule(() -> record(calls, "later", both), in(60));
        scheduler().schedule(() -> record(calls, "passed", both), scheduler().nanoTime() - 5 * MILLISECOND);
        passUntilOpen(both, Duration.ofMillis(60));

        assertThat(calls).containsExactly("passed", "later");
    }

    @Test
    void tasksAreCalledInTheOrderOfTheirMoments() throws InterruptedException {
        List<String> calls = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch all = new CountDownLatch(3);
        long now = scheduler().nanoTime();
        scheduler().schedule(() -> record(calls, "third", all), now + 45 * MILLISECOND);
        scheduler().schedule(() -> record(calls, "first", all), now + 5 * MILLISECOND);
        scheduler().schedule(() -> record(calls, "second", all), now + 25 * MILLISECOND);
        passUntilOpen(all, Duration.ofMillis(45));

        assertThat(calls).containsExactly("first", "second", "third");
    }

    @Test
    void tasksOfTheSameMomentRunInTheOrderOfTheCalls() throws InterruptedException {
        List<String> calls = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch all = new CountDownLatch(100);
        long at = in(10);
        List<String> names = IntStream.range(0, 100).mapToObj(Integer::toString).toList();
        names.forEach(name -> scheduler().schedule(() -> record(calls, name, all), at));
        passUntilOpen(all, Duration.ofMillis(10));

        assertThat(calls).isEqualTo(names);
    }

    @Test
    void anExceptionOfATaskHarmsNoOtherTask() throws InterruptedException {
        CountDownLatch other = new CountDownLatch(1);
        long at = in(2);
        scheduler().schedule(() -> fail(new IllegalStateException("expected by the test")), at);
        scheduler().schedule(other::countDown, at);
        passUntilOpen(other, Duration.ofMillis(2));

        assertThat(other.getCount()).isZero();
    }

    @Test
    void anErrorOfATaskHarmsNoOtherTask() throws InterruptedException {
        CountDownLatch other = new CountDownLatch(1);
        scheduler().schedule(() -> fail(new StackOverflowError("expected by the test")), in(1));
        scheduler().schedule(other::countDown, in(4));
        passUntilOpen(other, Duration.ofMillis(4));

        assertThat(other.getCount()).isZero();
    }

    @Test
    void aTaskMayScheduleTheNext() throws InterruptedException {
        CountDownLatch rounds = new CountDownLatch(5);
        scheduler().schedule(() -> again(rounds), in(1));
        passUntilOpen(rounds, Duration.ofMillis(5));

        assertThat(rounds.getCount()).isZero();
    }

    @Test
    void aTaskThatLeavesAnInterruptBehindHarmsNoOtherTask() throws InterruptedException {
        CountDownLatch other = new CountDownLatch(1);
        scheduler().schedule(() -> Thread.currentThread().interrupt(), in(1));
        scheduler().schedule(other::countDown, in(10));
        passUntilOpen(other, Duration.ofMillis(10));
        // The manual scheduler runs its tasks here, so the interrupt may be ours.
        Thread.interrupted();

        assertThat(other.getCount()).isZero();
    }

    @Test
    void whatIsStillWaitingAtTheCloseIsNeverCalled() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        scheduler().schedule(calls::incrementAndGet, in(200));
        scheduler().close();
        pass(Duration.ofMillis(250));

        assertThat(calls).hasValue(0);
    }

    @Test
    void afterTheCloseACallHasNoEffect() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        scheduler().close();
        scheduler().schedule(calls::incrementAndGet, scheduler().nanoTime());
        pass(Duration.ofMillis(20));

        assertThat(calls).hasValue(0);
    }

    @Test
    void closingAgainHasNoEffect() throws InterruptedException {
        scheduler().close();
        scheduler().close();
        long now = scheduler().nanoTime();
        pass(Duration.ofMillis(1));

        assertThat(scheduler().nanoTime()).isGreaterThan(now);
    }

    @Test
    void aTaskMayCloseTheScheduler() throws InterruptedException {
        List<String> calls = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch closed = new CountDownLatch(1);
        long at = in(5);
        scheduler()
                .schedule(
                        () -> {
                            scheduler().close();
                            record(calls, "close", closed);
                        },
                        at);
        scheduler().schedule(() -> calls.add("after"), at);
        passUntilOpen(closed, Duration.ofMillis(5));
        pass(Duration.ofMillis(20));

        assertThat(calls).containsExactly("close");
    }

    @Test
    void manyThreadsMayScheduleAtOnce() throws InterruptedException {
        int threads = 8;
        int each = 500;
        CountDownLatch all = new CountDownLatch(threads * each);
        List<Thread> callers = IntStream.range(0, threads)
                .mapToObj(caller -> new Thread(() ->
                        IntStream.range(0, each).forEach(task -> scheduler().schedule(all::countDown, in(task % 7)))))
                .toList();
        callers.forEach(Thread::start);
        for (Thread caller : callers) {
            caller.join();
        }
        passUntilOpen(all, Duration.ofMillis(7));

        assertThat(all.getCount()).isZero();
    }

    private long in(long milliseconds) {
        return scheduler().nanoTime() + milliseconds * MILLISECOND;
    }

    private void again(CountDownLatch rounds) {
        rounds.countDown();
        if (rounds.getCount() > 0) {
            scheduler().schedule(() -> again(rounds), in(1));
        }
    }

    private static void record(List<String> calls, String name, CountDownLatch latch) {
        calls.add(name);
        latch.countDown();
    }

    private static <E extends Throwable> void fail(E failure) throws E {
        throw failure;
    }
}
