package io.healthmon.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DeadlinesTest {

    private final Deadlines deadlines = new Deadlines(Runnable::run);

    @Test
    void anEarlierLimitSetLaterIsCalledFirst() throws Exception {
        BlockingQueue<String> called = new LinkedBlockingQueue<>();
        deadlines.set(TimeUnit.MILLISECONDS.toNanos(150), () -> called.add("late"));
        deadlines.set(TimeUnit.MILLISECONDS.toNanos(20), () -> called.add("early"));

        assertThat(called.poll(10, TimeUnit.SECONDS)).isEqualTo("early");
        assertThat(called.poll(10, TimeUnit.SECONDS)).isEqualTo("late");
        assertThat(deadlines.count()).isZero();
    }

    @Test
    void aLiftedLimitIsNotCalled() throws Exception {
        BlockingQueue<String> called = new LinkedBlockingQueue<>();
        deadlines.lift(deadlines.set(TimeUnit.MILLISECONDS.toNanos(20), () -> called.add("lifted")));
        deadlines.set(TimeUnit.MILLISECONDS.toNanos(60), () -> called.add("kept"));

        assertThat(called.poll(10, TimeUnit.SECONDS)).isEqualTo("kept");
        assertThat(called).isEmpty();
    }

    @Test
    void everyLimitOfManyThreadsIsCalledOnce() throws Exception {
        CountDownLatch called = new CountDownLatch(4_000);
        List<Thread> threads = new ArrayList<>();
        for (int count = 0; count < 4; count++) {
            Thread thread = new Thread(() -> {
                for (int set = 0; set < 1_000; set++) {
                    deadlines.set(ThreadLocalRandom.current().nextLong(20_000_000), called::countDown);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(deadlines.count()).isZero();
    }

    @Test
    void theThreadEndsWhenNoLimitIsOpenAnyMore() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        AtomicReference<Thread> watcher = new AtomicReference<>();
        Deadlines ended = new Deadlines(task -> {
            watcher.set(Thread.currentThread());
            task.run();
        });
        Deadlines.Deadline late = ended.set(TimeUnit.HOURS.toNanos(1), () -> {});
        ended.set(1, called::countDown);
        assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();

        ended.end();
        ended.lift(late);

        watcher.get().join(TimeUnit.SECONDS.toMillis(10));
        assertThat(watcher.get().isAlive()).isFalse();
    }

    @Test
    void aLimitThatIsSetAfterTheEndIsCalledToo() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        deadlines.end();
        deadlines.set(TimeUnit.MILLISECONDS.toNanos(20), called::countDown);

        assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aLimitThatFindsNoThreadIsCalledLaterAndTheOthersToo() throws Exception {
        BlockingQueue<String> called = new LinkedBlockingQueue<>();
        AtomicInteger refusals = new AtomicInteger(2);
        Deadlines poor = new Deadlines(task -> {
            if (refusals.getAndDecrement() > 0) {
                throw new OutOfMemoryError("made for a test: no thread");
            }
            task.run();
        });
        poor.set(TimeUnit.MILLISECONDS.toNanos(10), () -> called.add("first"));
        poor.set(TimeUnit.MILLISECONDS.toNanos(20), () -> called.add("second"));

        assertThat(called.poll(10, TimeUnit.SECONDS)).isEqualTo("first");
        assertThat(called.poll(10, TimeUnit.SECONDS)).isEqualTo("second");
        assertThat(poor.count()).isZero();
    }

    @Test
    void aLimitOfCenturiesIsTaken() {
        deadlines.lift(deadlines.set(Long.MAX_VALUE, () -> {}));

        assertThat(deadlines.count()).isZero();
    }
}
