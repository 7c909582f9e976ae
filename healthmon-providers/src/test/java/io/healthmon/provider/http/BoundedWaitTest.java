package io.healthmon.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BoundedWaitTest {

    private final CompletableFuture<String> wanted = new CompletableFuture<>();

    @Test
    void whatIsThereIsReturnedAtOnce() {
        wanted.complete("here");

        assertThat(BoundedWait.of(wanted, Duration.ZERO).getNow(null)).contains("here");
    }

    @Test
    void whatComesInTimeIsReturned() throws Exception {
        var waiting = BoundedWait.of(wanted, Duration.ofMinutes(1));
        assertThat(waiting).isNotDone();
        wanted.complete("here");

        assertThat(waiting.get()).contains("here");
    }

    @Test
    void whatFailsIsEmpty() throws Exception {
        var waiting = BoundedWait.of(wanted, Duration.ofMinutes(1));
        wanted.completeExceptionally(new IllegalStateException("broken"));

        assertThat(waiting.get()).isEmpty();
    }

    @Test
    void withoutTimeNothingIsWaitedFor() {
        assertThat(BoundedWait.of(wanted, Duration.ofMillis(-1)).getNow(null)).isEmpty();
        assertThat(wanted).isNotDone();
    }

    @Test
    void whatComesTooLateIsEmptyAndGoesOnAndLeavesNoThread() throws Exception {
        Set<Thread> before = ClientThreads.alive();

        assertThat(BoundedWait.of(wanted, Duration.ofMillis(20)).get()).isEmpty();
        assertThat(wanted).isNotDone();
        Set<Thread> started = ClientThreads.alive();
        started.removeAll(before);
        ClientThreads.awaitEnd(started);
    }
}
