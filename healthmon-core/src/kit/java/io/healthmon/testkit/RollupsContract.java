package io.healthmon.testkit;

import static io.healthmon.testkit.StoredResults.MORNING;
import static io.healthmon.testkit.StoredResults.entry;
import static io.healthmon.testkit.StoredResults.healthy;
import static java.time.temporal.ChronoUnit.HOURS;
import static java.time.temporal.ChronoUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.healthmon.check.Cause;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.Problem;
import io.healthmon.maintenance.MaintenanceWindow;
import io.healthmon.metric.Bucket;
import io.healthmon.metric.Resolution;
import io.healthmon.metric.Tally;
import io.healthmon.state.Observation;
import io.healthmon.store.RollupStore;
import io.healthmon.store.StoreException;
import io.healthmon.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@link RollupStore} promises of any store, also of one that keeps figures no longer than results. */
abstract class RollupsContract extends StoreUnderContract {

    private static final Instant LATER = MORNING.plus(Duration.ofDays(40));
    private static final Duration YEAR = Duration.ofDays(366);

    @Test
    void resultsAreCountedByStatus() {
        append("stripe", healthy(MORNING), down(minutes(1)), unknown(minutes(2)), down(minutes(3)));
        Tally tally = tally("stripe", MORNING, hours(1));
        assertThat(tally.results(HealthStatus.HEALTHY)).isEqualTo(1);
        assertThat(tally.results(HealthStatus.DOWN)).isEqualTo(2);
        assertThat(tally.results(HealthStatus.UNKNOWN)).isEqualTo(1);
        assertThat(tally.results(HealthStatus.DEGRADED)).isZero();
        assertThat(tally.figures(Duration.ofHours(1)).statistics().maxMillis()).isEqualTo(5_000);
    }

    @Test
    void figuresAreTheSameWhetherTheyWereRolledUpBeforeOrNot() {
        for (int index = 0; index < 20; index++) {
            Instant at = MORNING.plus(130L * index, MINUTES);
            append("stripe", index % 3 == 0 ? down(at) : healthy(at));
        }
        TimeRange range = new TimeRange(MORNING, MORNING.plus(46, HOURS));
        byte[] before = encoded(rollups().tallies(List.of("stripe"), range).get("stripe"));
        List<Bucket> hours = buckets("stripe", Resolution.HOUR, range);
        List<Bucket> days = buckets("stripe", Resolution.DAY, range);
        rollUpAll(LATER);
        assertThat(encoded(tally("stripe", range.from(), range.to()))).isEqualTo(before);
        assertAlike(buckets("stripe", Resolution.HOUR, range), hours);
        assertAlike(buckets("stripe", Resolution.DAY, range), days);
    }

    @Test
    void figuresAreTheSameAtEveryStepOfRollingUp() {
        for (int index = 0; index < 20; index++) {
            append("stripe", healthy(MORNING.plus(97L * index, MINUTES)));
        }
        TimeRange range = new TimeRange(MORNING, MORNING.plus(40, HOURS));
        byte[] before = encoded(tally("stripe", range.from(), range.to()));
        for (int hour = 0; hour < 50; hour += 3) {
            rollUpAll(MORNING.plus(hour, HOURS));
            assertThat(encoded(tally("stripe", range.from(), range.to())))
                    .as("rolled up for %s hours", hour)
                    .isEqualTo(before);
        }
    }

    @Test
    void noResultCountsTwiceHoweverOftenItIsRolledUp() {
        append("stripe", healthy(MORNING), healthy(minutes(1)));
        rollUpAll(LATER);
        rollups().rebuildFrom(MORNING);
        rollUpAll(LATER);
        rollups().rebuildFrom(Instant.MIN);
        rollUpAll(LATER.plus(1, HOURS));
        assertThat(tally("stripe", MORNING, hours(1)).known()).isEqualTo(2);
    }

    @Test
    void whenAllIsRolledUpThereIsNoMoreToDo() {
        append("stripe", healthy(MORNING));
        append("mail", healthy(MORNING.minus(Duration.ofDays(20))));
        rollUpAll(LATER);
        assertThat(rollups().rollUp(LATER)).isFalse();
        assertThat(rollups().rollUp(MORNING)).isFalse();
    }

    @Test
    void anEmptyStoreHasNothingToRollUp() {
        rollUpAll(LATER);
        assertThat(rollups().tallies(List.of("stripe"), ALWAYS)).isEmpty();
        assertThat(rollups().buckets(List.of("stripe"), Resolution.MONTH, ALWAYS))
                .isEmpty();
        assertThat(rollups().removeBefore(LATER)).isZero();
    }

    @Test
    void aResultThatComesLateIsCounted() {
        append("stripe", healthy(MORNING), healthy(minutes(130)));
        rollUpAll(hours(4));
        append("stripe", down(minutes(61)));
        assertThat(tally("stripe", MORNING, hours(3)).known()).isEqualTo(3);
        rollUpAll(hours(4));
        Tally tally = tally("stripe", MORNING, hours(3));
        assertThat(tally.known()).isEqualTo(3);
        assertThat(tally.millis(HealthStatus.DOWN)).isEqualTo(600_000);
    }

    @Test
    void aResultThatComesLateStandsForTimeInTheHoursAfterIt() {
        append("stripe", healthy(MORNING), healthy(minutes(70)));
        rollUpAll(hours(4));
        append("stripe", down(minutes(55)));
        rollUpAll(hours(4));
        List<Bucket> hours = buckets("stripe", Resolution.HOUR, new TimeRange(MORNING, hours(3)));
        assertThat(hours).extracting(Bucket::start).containsExactly(MORNING, hours(1));
        assertThat(hours)
                .extracting(hour -> hour.tally().millis(HealthStatus.DOWN))
                .containsExactly(300_000L, 300_000L);
    }

    @Test
    void aLateResultDoesNotStandForTheTimeOfTheNext() {
        append("stripe", healthy(minutes(10)));
        append("stripe", down(minutes(5)));
        Tally tally = tally("stripe", MORNING, hours(1));
        assertThat(tally.millis(HealthStatus.DOWN)).isEqualTo(300_000);
        assertThat(tally.millis(HealthStatus.HEALTHY)).isEqualTo(600_000);
    }

    @Test
    void aResultOfADayAndAMonthThatAreOverIsCounted() {
        append("stripe", healthy(MORNING), healthy(MORNING.plus(Duration.ofDays(30))));
        rollUpAll(LATER);
        append("stripe", healthy(MORNING.plus(Duration.ofDays(1))));
        rollUpAll(LATER);
        TimeRange range = new TimeRange(MORNING, LATER);
        assertThat(tally("stripe", MORNING, LATER).known()).isEqualTo(3);
        assertThat(buckets("stripe", Resolution.DAY, range)).hasSize(3);
        assertThat(buckets("stripe", Resolution.MONTH, range))
                .extracting(month -> month.tally().known())
                .containsExactly(2L, 1L);
    }

    @Test
    void aResultStandsForTheTimeUntilTheNextOne() {
        append("stripe", healthy(MORNING), down(minutes(5)), healthy(minutes(8)));
        rollUpAll(LATER);
        Tally tally = tally("stripe", MORNING, hours(1));
        assertThat(tally.millis(HealthStatus.HEALTHY)).isEqualTo(15 * 60_000);
        assertThat(tally.millis(HealthStatus.DOWN)).isEqualTo(3 * 60_000);
    }

    @Test
    void withoutADeclarationAResultStandsForTenMinutes() {
        append("stripe", healthy(MORNING), healthy(minutes(30)));
        assertThat(tally("stripe", MORNING, hours(1)).millis(HealthStatus.HEALTHY))
                .isEqualTo(2 * RollupStore.UNDECLARED_VALIDITY.toMillis());
    }

    @Test
    void aResultDoesNotStandBeyondTheLongestValidityOfItsIntegration() {
        Integration hourly =
                Integration.named("stripe").every(Duration.ofHours(1)).build();
        store.integrations().declare(List.of(hourly));
        append("stripe", healthy(MORNING));
        rollUpAll(LATER);
        Duration validity = hourly.longestValidity();
        assertThat(tally("stripe", MORNING, LATER).millis(HealthStatus.HEALTHY)).isEqualTo(validity.toMillis());
        assertThat(validity).isGreaterThan(Duration.ofHours(1));
    }

    @Test
    void aResultStandsAsItsIntegrationWasLastDeclared() {
        store.integrations()
                .declare(List.of(
                        Integration.named("stripe").every(Duration.ofHours(1)).build()));
        Integration oftener =
                Integration.named("stripe").every(Duration.ofMinutes(1)).build();
        store.integrations().declare(List.of(oftener));
        append("stripe", healthy(MORNING));
        rollUpAll(LATER);
        assertThat(tally("stripe", MORNING, LATER).millis(HealthStatus.HEALTHY))
                .isEqualTo(oftener.longestValidity().toMillis());
    }

    @Test
    void aResultFromBeforeTheSpanStandsForItsBegin() {
        append("stripe", down(minutes(-4)), healthy(minutes(20)));
        for (Instant now : List.of(MORNING.minus(1, HOURS), LATER)) {
            rollUpAll(now);
            Tally tally = tally("stripe", MORNING, hours(1));
            assertThat(tally.millis(HealthStatus.DOWN)).isEqualTo(6 * 60_000);
            assertThat(tally.results(HealthStatus.DOWN)).isZero();
        }
    }

    @Test
    void aSpanThatDoesNotBeginWithAnHourIsWidened() {
        append("stripe", healthy(minutes(1)), healthy(minutes(40)));
        for (Instant now : List.of(MORNING.minus(1, HOURS), LATER)) {
            rollUpAll(now);
            assertThat(tally("stripe", minutes(30), hours(1)).known()).isEqualTo(2);
        }
    }

    @Test
    void theEndCountsExactlyWhereResultsAreRead() {
        append("stripe", healthy(minutes(0)), healthy(minutes(5)), healthy(minutes(10)));
        assertThat(tally("stripe", MORNING, minutes(10)).known()).isEqualTo(2);
        assertThat(tally("stripe", MORNING, minutes(8)).millis(HealthStatus.HEALTHY))
                .isEqualTo(8 * 60_000);
    }

    @Test
    void whatIsBeyondTheEndOfItsHourNeverCounts() {
        append("stripe", healthy(minutes(5)), healthy(minutes(65)), healthy(minutes(125)));
        for (Instant now : List.of(MORNING.minus(1, HOURS), LATER)) {
            rollUpAll(now);
            assertThat(tally("stripe", MORNING, hours(2)).known()).isEqualTo(2);
        }
    }

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
        rollups().rebuildFrom(window.from());
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

    private RollupStore rollups() {
        return store.rollups();
    }

    private void append(String id, Observation... results) {
        for (Observation result : results) {
            store.append(List.of(entry(id, 0, result)));
        }
    }

    private void rollUpAll(Instant now) {
        int steps = 0;
        while (rollups().rollUp(now)) {
            assertThat(steps++).as("steps of rolling up a few results").isLessThan(1_000);
        }
    }

    private Tally tally(String id, Instant from, Instant to) {
        Tally tally = rollups().tallies(List.of(id), new TimeRange(from, to)).get(id);
        assertThat(tally).as("the tally of %s", id).isNotNull();
        return tally;
    }

    private List<Bucket> buckets(String id, Resolution resolution, TimeRange range) {
        return rollups().buckets(List.of(id), resolution, range).getOrDefault(id, List.of());
    }

    private List<Instant> starts(Resolution resolution, TimeRange range) {
        return buckets("stripe", resolution, range).stream().map(Bucket::start).toList();
    }

    private List<Long> known(String id, Resolution resolution, TimeRange range) {
        return buckets(id, resolution, range).stream()
                .map(bucket -> bucket.tally().known())
                .toList();
    }

    private static void assertAlike(List<Bucket> actual, List<Bucket> expected) {
        assertThat(actual)
                .extracting(Bucket::start)
                .isEqualTo(expected.stream().map(Bucket::start).toList());
        assertThat(actual)
                .extracting(bucket -> encoded(bucket.tally()))
                .containsExactlyElementsOf(
                        expected.stream().map(bucket -> encoded(bucket.tally())).toList());
    }

    private static Duration maintained(Tally tally) {
        return tally.figures(YEAR).uptime().maintenance();
    }

    /** Everything that a tally holds, to be compared. */
    private static byte[] encoded(Tally tally) {
        return tally.encode(YEAR);
    }

    private static Observation down(Instant at) {
        return new Observation(at, HealthStatus.DOWN, 5_000, Problem.of(Cause.TIMEOUT, "No answer"), Map.of());
    }

    private static Observation unknown(Instant at) {
        return new Observation(at, HealthStatus.UNKNOWN, 0, null, Map.of());
    }

    private static Instant minutes(int minutes) {
        return MORNING.plus(minutes, MINUTES);
    }

    private static Instant hours(int hours) {
        return MORNING.plus(hours, HOURS);
    }
}
