package io.healthmon.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.healthmon.check.HealthStatus;
import io.healthmon.metric.Accounting.Maintenance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountingTest {

    private static final Instant FROM = Instant.parse("2026-03-10T08:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    /** Every millisecond of an hour is asked for, so hours are few. */
    private static final int HOURS = 5;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void everyMillisecondIsWhatTheLastResultSaysUntilItIsStale(int seed) {
        Case random = new Case(new Random(seed));
        assertThat(random.accounted()).isEqualTo(random.bruteForce());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anAccountOfPartsAddsUpToTheAccountOfTheWhole(int seed) {
        Case random = new Case(new Random(seed));
        Tally whole = Tally.create();
        random.account(FROM, random.to).forEach(hour -> whole.merge(hour.tally()));
        Tally sum = Tally.create();
        for (Instant from = FROM; from.isBefore(random.to); from = from.plus(HOUR)) {
            Instant end = from.plus(HOUR);
            random.account(from, end.isBefore(random.to) ? end : random.to).forEach(hour -> sum.merge(hour.tally()));
        }
        assertThat(sum.encode(Duration.ofDays(1))).isEqualTo(whole.encode(Duration.ofDays(1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aTallyComesOutOfItsEncodingAsItWentIn(int seed) {
        Case random = new Case(new Random(seed));
        Tally day = Tally.create();
        for (Bucket hour : random.account(FROM, random.to)) {
            assertSame(Tally.decode(hour.tally().encode(HOUR), HOUR), hour.tally(), HOUR);
            day.merge(hour.tally());
        }
        assertSame(Tally.decode(day.encode(Duration.ofDays(1)), Duration.ofDays(1)), day, Duration.ofDays(1));
    }

    @ParameterizedTest
    @EnumSource
    void percentilesOfMergedAndStoredHoursAreWithinOnePercent(Samples samples) {
        long[] values = samples.take(7_200, 42);
        Tally month = Tally.create();
        for (int hour = 0; hour < 720; hour++) {
            Tally own = Tally.create();
            for (long value : Arrays.copyOfRange(values, 10 * hour, 10 * hour + 10)) {
                own.add(HealthStatus.HEALTHY, value);
            }
            month.merge(Tally.decode(own.encode(HOUR), HOUR));
        }
        Statistics statistics = month.figures(Duration.ofDays(30)).statistics();
        Arrays.sort(values);
        assertClose(statistics.p50Millis(), Samples.percentileDisc(values, 0.5));
        assertClose(statistics.p95Millis(), Samples.percentileDisc(values, 0.95));
        assertClose(statistics.p99Millis(), Samples.percentileDisc(values, 0.99));
        assertThat(statistics.minMillis()).isEqualTo(values[0]);
        assertThat(statistics.maxMillis()).isEqualTo(values[values.length - 1]);
        assertThat(statistics.averageMillis())
                .isEqualTo(Math.round(Arrays.stream(values).sum() / (double) values.length));
    }

    private static void assertClose(double actual, long expected) {
        assertThat(actual).isCloseTo(expected, within(0.01 * expected + 1e-9));
    }

    @Test
    void aResultThatIsNotLaterThanTheOneBeforeCountsAndStandsForNoTime() {
        Accounting account = Accounting.of(FROM, FROM.plus(HOUR), Duration.ofMinutes(10), List.of());
        account.add(FROM.plusSeconds(100), HealthStatus.HEALTHY, 1);
        account.add(FROM.plusSeconds(100), HealthStatus.DOWN, 1);
        account.add(FROM.plusSeconds(50), HealthStatus.DEGRADED, 1);
        Tally tally = account.finish().get(0).tally();
        assertThat(tally.known()).isEqualTo(3);
        assertThat(tally.millis(HealthStatus.HEALTHY)).isEqualTo(600_000);
        assertThat(tally.millis(HealthStatus.DOWN) + tally.millis(HealthStatus.DEGRADED))
                .isZero();
    }

    @Test
    void hoursWithoutAnythingAreLeftOut() {
        Accounting account = Accounting.of(FROM, FROM.plus(HOUR.multipliedBy(9)), Duration.ofMinutes(90), List.of());
        account.add(FROM.minusSeconds(60), HealthStatus.HEALTHY, 1);
        account.add(FROM.plus(HOUR.multipliedBy(5)), HealthStatus.HEALTHY, 1);
        assertThat(account.finish())
                .extracting(bucket -> Duration.between(FROM, bucket.start()).toHours())
                .containsExactly(0L, 1L, 5L, 6L);
    }

    @Test
    void aSpanThatDoesNotBeginWithAnHourIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Accounting.of(FROM.plusSeconds(1), FROM.plus(HOUR), HOUR, List.of()))
                .withMessageContaining("2026-03-10T08:00:01Z");
    }

    private static void assertSame(Tally actual, Tally expected, Duration span) {
        assertThat(actual.figures(span)).isEqualTo(expected.figures(span));
        for (HealthStatus status : HealthStatus.values()) {
            assertThat(actual.results(status)).as("%s results", status).isEqualTo(expected.results(status));
            assertThat(actual.millis(status)).as("%s time", status).isEqualTo(expected.millis(status));
        }
    }

    /** Results with gaps, of equal times, and as a clock gives them that was set back; and windows of maintenance. */
    private static final class Case {

        private final Duration validity;
        private final Instant to;
        private final List<Result> results = new ArrayList<>();
        private final List<Maintenance> maintenance = new ArrayList<>();

        Case(Random random) {
            validity = Duration.ofSeconds(new int[] {7, 90, 600, 5_400, 40_000}[random.nextInt(5)]);
            to = FROM.plus(HOUR.multipliedBy(HOURS)).minusMillis(random.nextBoolean() ? 0 : random.nextInt(3_000_000));
            HealthStatus[] statuses = HealthStatus.values();
            Instant at = FROM.minusSeconds(random.nextInt(7_200));
            while (at.isBefore(to.plusSeconds(600))) {
                long response = random.nextInt(20) == 0 ? 0 : random.nextLong(30_000);
                results.add(new Result(at, statuses[random.nextInt(statuses.length)], response));
                at = at.plusNanos(step(random) * 1_000);
            }
            results.sort((one, other) -> one.at().compareTo(other.at()));
            Instant begin = FROM.minusSeconds(random.nextInt(3_000));
            for (int window = random.nextInt(4); window > 0; window--) {
                Instant end = begin.plusMillis(1 + random.nextInt(5_000_000));
                maintenance.add(new Maintenance(begin, end));
                begin = end.plusMillis(random.nextInt(5_000_000));
            }
        }

        /** Returns microseconds. */
        private static long step(Random random) {
            return switch (random.nextInt(12)) {
                case 0 -> 0;
                case 1 -> random.nextInt(2_000);
                case 2 -> -random.nextInt(60_000_000);
                case 3 -> random.nextLong(7_000_000_000L);
                default -> random.nextLong(400_000_000);
            };
        }

        List<Bucket> account(Instant from, Instant end) {
            Accounting account = Accounting.of(from, end, validity, maintenance);
            results.forEach(result -> account.add(result.at(), result.status(), result.responseMillis()));
            return account.finish();
        }

        Map<Instant, List<Long>> accounted() {
            Map<Instant, List<Long>> hours = new TreeMap<>();
            for (Bucket hour : account(FROM, to)) {
                List<Long> row = new ArrayList<>();
                for (HealthStatus status : HealthStatus.values()) {
                    row.add(hour.tally().results(status));
                    row.add(hour.tally().millis(status));
                }
                row.add(hour.tally().figures(HOUR).uptime().maintenance().toMillis());
                hours.put(hour.start(), row);
            }
            return hours;
        }

        /** Asks for each millisecond what was known at its end, as if every result came at the end of its own. */
        Map<Instant, List<Long>> bruteForce() {
            int statuses = HealthStatus.values().length;
            Map<Long, long[]> hours = new TreeMap<>();
            for (Result result : results) {
                if (!result.at().isBefore(FROM) && result.at().isBefore(to)) {
                    hours.computeIfAbsent(hour(result.at().toEpochMilli()), hour -> new long[2 * statuses + 1])[
                            2 * result.status().ordinal()]++;
                }
            }
            int next = 0;
            Result last = null;
            for (long milli = FROM.toEpochMilli(); milli < to.toEpochMilli(); milli++) {
                while (next < results.size() && results.get(next).at().toEpochMilli() <= milli) {
                    Result result = results.get(next++);
                    last = last != null && !result.at().isAfter(last.at()) ? last : result;
                }
                int column = column(milli, last);
                if (column >= 0) {
                    hours.computeIfAbsent(hour(milli), hour -> new long[2 * statuses + 1])[column]++;
                }
            }
            Map<Instant, List<Long>> rows = new TreeMap<>();
            hours.forEach((hour, row) -> rows.put(
                    Instant.ofEpochMilli(hour), Arrays.stream(row).boxed().toList()));
            return rows;
        }

        private int column(long milli, Result last) {
            for (Maintenance window : maintenance) {
                if (window.from().toEpochMilli() <= milli && milli < window.to().toEpochMilli()) {
                    return 2 * HealthStatus.values().length;
                }
            }
            boolean stale = last == null || milli >= last.at().plus(validity).toEpochMilli();
            return stale ? -1 : 2 * last.status().ordinal() + 1;
        }

        private static long hour(long milli) {
            return milli - Math.floorMod(milli, HOUR.toMillis());
        }
    }

    private record Result(Instant at, HealthStatus status, long responseMillis) {}
}
