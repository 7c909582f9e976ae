package io.healthmon;

import static io.healthmon.MonitorHarness.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.event.HealthEvent.CheckCompleted;
import io.healthmon.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleOfChecksTest {

    private final AtomicInteger calls = new AtomicInteger();
    private final HealthCheck counted = context -> {
        calls.incrementAndGet();
        return CheckResult.healthy();
    };

    private static IntegrationBuilder every(Duration interval) {
        return Integration.named("A").every(interval);
    }

    @Test
    void nothingIsDueBeforeTheMonitorIsStarted() {
        try (MonitorHarness harness = MonitorHarness.of(builder -> builder)) {
            harness.monitor.add(every(Duration.ofSeconds(1)), counted);
            harness.time.advance(Duration.ofMinutes(1));

            assertThat(harness.monitor.health("a").nextCheckAt()).isNull();
            assertThat(harness.idle("a")).isTrue();
        }
    }

    @Test
    void aLoneIntegrationIsFirstRunWithinATenthOfASecond() {
        try (MonitorHarness harness = MonitorHarness.started(every(Duration.ofMinutes(5)), counted)) {
            assertThat(harness.nextAt("a")).isBetween(START, START.plusMillis(100));
        }
    }

    @Test
    void theFirstRunsOfManySpreadOverTenSecondsAtMost() {
        try (MonitorHarness harness = MonitorHarness.of(builder -> builder)) {
            addMany(harness, 1_000, Duration.ofMinutes(5));
            harness.monitor.start();

            Set<Long> seconds = firstRuns(harness, 1_000)
                    .map(first -> Duration.between(START, first).toSeconds())
                    .collect(Collectors.toSet());
            assertThat(seconds).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        }
    }

    @Test
    void theFirstRunsOfShortIntervalsSpreadOverTheInterval() {
        try (MonitorHarness harness = MonitorHarness.of(builder -> builder)) {
            addMany(harness, 200, Duration.ofSeconds(2));
            harness.monitor.start();

            assertThat(firstRuns(harness, 200).toList()).allMatch(first -> first.isBefore(START.plusSeconds(2)));
        }
    }

    @Test
    void anIntervalIsKeptWithoutDriftHoweverLateARunEnds() {
        try (MonitorHarness harness = MonitorHarness.started(every(Duration.ofSeconds(10)), counted)) {
            Instant first = harness.nextAt("a");
            for (int run = 0; run < 20; run++) {
                harness.runNext("a");
                harness.time.advance(Duration.ofMillis(137));
            }

            assertThat(harness.nextAt("a")).isEqualTo(first.plusSeconds(200));
        }
    }

    @Test
    void runsMissedByAFrozenSchedulerBecomeOneAndTheRhythmStays() {
        try (MonitorHarness harness = MonitorHarness.started(every(Duration.ofSeconds(10)), counted)) {
            Instant first = harness.nextAt("a");
            harness.runNext("a");
            harness.time.freezeScheduler();
            harness.time.advance(Duration.ofSeconds(95));
            harness.time.thawScheduler();
            harness.time.advance(Duration.ZERO);
            harness.next(CheckCompleted.class);

            assertThat(harness.idle("a")).isTrue();
            assertThat(calls).hasValue(2);
            assertThat(harness.nextAt("a")).isEqualTo(first.plusSeconds(100));
        }
    }

    @Test
    void eachIntegrationHasItsOwnInterval() {
        try (MonitorHarness harness = MonitorHarness.of(builder -> builder)) {
            harness.monitor.add(Integration.named("Fast").every(Duration.ofSeconds(1)), counted);
            harness.monitor.add(Integration.named("Slow").every(Duration.ofHours(1)), counted);
            harness.monitor.start();
            Instant fast = harness.nextAt("fast");
            Instant slow = harness.nextAt("slow");
            harness.time.advance(Duration.ofMillis(200));

            assertThat(harness.nextAt("fast")).isEqualTo(fast.plusSeconds(1));
            assertThat(harness.nextAt("slow")).isEqualTo(slow.plusSeconds(3_600));
        }
    }

    @Test
    void aCronExpressionIsDueWhenItSays() {
        Schedule hourly = Schedule.cron("0 * * * *", ZoneOffset.UTC);
        try (MonitorHarness harness =
                MonitorHarness.started(Integration.named("A").schedule(hourly), counted)) {
            assertThat(harness.nextAt("a")).isEqualTo("2026-03-15T11:00:00Z");
            harness.time.advance(Duration.ofMinutes(30).minusNanos(1_000));
            assertThat(harness.idle("a")).isTrue();
            harness.time.advance(Duration.ofNanos(1_000));

            assertThat(harness.next(CheckCompleted.class).at()).isEqualTo("2026-03-15T11:00:00Z");
            assertThat(harness.nextAt("a")).isEqualTo("2026-03-15T12:00:00Z");
        }
    }

    @Test
    void theSnapshotShowsTheNextMomentOnceTheMonitorIsStarted() {
        try (MonitorHarness harness = MonitorHarness.of(builder -> builder)) {
            harness.monitor.add(every(Duration.ofHours(1)), counted);
            assertThat(harness.monitor.health().integrations().get(0).nextCheckAt())
                    .isNull();
            harness.monitor.start();

            assertThat(harness.monitor.health().integrations().get(0).nextCheckAt())
                    .isNotNull();
        }
    }

    @Test
    void checksByHandLeaveNoMoreCallsWithTheSchedulerHoweverManyThereAre() throws Exception {
        try (MonitorHarness harness = MonitorHarness.started(every(Duration.ofDays(1)), counted)) {
            harness.runNext("a");
            for (int check = 0; check < 50; check++) {
                harness.check("a");
                harness.time.advance(Duration.ofSeconds(10));
            }

            assertThat(harness.time.scheduler().waiting()).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void tenThousandIntegrationsCanBeAddedAndRemovedAtRunTime() {
        try (MonitorHarness harness = MonitorHarness.of(builder -> builder)) {
            harness.monitor.start();
            addMany(harness, 10_000, Duration.ofMinutes(5));
            assertThat(harness.monitor.health().summary().total()).isEqualTo(10_000);
            IntStream.range(0, 10_000)
                    .forEach(number ->
                            assertThat(harness.monitor.remove("i-" + number)).isTrue());

            assertThat(harness.monitor.health().integrations()).isEmpty();
        }
    }

    private void addMany(MonitorHarness harness, int count, Duration interval) {
        for (int number = 0; number < count; number++) {
            harness.monitor.add(Integration.named("I " + number).every(interval), counted);
        }
    }

    private static java.util.stream.Stream<Instant> firstRuns(MonitorHarness harness, int count) {
        return IntStream.range(0, count).mapToObj(number -> harness.nextAt("i-" + number));
    }
}
