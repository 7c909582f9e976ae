package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.schedule.Ownership;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnershipTest {

    private final AtomicLong epoch = new AtomicLong(Ownership.NOT_OURS);
    private final ScriptedStore store = new ScriptedStore();
    private final MonitorHarness harness =
            MonitorHarness.of(builder -> builder.store(store).ownership(id -> epoch.get()));

    @AfterEach
    void close() {
        harness.close();
    }

    private void start() {
        harness.monitor.add(Integration.named("A").every(Duration.ofMinutes(1)), context -> CheckResult.healthy());
        harness.monitor.start();
    }

    @Test
    void whatAnotherInstanceRunsIsNotRunHere() {
        start();
        harness.time.advance(Duration.ofMinutes(10));

        assertThat(harness.idle("a")).isTrue();
        assertThat(harness.monitor.health("a").state().checked()).isFalse();
        assertThat(harness.nextAt("a")).isAfter(harness.time.now());
    }

    @Test
    void whatBecomesOursIsRunWhenItIsDueNext() {
        start();
        harness.time.advance(Duration.ofMinutes(10));
        epoch.set(3);
        Instant due = harness.nextAt("a");

        assertThat(harness.runNext("a").at()).isBetween(due, due.plusNanos(1_000));
    }

    @Test
    void theEpochIsHandedToTheStore() throws Exception {
        epoch.set(7);
        start();
        harness.check("a");

        assertThat(store.written()).extracting(entry -> entry.epoch()).containsExactly(7L);
    }

    @Test
    void byHandItIsRunWhoeverOwnsIt() throws Exception {
        start();
        harness.check("a");

        assertThat(store.written()).extracting(entry -> entry.epoch()).containsExactly(0L);
    }

    @Test
    void anOwnershipThatFailsOnceEndsNoSchedule() {
        AtomicLong asked = new AtomicLong();
        try (MonitorHarness failing = MonitorHarness.of(builder -> builder.ownership(id -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("no answer");
            }
            return 0;
        }))) {
            failing.monitor.add(Integration.named("A").every(Duration.ofMinutes(1)), context -> CheckResult.healthy());
            failing.monitor.start();
            failing.advanceToNext("a");
            assertThat(failing.time.scheduler().failures()).hasSize(1);

            assertThat(failing.runNext("a").observation().success()).isTrue();
        }
    }
}
