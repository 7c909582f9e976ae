package io.healthmon.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.testkit.SchedulerContract;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InProcessSchedulerTest extends SchedulerContract {

    private final Scheduler scheduler = Scheduler.inProcess();
    private final Scheduler witness = Scheduler.inProcess();

    @Override
    protected Scheduler scheduler() {
        return scheduler;
    }

    /** Another scheduler tells when the time has passed, whatever has become of the one under test. */
    @Override
    protected void pass(Duration duration) throws InterruptedException {
        CountDownLatch passed = new CountDownLatch(1);
        witness.schedule(passed::countDown, witness.nanoTime() + duration.toNanos());
        assertThat(passed.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    protected void passUntilOpen(CountDownLatch latch, Duration duration) throws InterruptedException {
        assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @AfterEach
    void closeWitness() {
        witness.close();
    }

    @Test
    void withoutATaskThereIsNoThread() {
        assertThat(threadOf(scheduler)).isNull();
    }

    @Test
    void theThreadIsADaemonWithItsOwnName() throws InterruptedException {
        Thread thread = runningThread();

        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getName()).isEqualTo("healthmon-scheduler");
    }

    @Test
    void theThreadEndsWithTheClose() throws InterruptedException {
        Thread thread = runningThread();
        scheduler.close();
        thread.join(TimeUnit.SECONDS.toMillis(30));

        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void aTaskForNeverIsNoReasonToWakeUp() throws InterruptedException {
        Thread thread = runningThread();
        scheduler.schedule(() -> {}, Long.MAX_VALUE);
        pass(Duration.ofMillis(30));

        assertThat(thread.getState()).isEqualTo(Thread.State.WAITING);
    }

    @Test
    void aTaskEarlierThanTheNextWakeUpIsNotLate() throws InterruptedException {
        runningThread();
        scheduler.schedule(() -> {}, scheduler.nanoTime() + TimeUnit.HOURS.toNanos(1));
        CountDownLatch called = new CountDownLatch(1);
        scheduler.schedule(called::countDown, scheduler.nanoTime() + TimeUnit.MILLISECONDS.toNanos(10));

        assertThat(called.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private Thread runningThread() throws InterruptedException {
        AtomicReference<Thread> thread = new AtomicReference<>();
        CountDownLatch called = new CountDownLatch(1);
        scheduler.schedule(
                () -> {
                    thread.set(Thread.currentThread());
                    called.countDown();
                },
                scheduler.nanoTime());
        assertThat(called.await(30, TimeUnit.SECONDS)).isTrue();
        return thread.get();
    }

    private static @Nullable Thread threadOf(Scheduler scheduler) {
        return ((InProcessScheduler) scheduler).thread();
    }
}
