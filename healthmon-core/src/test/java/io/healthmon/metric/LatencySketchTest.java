package io.healthmon.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatencySketchTest {

    /** What floating point may add to a bound. */
    private static final double ROUNDING = 1e-9;

    @ParameterizedTest
    @EnumSource
    void quantilesAreWithinOnePercentOfPercentileDisc(Samples samples) {
        for (int count : new int[] {1, 2, 3, 12, 100, 3_600}) {
            long[] values = samples.take(count, count);
            assertWithin(0.01, sketch(LatencySketch.create(), values), values);
        }
    }

    @ParameterizedTest
    @EnumSource
    void mergedPartsAreWithinOnePercentToo(Samples samples) {
        long[] values = samples.take(5_000, 1);
        LatencySketch merged = LatencySketch.create();
        for (int from = 0; from < values.length; from += 500) {
            merged.merge(sketch(LatencySketch.create(), Arrays.copyOfRange(values, from, from + 500)));
        }
        assertWithin(0.01, merged, values);
    }

    @ParameterizedTest
    @EnumSource
    void anEncodedSketchAnswersAsBefore(Samples samples) {
        for (int most : new int[] {8, 40, 5_000}) {
            LatencySketch sketch = sketch(LatencySketch.create(most), samples.take(3_600, 2));
            assertSame(LatencySketch.decode(sketch.encode()), sketch);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8, 16, 40, 64, 200})
    void withFewBucketsTheErrorOfTheLevelHolds(int most) {
        for (Samples samples : Samples.values()) {
            long[] values = samples.take(3_600, 3);
            LatencySketch sketch = sketch(LatencySketch.create(most), values);
            assertThat(sketch.size()).isLessThanOrEqualTo(most);
            assertWithin(sketch.relativeError(), sketch, values);
        }
    }

    @Test
    void eachLevelAboutDoublesTheError() {
        double[] errors = {0.01, 0.02, 0.04, 0.08, 0.16, 0.31};
        for (int level = 0; level < errors.length; level++) {
            assertThat(LogScale.relativeError(level)).isCloseTo(errors[level], within(0.005));
        }
    }

    @ParameterizedTest
    @EnumSource
    void partsOfDifferentLevelsMergeToWhatTheWholeWouldBe(Samples samples) {
        long[] values = samples.take(2_000, 4);
        LatencySketch coarse = sketch(LatencySketch.create(10), Arrays.copyOf(values, 1_000));
        LatencySketch fine = sketch(LatencySketch.create(), Arrays.copyOfRange(values, 1_000, 2_000));
        LatencySketch oneWay = LatencySketch.decode(coarse.encode());
        oneWay.merge(fine);
        LatencySketch otherWay = LatencySketch.decode(fine.encode());
        otherWay.merge(coarse);
        assertThat(oneWay.level()).isEqualTo(Math.max(coarse.level(), fine.level()));
        assertSame(otherWay, oneWay);
        assertWithin(oneWay.relativeError(), oneWay, values);
    }

    @Test
    void theOrderOfMergingDoesNotMatter() {
        Random random = new Random(5);
        for (int round = 0; round < 50; round++) {
            LatencySketch whole = LatencySketch.create(12);
            LatencySketch first = LatencySketch.create(12);
            LatencySketch second = LatencySketch.create(12);
            for (int index = random.nextInt(60); index >= 0; index--) {
                long value = Samples.HEAVY_TAILED.next(random);
                whole.add(value);
                (random.nextBoolean() ? first : second).add(value);
            }
            second.merge(first);
            assertSame(second, whole);
        }
    }

    @Test
    void mergingLeavesTheOtherAsItIs() {
        LatencySketch other = sketch(LatencySketch.create(), 1, 100, 10_000);
        byte[] before = other.encode();
        sketch(LatencySketch.create(4), 5, 50, 500, 5_000, 50_000).merge(other);
        assertThat(other.encode()).isEqualTo(before);
    }

    @Test
    void aSketchMergedIntoItselfCountsTwice() {
        LatencySketch sketch = sketch(LatencySketch.create(), 7, 7, 300);
        sketch.merge(sketch);
        assertSame(sketch, sketch(LatencySketch.create(), 7, 7, 300, 7, 7, 300));
    }

    @Test
    void zeroAndSmallIntegersAreExact() {
        for (long value = 0; value < 50; value++) {
            assertThat(sketch(LatencySketch.create(), value).quantile(0.5)).hasValue((double) value);
        }
    }

    @Test
    void zeroAndOneStayExactAtEveryLevel() {
        LatencySketch sketch = sketch(LatencySketch.create(4), 0, 1, 2, 40, 3_000, 1L << 40, Long.MAX_VALUE);
        assertThat(sketch.level()).isGreaterThan(8);
        assertThat(sketch.quantile(0)).hasValue(0);
        assertThat(sketch.quantile(2 / 7.0)).hasValue(1);
    }

    @Test
    void everyTimeUpToTheLongestIsWithinOnePercent() {
        for (long value = 1; value > 0; value += 1 + value / 300) {
            double answer = sketch(LatencySketch.create(), value).quantile(1).orElseThrow();
            assertThat(answer).isCloseTo((double) value, within(value * (0.01 + ROUNDING)));
        }
        assertThat(sketch(LatencySketch.create(), Long.MAX_VALUE).quantile(1).orElseThrow())
                .isCloseTo(Long.MAX_VALUE, within(0.0101 * Long.MAX_VALUE));
    }

    @Test
    void withoutResponseTimesThereIsNoQuantile() {
        assertThat(LatencySketch.create().quantile(0.5)).isEmpty();
        assertThat(LatencySketch.create().count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
    void aQuantileOutsideZeroToOneIsRefused(double part) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LatencySketch.create().quantile(part))
                .withMessage("quantile " + part + " is not allowed; use 0 to 1");
    }

    @Test
    void aNegativeTimeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LatencySketch.create().add(-1))
                .withMessage("response time -1 ms is negative");
    }

    @Test
    void fewerThanFourBucketsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LatencySketch.create(3))
                .withMessage("mostBuckets 3 is too few; use 4 or more");
    }

    private static LatencySketch sketch(LatencySketch sketch, long... values) {
        Arrays.stream(values).forEach(sketch::add);
        return sketch;
    }

    private static void assertSame(LatencySketch actual, LatencySketch expected) {
        assertThat(actual.count()).isEqualTo(expected.count());
        assertThat(actual.encode()).isEqualTo(expected.encode());
    }

    private static void assertWithin(double error, LatencySketch sketch, long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        assertThat(sketch.count()).isEqualTo(values.length);
        for (double part : Samples.PARTS) {
            long exact = Samples.percentileDisc(sorted, part);
            assertThat(sketch.quantile(part).orElseThrow())
                    .as("quantile %s of %d values", part, values.length)
                    .isCloseTo((double) exact, within(exact * (error + ROUNDING)));
        }
    }
}
