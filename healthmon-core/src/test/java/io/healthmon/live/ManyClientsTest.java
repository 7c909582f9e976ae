package io.healthmon.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Integration;
import io.healthmon.testkit.ManualTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ManyClientsTest {

    private static final int CLIENTS = 200;
    private static final int EVENTS = 3 * Replay.MOST_EVENTS;

    /** So few that no client that reads at all falls too far behind. */
    private static final int AHEAD = Replay.MOST_EVENTS / 2;

    private static final Integration MAIL = Integration.named("Mail").build();

    private final LiveFeed feed = new LiveFeed(
            new ScriptedSource(),
            new ManualTime(Instant.parse("2026-03-15T10:30:00Z")).scheduler(),
            Runnable::run,
            CLIENTS + 1);

    @Test
    void showsAllEventsInOrderToClientsOnThreadsOfTheirOwnBesideOneThatIsStuck() throws Exception {
        LiveSubscription stuck = subscribe();
        CountDownLatch done = new CountDownLatch(CLIENTS);
        List<Reading> readings = new ArrayList<>();
        for (int number = 0; number < CLIENTS; number++) {
            Reading reading = new Reading(subscribe(), done);
            readings.add(reading);
            Thread thread = new Thread(reading);
            thread.setDaemon(true);
            thread.start();
        }
        for (int number = 1; number <= EVENTS; number++) {
            feed.publish("health", MAIL, LiveData.ofAll(Integer.toString(number).getBytes(StandardCharsets.UTF_8)));
            for (Reading reading : readings) {
                while (number - reading.taken > AHEAD) {
                    Thread.onSpinWait();
                }
            }
        }
        done.await();

        assertThat(readings)
                .allSatisfy(reading -> assertThat(reading.outOfOrder).isZero());
        assertThat(stuck.isEnded()).isTrue();
        assertThat(feed.clients()).isEqualTo(CLIENTS);
    }

    private LiveSubscription subscribe() {
        return feed.subscribe(LiveFormat.EVENT_STREAM, integration -> true, null)
                .orElseThrow();
    }

    /** A client that sleeps until it is called, as an adapter's does. */
    private static final class Reading implements Runnable {

        private final LiveSubscription client;
        private final CountDownLatch done;
        private final Semaphore calls = new Semaphore(0);
        private volatile int taken;
        private volatile int outOfOrder;

        Reading(LiveSubscription client, CountDownLatch done) {
            this.client = client;
            this.done = done;
        }

        @Override
        public void run() {
            client.poll(); // the greeting
            client.onAvailable(calls::release);
            int number = 0;
            int wrong = 0;
            while (number < EVENTS && !client.isEnded()) {
                calls.acquireUninterruptibly();
                for (byte[] bytes = client.poll(); bytes != null; bytes = client.poll()) {
                    number++;
                    String text = new String(bytes, StandardCharsets.UTF_8);
                    wrong += text.endsWith("\ndata: " + number + "\n\n") ? 0 : 1;
                    taken = number;
                }
            }
            outOfOrder = number == EVENTS ? wrong : EVENTS;
            done.countDown();
        }
    }
}
