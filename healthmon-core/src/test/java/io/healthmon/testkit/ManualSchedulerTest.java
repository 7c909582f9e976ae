package io.healthmon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.schedule.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ManualSchedulerTest extends SchedulerContract {

    private static final Instant START = Instant.parse("2026-03-15T10:30:00Z");

    private final ManualTime time = new ManualTime(START);

    @Override
    protected Scheduler scheduler() {
        return time.scheduler();
    }

    @Override
    protected void pass(Duration duration) {
        time.advance(duration);
    }

    @Override
    protected void passUntilOpen(CountDownLatch latch, Duration duration) {
        time.advance(duration);
        assertThat(latch.getCount()).isZero();
    }

    @Test
    void clockAndSchedulerMoveTogetherAndTasksSeeTheirOwnMoment() {
        List<Instant> seen = new ArrayList<>();
        time.scheduler()
                .schedule(() -> seen.add(time.now()), Duration.ofSeconds(2).toNanos());
        time.scheduler()
                .schedule(() -> seen.add(time.now()), Duration.ofSeconds(1).toNanos());
        time.advance(Duration.ofSeconds(5));

        assertThat(seen).containsExactly(START.plusSeconds(1), START.plusSeconds(2));
        assertThat(time.clock().instant()).isEqualTo(START.plusSeconds(5));
    }

    @Test
    void withAFrozenSchedulerTimePassesButNoTaskRuns() {
        List<Instant> seen = new ArrayList<>();
        time.scheduler()
                .schedule(() -> seen.add(time.now()), Duration.ofSeconds(1).toNanos());
        time.freezeScheduler();
        time.advance(Duration.ofMinutes(1));

        assertThat(seen).isEmpty();
        assertThat(time.now()).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void afterTheThawWhatFellDueRunsLate() {
        List<Instant> seen = new ArrayList<>();
        time.scheduler()
                .schedule(() -> seen.add(time.now()), Duration.ofSeconds(1).toNanos());
        time.freezeScheduler();
        time.advance(Duration.ofMinutes(1));
        time.thawScheduler();
        time.advance(Duration.ZERO);

        assertThat(seen).containsExactly(START.plusSeconds(60));
    }
}
