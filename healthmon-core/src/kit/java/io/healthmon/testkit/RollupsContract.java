package io.healthmon.testkit;

import static io.healthmon.testkit.StoredResults.MORNING;
import static io.healthmon.testkit.StoredResults.healthy;
import static java.time.temporal.ChronoUnit.HOURS;
import static java.time.temporal.ChronoUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.metric.Bucket;
import io.healthmon.metric.Resolution;
import io.healthmon.metric.Tally;
import io.healthmon.store.RollupStore;
import io.healthmon.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link RollupStore} promises of rolling up, of any store, also of one that keeps figures no longer than results. */
abstract class RollupsContract extends RolledUpResults {

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
}
