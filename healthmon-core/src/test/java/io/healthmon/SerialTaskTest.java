package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.secret.Redactor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SerialTaskTest {

    private final InFlight activity = new InFlight();
    private final Deque<Runnable> threads = new ArrayDeque<>();
    private final AtomicInteger done = new AtomicInteger();

    @Test
    void whoAsksBeforeItBeginsHasItDoneOnce() {
        SerialTask task = new SerialTask(done::incrementAndGet, threads::add, activity, Redactor.standard());
        task.ask();
        task.ask();
        assertThat(threads).hasSize(1);
        threads.remove().run();

        assertThat(done).hasValue(1);
    }

    @Test
    void whoAsksWhileItIsDoneHasItDoneOnceMore() {
        SerialTask[] self = new SerialTask[1];
        self[0] = new SerialTask(
                () -> {
                    if (done.incrementAndGet() == 1) {
                        self[0].ask();
                        self[0].ask();
                    }
                },
                threads::add,
                activity,
                Redactor.standard());
        self[0].ask();
        threads.remove().run();

        assertThat(done).hasValue(2);
        assertThat(threads).isEmpty();
    }

    @Test
    void whatFailsIsDoneAgainWhenAskedFor() {
        SerialTask task = new SerialTask(
                () -> {
                    done.incrementAndGet();
                    throw new StackOverflowError();
                },
                Runnable::run,
                activity,
                Redactor.standard());
        task.ask();
        task.ask();

        assertThat(done).hasValue(2);
        activity.awaitNone(Duration.ofSeconds(10));
    }

    @Test
    void withoutAThreadItIsLeftUndoneUntilItIsAskedForAgain() {
        boolean[] refused = {true};
        SerialTask task = new SerialTask(
                done::incrementAndGet,
                work -> {
                    if (refused[0]) {
                        throw new RejectedExecutionException("no thread");
                    }
                    work.run();
                },
                activity,
                Redactor.standard());
        task.ask();
        assertThat(done).hasValue(0);
        refused[0] = false;
        task.ask();

        assertThat(done).hasValue(1);
    }
}
