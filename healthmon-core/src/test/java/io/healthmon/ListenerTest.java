package io.healthmon;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.event.HealthEvent;
import io.healthmon.event.HealthEvent.CheckCompleted;
import io.healthmon.event.HealthEvent.IntegrationAdded;
import io.healthmon.secret.Redactor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListenerTest {

    private final MonitorHarness harness = MonitorHarness.of(builder -> builder);
    private final HealthMonitor monitor = harness.monitor;

    @AfterEach
    void close() {
        harness.close();
    }

    private void add(int number) {
        monitor.add(Integration.named("I " + number), context -> CheckResult.healthy());
    }

    @Test
    void aListenerIsToldEveryEventInItsOrder() throws Exception {
        add(0);
        for (int check = 0; check < 100; check++) {
            harness.check("i-0");
        }
        List<Integer> streaks = IntStream.range(0, 100)
                .mapToObj(number -> harness.next(CheckCompleted.class).state().streak())
                .toList();

        assertThat(streaks)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 100).boxed().toList());
    }

    @Test
    void aListenerIsToldOnlyTheKindItAskedFor() throws Exception {
        List<HealthEvent> told = new ArrayList<>();
        CountDownLatch both = new CountDownLatch(2);
        monitor.listen(IntegrationAdded.class, event -> {
            told.add(event);
            both.countDown();
        });
        add(0);
        harness.check("i-0");
        add(1);

        assertThat(both.await(10, SECONDS)).isTrue();
        assertThat(told).hasOnlyElementsOfType(IntegrationAdded.class);
    }

    @Test
    void aListenerThatThrowsIsToldOn() throws Exception {
        CountDownLatch told = new CountDownLatch(3);
        monitor.listen(IntegrationAdded.class, event -> {
            told.countDown();
            throw new StackOverflowError("listener");
        });
        add(0);
        add(1);
        add(2);

        assertThat(told.await(10, SECONDS)).isTrue();
    }

    @Test
    void aListenerThatBlocksDelaysNeitherChecksNorOthers() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        monitor.listen(IntegrationAdded.class, event -> {
            blocked.countDown();
            await(never);
        });
        add(0);
        assertThat(blocked.await(10, SECONDS)).isTrue();
        harness.check("i-0");

        assertThat(harness.next(CheckCompleted.class).observation().success()).isTrue();
        never.countDown();
    }

    @Test
    void aSlowListenerLosesTheNewestBeyondItsQueueAndIsToldOnAfterwards() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch last = new CountDownLatch(1);
        AtomicInteger told = new AtomicInteger();
        Mailbox<IntegrationAdded> mailbox = new Mailbox<>(
                IntegrationAdded.class,
                event -> {
                    blocked.countDown();
                    await(goOn);
                    if (told.incrementAndGet() == Mailbox.CAPACITY + 1) {
                        last.countDown();
                    }
                },
                task -> new Thread(task).start(),
                Redactor.standard());
        IntegrationAdded event = new IntegrationAdded(Integration.named("A").build(), MonitorHarness.START);
        mailbox.offer(event);
        assertThat(blocked.await(10, SECONDS)).isTrue();
        IntStream.range(0, Mailbox.CAPACITY + 100).forEach(number -> mailbox.offer(event));
        goOn.countDown();

        assertThat(last.await(10, SECONDS)).isTrue();
        assertThat(told).hasValue(Mailbox.CAPACITY + 1);
    }

    @Test
    void aSubscriptionThatWasEndedTellsNothingMore() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        AtomicInteger told = new AtomicInteger();
        Runnable end = monitor.listen(IntegrationAdded.class, event -> {
            told.incrementAndGet();
            blocked.countDown();
            await(goOn);
        });
        add(0);
        add(1);
        assertThat(blocked.await(10, SECONDS)).isTrue();
        end.run();
        goOn.countDown();
        CountDownLatch later = new CountDownLatch(1);
        monitor.listen(IntegrationAdded.class, event -> later.countDown());
        add(2);

        assertThat(later.await(10, SECONDS)).isTrue();
        assertThat(told).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
