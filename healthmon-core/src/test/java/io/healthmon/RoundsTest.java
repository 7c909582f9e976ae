package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private final AtomicInteger count = new AtomicInteger();
    private final Deque<Runnable> threads = new ArrayDeque<>();

    @Test
    void whoAsksDuringARoundGetsTheNextOneTogetherWithTheOthers() {
        Deque<CompletableFuture<Void>> asked = new ArrayDeque<>();
        Rounds[] rounds = new Rounds[1];
        rounds[0] = new Rounds(
                () -> {
                    if (count.incrementAndGet() == 1) {
                        asked.add(rounds[0].another());
                        asked.add(rounds[0].another());
                        assertThat(asked).noneMatch(CompletableFuture::isDone);
                    }
                },
                threads::add);
        CompletableFuture<Void> first = rounds[0].another();
        threads.remove().run();

        assertThat(count).hasValue(2);
        assertThat(threads).isEmpty();
        assertThat(first).isDone();
        assertThat(asked).allMatch(CompletableFuture::isDone);
    }

    @Test
    void withoutAThreadNobodyWaitsForARoundAndTheNextOneIsTriedAgain() {
        boolean[] none = {true};
        Rounds rounds = new Rounds(count::incrementAndGet, task -> {
            if (none[0]) {
                throw new RejectedExecutionException("none");
            }
            task.run();
        });
        assertThat(rounds.another()).isDone();
        assertThat(count).hasValue(0);
        none[0] = false;

        assertThat(rounds.another()).isDone();
        assertThat(count).hasValue(1);
    }
}
