package io.healthmon.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import io.healthmon.check.HealthStatus;
import io.healthmon.state.Observation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RollingStatisticsTest {

    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    private final RollingStatistics statistics = new RollingStatistics();

    @Test
    void withoutResultsThereAreNoFigures() {
        assertThat(statistics.lastDay(NOON)).isEqualTo(Statistics.NONE);
        assertThat(statistics.uptime30Days(NOON)).isEmpty();
    }

    @Test
    void smallTimesAreExact() {
        for (long millis = 1; millis <= 20; millis++) {
            add(NOON, HealthStatus.HEALTHY, millis);
        }
        assertThat(statistics.lastDay(NOON)).isEqualTo(new Statistics(20, 20, 11, 1, 20, 10, 19, 20));
    }

    @Test
    void aDegradedResultIsASuccessAndAFailureCountsWithItsTime() {
        add(NOON, HealthStatus.DEGRADED, 10);
        add(NOON, HealthStatus.DOWN, 30);
        assertThat(statistics.lastDay(NOON)).isEqualTo(new Statistics(2, 1, 20, 10, 30, 10, 30, 30));
        assertThat(statistics.uptime30Days(NOON)).hasValue(50);
    }

    @Test
    void unknownResultsCountNeitherWay() {
        add(NOON, HealthStatus.UNKNOWN, 10);
        assertThat(statistics.lastDay(NOON)).isEqualTo(Statistics.NONE);
        assertThat(statistics.uptime30Days(NOON)).isEmpty();
    }

    @Test
    void theHourThatLiesOnlyPartlyWithinIsLeftOut() {
        add(NOON, HealthStatus.HEALTHY, 10);
        assertThat(statistics
                        .lastDay(NOON.plus(Duration.ofHours(24)).minusNanos(1))
                        .results())
                .isEqualTo(1);
        assertThat(statistics.lastDay(NOON.plus(Duration.ofHours(24)))).isEqualTo(Statistics.NONE);
    }

    @Test
    void theDayThatLiesOnlyPartlyWithinIsLeftOut() {
        add(NOON, HealthStatus.HEALTHY, 10);
        Instant midnight = NOON.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(30));
        assertThat(statistics.uptime30Days(midnight.minusNanos(1))).hasValue(100);
        assertThat(statistics.uptime30Days(midnight)).isEmpty();
    }

    @Test
    void hoursAfterTheMomentAskedForAreLeftOut() {
        add(NOON, HealthStatus.HEALTHY, 10);
        add(NOON.plus(Duration.ofHours(13)), HealthStatus.DOWN, 10);
        assertThat(statistics.lastDay(NOON).results()).isEqualTo(1);
        assertThat(statistics.uptime30Days(NOON)).hasValue(100);
    }

    @Test
    void aLateResultCountsInItsOwnHour() {
        add(NOON, HealthStatus.HEALTHY, 10);
        add(NOON.minus(Duration.ofHours(23)), HealthStatus.DOWN, 30);
        assertThat(statistics.lastDay(NOON).results()).isEqualTo(2);
        assertThat(statistics.lastDay(NOON.plus(Duration.ofHours(1))).results()).isEqualTo(1);
        assertThat(statistics.lastDay(NOON.minus(Duration.ofHours(1))).results())
                .isEqualTo(1);
    }

    @Test
    void oneResultThatIsADayLateIsLeftOut() {
        add(NOON, HealthStatus.HEALTHY, 10);
        add(NOON.minus(Duration.ofHours(24)), HealthStatus.DOWN, 30);
        assertThat(statistics.uptime30Days(NOON)).hasValue(100);
        assertThat(statistics.lastDay(NOON.minus(Duration.ofHours(1)))).isEqualTo(Statistics.NONE);
    }

    @Test
    void threeResultsThatAreADayLateMeanThatTheClockWasWrong() {
        add(NOON.plus(Duration.ofDays(20_000)), HealthStatus.DOWN, 9);
        for (int index = 0; index < 5; index++) {
            add(NOON.plusSeconds(index), HealthStatus.HEALTHY, 10);
        }
        assertThat(statistics.lastDay(NOON)).isEqualTo(new Statistics(3, 3, 10, 10, 10, 10, 10, 10));
        assertThat(statistics.uptime30Days(NOON)).hasValue(100);
        assertThat(statistics.uptime30Days(NOON.plus(Duration.ofDays(20_000)))).isEmpty();
    }

    @Test
    void lateResultsWithOthersBetweenThemAreLeftOut() {
        for (int index = 0; index < 5; index++) {
            add(NOON, HealthStatus.HEALTHY, 10);
            add(NOON.minus(Duration.ofDays(2)), HealthStatus.DOWN, 10);
        }
        assertThat(statistics.lastDay(NOON).results()).isEqualTo(5);
        assertThat(statistics.uptime30Days(NOON)).hasValue(100);
    }

    @Test
    void aJumpAheadForgetsWhatIsOutOfTheWindow() {
        add(NOON, HealthStatus.HEALTHY, 10);
        Instant muchLater = NOON.plus(Duration.ofDays(400));
        add(muchLater, HealthStatus.DOWN, 20);
        assertThat(statistics.lastDay(muchLater)).isEqualTo(new Statistics(1, 0, 20, 20, 20, 20, 20, 20));
        assertThat(statistics.uptime30Days(muchLater)).hasValue(0);
        assertThat(statistics.lastDay(NOON)).isEqualTo(Statistics.NONE);
        assertThat(statistics.uptime30Days(NOON)).isEmpty();
    }

    @Test
    void timesBeforeTheEpochCountToo() {
        Instant early = Instant.EPOCH.minus(Duration.ofMinutes(30));
        add(early, HealthStatus.HEALTHY, 10);
        add(early.plus(Duration.ofHours(1)), HealthStatus.DOWN, 10);
        assertThat(statistics.lastDay(early.plus(Duration.ofHours(1))).results())
                .isEqualTo(2);
        assertThat(statistics.uptime30Days(early)).hasValue(100);
    }

    @Test
    void whatTakesLongerThanAYearCountsAsAYear() {
        add(NOON, HealthStatus.DOWN, Long.MAX_VALUE);
        add(NOON, HealthStatus.DOWN, Long.MAX_VALUE);
        assertThat(statistics.lastDay(NOON).averageMillis())
                .isEqualTo(Duration.ofDays(366).toMillis());
    }

    @Test
    void aNegativeTimeIsRefusedAndCountsNowhere() {
        assertThatIllegalArgumentException().isThrownBy(() -> add(NOON, HealthStatus.DOWN, -1));
        assertThat(statistics.lastDay(NOON)).isEqualTo(Statistics.NONE);
        assertThat(statistics.uptime30Days(NOON)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void percentilesOfAnHourOfSixtyChecksAreWithinOnePercentOrHalfAMillisecond(Samples samples) {
        List<Observation> results = new ArrayList<>();
        Random random = new Random(7);
        for (int minute = 0; minute < 24 * 60; minute++) {
            results.add(result(NOON.plus(Duration.ofMinutes(minute)), HealthStatus.HEALTHY, samples.next(random)));
        }
        results.forEach(statistics::add);
        double error = samples == Samples.HEAVY_TAILED ? 0.02 : 0.01;
        assertAsOracle(results, NOON.plus(Duration.ofHours(23)), error);
    }

    @Test
    void percentilesOfChecksEverySecondAreWithinFourPercent() {
        List<Observation> results = new ArrayList<>();
        Random random = new Random(8);
        for (int second = 0; second < 86_400; second++) {
            boolean failure = random.nextInt(20) == 0;
            long millis = failure && random.nextBoolean() ? 5_000 : Samples.LOG_NORMAL.next(random);
            HealthStatus status = failure ? HealthStatus.DOWN : HealthStatus.HEALTHY;
            results.add(result(NOON.plusSeconds(second), status, millis));
        }
        results.forEach(statistics::add);
        assertAsOracle(results, NOON.plus(Duration.ofHours(23)), 0.04);
    }

    @Test
    void percentilesAreWithinSixteenPercentWhenEverythingUpToAMinuteIsSeen() {
        List<Observation> results = new ArrayList<>();
        Random random = new Random(9);
        for (int second = 0; second < 3_600; second++) {
            long millis = Math.round(Math.exp(random.nextDouble() * Math.log(60_000)));
            results.add(result(NOON.plusSeconds(second), HealthStatus.HEALTHY, millis));
        }
        results.forEach(statistics::add);
        assertAsOracle(results, NOON, 0.16);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyMixOfTimesAndStatusesAgreesWithCountingAllResults(long seed) {
        Random random = new Random(seed);
        List<Observation> results = new ArrayList<>();
        Instant newest = NOON;
        for (int round = 0; round < 4_000; round++) {
            newest = newest.plusSeconds(random.nextInt(10) == 0 ? random.nextInt(20_000) : random.nextInt(300));
            long late = random.nextInt(5) == 0 ? random.nextInt(82_000) : 0;
            HealthStatus status = HealthStatus.values()[random.nextInt(4)];
            Observation result = result(newest.minusSeconds(late), status, random.nextInt(45));
            results.add(result);
            statistics.add(result);
            if (round % 100 == 0) {
                assertAsOracle(results, newest.plusSeconds(random.nextInt(100_000)), 0.31);
            }
        }
    }

    private void assertAsOracle(List<Observation> results, Instant now, double error) {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        List<Observation> day = within(results, hour.minus(Duration.ofHours(23)), hour.plus(Duration.ofHours(1)));
        Statistics actual = statistics.lastDay(now);
        long[] sorted =
                day.stream().mapToLong(Observation::responseTimeMillis).sorted().toArray();
        assertThat(actual.results()).isEqualTo(sorted.length);
        assertThat(actual.successes())
                .isEqualTo(day.stream().filter(Observation::success).count());
        assertThat(actual.successRate()).isEqualTo(rate(day));
        if (sorted.length > 0) {
            assertThat(actual.minMillis()).isEqualTo(sorted[0]);
            assertThat(actual.maxMillis()).isEqualTo(sorted[sorted.length - 1]);
            double sum = day.stream().mapToLong(Observation::responseTimeMillis).sum();
            assertThat(actual.averageMillis()).isEqualTo(Math.round(sum / sorted.length));
            assertPercentile(actual.p50Millis(), Samples.percentileDisc(sorted, 0.5), error);
            assertPercentile(actual.p95Millis(), Samples.percentileDisc(sorted, 0.95), error);
            assertPercentile(actual.p99Millis(), Samples.percentileDisc(sorted, 0.99), error);
        }
        Instant today = now.truncatedTo(ChronoUnit.DAYS);
        assertThat(statistics.uptime30Days(now))
                .isEqualTo(rate(within(results, today.minus(Duration.ofDays(29)), today.plus(Duration.ofDays(1)))));
    }

    private static void assertPercentile(double actual, long exact, double error) {
        assertThat(actual).isCloseTo(exact, offset(exact * error + 1e-9));
    }

    private static List<Observation> within(List<Observation> results, Instant from, Instant to) {
        return results.stream()
                .filter(result -> result.status() != HealthStatus.UNKNOWN)
                .filter(result -> !result.at().isBefore(from) && result.at().isBefore(to))
                .toList();
    }

    private static OptionalDouble rate(List<Observation> results) {
        long successes = results.stream().filter(Observation::success).count();
        return results.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(100.0 * successes / results.size());
    }

    private void add(Instant at, HealthStatus status, long millis) {
        statistics.add(result(at, status, millis));
    }

    private static Observation result(Instant at, HealthStatus status, long millis) {
        return new Observation(at, status, millis, null, Map.of());
    }
}
