package io.healthmon.testkit;

import static io.healthmon.testkit.StoredResults.MORNING;
import static io.healthmon.testkit.StoredResults.healthy;
import static java.time.temporal.ChronoUnit.HOURS;
import static java.time.temporal.ChronoUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.healthmon.check.HealthStatus;
import io.healthmon.maintenance.MaintenanceWindow;
import io.healthmon.metric.Resolution;
import io.healthmon.metric.Tally;
import io.healthmon.store.RollupStore;
import io.healthmon.store.StoreException;
import io.healthmon.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@link RollupStore} promises of what it is asked for, of any store. */
abstract class FiguresContract extends RollupsContract {

    @Test
    void thoseWithoutAnyResultAreLeftOut() {
        append("stripe", healthy(MORNING));
        append("mail", healthy(hours(5)));
        TimeRange range = new TimeRange(MORNING, hours(2));
        List<String> ids = List.of("stripe", "mail", "unknown");
        for (Instant now : List.of(MORNING, LATER)) {
            rollUpAll(now);
            assertThat(rollups().tallies(ids, range)).containsOnlyKeys("stripe");
            assertThat(rollups().buckets(ids, Resolution.DAY, range)).containsOnlyKeys("stripe");
        }
    }

    @Test
    void nobodyIsAskedForIsNoError() {
        assertThat(rollups().tallies(List.of(), ALWAYS)).isEmpty();
        assertThat(rollups().buckets(List.of(), Resolution.DAY, ALWAYS)).isEmpty();
    }

    @Test
    void whatACallerGetsIsItsOwn() {
        append("stripe", healthy(MORNING));
        rollUpAll(LATER);
        Tally mine = tally("stripe", MORNING, hours(1));
        mine.merge(mine);
        Tally bucket = buckets("stripe", Resolution.DAY, ALWAYS).get(0).tally();
        bucket.merge(mine);
        assertThat(tally("stripe", MORNING, hours(1)).known()).isEqualTo(1);
        assertThat(buckets("stripe", Resolution.DAY, ALWAYS).get(0).tally().known())
                .isEqualTo(1);
    }

    @Test
    void hoursDaysAndMonthsComeOldestFirstWithoutThoseThatHaveNothing() {
        Instant nextDay = Instant.parse("2026-03-12T23:59:00Z");
        Instant nextMonth = Instant.parse("2026-05-01T00:00:00Z");
        append("stripe", healthy(MORNING), healthy(nextDay), healthy(nextMonth));
        TimeRange range = new TimeRange(MORNING, nextMonth.plus(1, HOURS));
        for (Instant now : List.of(nextMonth.plus(1, MINUTES), nextMonth.plus(2, HOURS))) {
            rollUpAll(now);
            assertThat(starts(Resolution.HOUR, range))
                    .containsExactly(
                            MORNING,
                            Instant.parse("2026-03-12T23:00:00Z"),
                            Instant.parse("2026-03-13T00:00:00Z"),
                            nextMonth);
            assertThat(starts(Resolution.DAY, range))
                    .containsExactly(
                            Instant.parse("2026-03-10T00:00:00Z"),
                            Instant.parse("2026-03-12T00:00:00Z"),
                            Instant.parse("2026-03-13T00:00:00Z"),
                            nextMonth);
            assertThat(starts(Resolution.MONTH, range))
                    .containsExactly(Instant.parse("2026-03-01T00:00:00Z"), nextMonth);
        }
    }

    @Test
    void theFirstPartIsWidenedToItsBegin() {
        append("stripe", healthy(MORNING), healthy(hours(5)));
        TimeRange range = new TimeRange(hours(4), hours(6));
        for (Instant now : List.of(MORNING, LATER)) {
            rollUpAll(now);
            assertThat(known("stripe", Resolution.HOUR, range)).containsExactly(1L);
            assertThat(known("stripe", Resolution.DAY, range)).containsExactly(2L);
            assertThat(known("stripe", Resolution.MONTH, range)).containsExactly(2L);
        }
    }

    @Test
    void figuresOfIntegrationsAreKeptApart() {
        append("a", healthy(MORNING));
        append("a.b", down(MORNING), down(minutes(1)));
        rollUpAll(LATER);
        Map<String, Tally> tallies = rollups().tallies(List.of("a", "a.b"), ALWAYS);
        assertThat(tallies.get("a").results(HealthStatus.HEALTHY)).isEqualTo(1);
        assertThat(tallies.get("a").results(HealthStatus.DOWN)).isZero();
        assertThat(tallies.get("a.b").results(HealthStatus.DOWN)).isEqualTo(2);
    }

    @Test
    void integrationsThatAreRolledUpUnlikeFarAreReadTogether() {
        append("stripe", healthy(MORNING), healthy(hours(30)));
        rollUpAll(hours(32));
        append("mail", healthy(hours(1)), healthy(hours(31)));
        append("stripe", healthy(hours(3)));
        append("bank", healthy(hours(33)));
        Map<String, Tally> tallies =
                rollups().tallies(List.of("stripe", "mail", "bank"), new TimeRange(MORNING, hours(34)));
        assertThat(tallies).hasSize(3);
        assertThat(tallies.get("stripe").known()).isEqualTo(3);
        assertThat(tallies.get("mail").known()).isEqualTo(2);
        assertThat(tallies.get("bank").known()).isEqualTo(1);
    }

    @Test
    void aRangeOfAllTimeOrOfNoneIsNoError() {
        append("stripe", healthy(MORNING));
        for (Instant now : List.of(MORNING, LATER)) {
            rollUpAll(now);
            assertThat(tally("stripe", Instant.MIN, Instant.MAX).known()).isEqualTo(1);
            assertThat(known("stripe", Resolution.MONTH, new TimeRange(Instant.MIN, Instant.MAX)))
                    .containsExactly(1L);
            assertThatNoException()
                    .isThrownBy(() -> rollups().tallies(List.of("stripe"), new TimeRange(MORNING, MORNING)));
        }
    }

    @Test
    void resultsOfTheSameMillisecondCountEach() {
        append("stripe", healthy(MORNING), healthy(MORNING.plusNanos(1_000)), down(MORNING.plusNanos(2_000)));
        for (Instant now : List.of(MORNING, LATER)) {
            rollUpAll(now);
            Tally tally = tally("stripe", MORNING, hours(1));
            assertThat(tally.known()).isEqualTo(3);
            assertThat(tally.millis(HealthStatus.HEALTHY)).isZero();
            assertThat(tally.millis(HealthStatus.DOWN)).isEqualTo(600_000);
        }
    }

    @Test
    void timeOfMaintenanceIsCountedApart() {
        append("stripe", healthy(MORNING), down(minutes(5)), healthy(minutes(9)));
        append("mail", healthy(MORNING));
        store.maintenance().put(MaintenanceWindow.of("stripe", minutes(4), minutes(7), "move"));
        for (Instant now : List.of(MORNING.minus(1, HOURS), LATER)) {
            rollUpAll(now);
            Tally tally = tally("stripe", MORNING, hours(1));
            assertThat(tally.results(HealthStatus.DOWN)).isEqualTo(1);
            assertThat(tally.millis(HealthStatus.DOWN)).isEqualTo(2 * 60_000);
            assertThat(tally.millis(HealthStatus.HEALTHY)).isEqualTo(14 * 60_000);
            assertThat(maintained(tally)).isEqualTo(Duration.ofMinutes(3));
            assertThat(maintained(tally("mail", MORNING, hours(1)))).isZero();
        }
    }

    @Test
    void maintenanceCountsWhereNoResultStandsButNotBeforeTheFirst() {
        append("stripe", healthy(MORNING), healthy(hours(9)));
        store.maintenance().put(MaintenanceWindow.ofAll(hours(-9), hours(-7), "before"));
        store.maintenance().put(MaintenanceWindow.ofAll(minutes(270), hours(6), "meanwhile"));
        assertThat(maintained(tally("stripe", hours(-20), hours(10))))
                .as("before it was ever rolled up")
                .isEqualTo(Duration.ofMinutes(90));
        for (Instant now : List.of(MORNING.minus(1, HOURS), hours(2), LATER)) {
            rollUpAll(now);
            assertThat(maintained(tally("stripe", hours(-20), hours(10)))).isEqualTo(Duration.ofMinutes(90));
        }
    }

    @Test
    void aWindowThatIsPutOrRemovedLaterCountsOnceItsHoursAreRebuilt() {
        append("stripe", healthy(MORNING), healthy(minutes(70)));
        rollUpAll(LATER);
        MaintenanceWindow window = MaintenanceWindow.ofAll(minutes(-5), hours(5), "all day");
        store.maintenance().put(window);
        rollups().rebuildFrom(window.from());
        rollUpAll(LATER);
        Tally tally = tally("stripe", MORNING, hours(6));
        assertThat(maintained(tally)).isEqualTo(Duration.ofHours(5));
        assertThat(tally.known()).isEqualTo(2);
        store.maintenance().remove(window.id());
        rollups().rebuildFrom("stripe", window.from());
        rollUpAll(LATER);
        tally = tally("stripe", MORNING, hours(6));
        assertThat(maintained(tally)).isZero();
        assertThat(tally.millis(HealthStatus.HEALTHY)).isEqualTo(20 * 60_000);
        assertThat(buckets("stripe", Resolution.HOUR, ALWAYS)).hasSize(2);
    }

    @Test
    void aClosedStoreHasNoFigures() {
        append("stripe", healthy(MORNING));
        RollupStore rollups = rollups();
        store.close();
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> rollups.tallies(List.of("stripe"), ALWAYS))
                .withMessageContaining("closed");
    }
}
