package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ErrandTest {

    private final Activity activity = new Activity();
    private final Deque<Runnable> threads = new ArrayDeque<>();
    private final AtomicInteger done = new AtomicInteger();

    @Test
    void whoAsksBeforeItBeginsHasItDoneOnce() {
        Errand errand = new Errand(done::incrementAndGet, threads::add, activity);
        errand.ask();
        errand.ask();
        assertThat(threads).hasSize(1);
        threads.remove().run();

        assertThat(done).hasValue(1);
    }

    @Test
    void whoAsksWhileItIsDoneHasItDoneOnceMore() {
        Errand[] self = new Errand[1];
        self[0] = new Errand(
                () -> {
                    if (done.incrementAndGet() == 1) {
                        self[0].ask();
                        self[0].ask();
                    }
                },
                threads::add,
                activity);
        self[0].ask();
        threads.remove().run();

        assertThat(done).hasValue(2);
        assertThat(threads).isEmpty();
    }

    @Test
    void whatFailsIsDoneAgainWhenAskedFor() {
        Errand errand = new Errand(
                () -> {
                    done.incrementAndGet();
                    throw new StackOverflowError();
                },
                Runnable::run,
                activity);
        errand.ask();
        errand.ask();

        assertThat(done).hasValue(2);
        activity.awaitNone(Duration.ofSeconds(10));
    }

    @Test
    void withoutAThreadItIsLeftUndoneUntilItIsAskedForAgain() {
        boolean[] refused = {true};
        Errand errand = new Errand(
                done::incrementAndGet,
                task -> {
                    if (refused[0]) {
                        throw new RejectedExecutionException("no thread");
                    }
                    task.run();
                },
                activity);
        errand.ask();
        assertThat(done).hasValue(0);
        refused[0] = false;
        errand.ask();

        assertThat(done).hasValue(1);
    }
}
