package io.healthmon.servlet;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.http.LiveStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OpenStreamsTest {

    private final OpenStreams open = new OpenStreams();
    private final Ended stream = new Ended();

    @Test
    void whoEndsThemWaitsUntilTheirClientsWereTold() throws Exception {
        open.add(stream);
        open.end();
        assertThat(stream.isEnded()).isTrue();
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> open.awaitNone(Duration.ofSeconds(30)));
        assertThat(waiting).isNotDone();

        open.remove(stream);
        waiting.get(10, SECONDS);
    }

    @Test
    void aClientThatIsNeverToldIsNotWaitedForForEver() {
        open.add(stream);
        open.awaitNone(Duration.ofMillis(1));
        assertThat(stream.isEnded()).isFalse();
    }

    @Test
    void oneThatEndedWithoutAWordIsForgottenWithTheNext() throws Exception {
        open.add(stream);
        stream.close();
        Ended next = new Ended();
        open.add(next);
        open.remove(next);

        CompletableFuture.runAsync(() -> open.awaitNone(Duration.ofSeconds(30))).get(10, SECONDS);
    }

    @Test
    void anInterruptEndsTheWaitAndStays() {
        open.add(stream);
        Thread.currentThread().interrupt();
        open.awaitNone(Duration.ofSeconds(30));

        assertThat(Thread.interrupted()).isTrue();
    }

    private static final class Ended implements LiveStream {
        private volatile boolean ended;

        @Override
        public byte @Nullable [] poll() {
            return null;
        }

        @Override
        public boolean isEnded() {
            return ended;
        }

        @Override
        public void onAvailable(Runnable wakeUp) {
            wakeUp.run();
        }

        @Override
        public void close() {
            ended = true;
        }
    }
}
