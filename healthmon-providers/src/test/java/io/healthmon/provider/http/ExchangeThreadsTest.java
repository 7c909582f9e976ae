package io.healthmon.provider.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ExchangeThreadsTest {

    private final ExchangeThreads threads = new ExchangeThreads();
    private final Set<Thread> seen = ConcurrentHashMap.newKeySet();

    /** Virtual threads have no name of ours, and stand still while checks that spin hold every carrier. */
    @Test
    void theyAreThreadsOfThePlatformOnEveryJvm() throws Exception {
        run(1);

        assertThat(seen).allSatisfy(thread -> {
            assertThat(thread.getName()).matches("healthmon-exchange-\\d+");
            assertThat(thread.isDaemon()).isTrue();
        });
    }

    @Test
    void theyAreFewHoweverMuchThereIsToDo() throws Exception {
        run(5_000);

        int most = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
        assertThat(seen).hasSizeBetween(1, most);
    }

    @Test
    void anErrorEndsNoneOfThemForGood() throws Exception {
        for (int count = 0; count < 8; count++) {
            threads.execute(() -> {
                throw new OutOfMemoryError("made for a test");
            });
        }
        run(1_000);

        assertThat(seen).allMatch(thread -> thread.getName().startsWith("healthmon-exchange-"));
    }

    @Test
    void theyEndWithTheClient() throws Exception {
        run(1);
        threads.end();

        ClientThreads.awaitEnd(seen);
    }

    private void run(int tasks) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(tasks);
        for (int count = 0; count < tasks; count++) {
            threads.execute(() -> {
                seen.add(Thread.currentThread());
                done.countDown();
            });
        }
        assertThat(done.await(20, SECONDS)).isTrue();
    }
}
