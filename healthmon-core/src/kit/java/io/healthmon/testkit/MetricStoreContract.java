package io.healthmon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.healthmon.metric.LatencySketch;
import io.healthmon.metric.application.MetricBucket;
import io.healthmon.metric.application.MetricFigures;
import io.healthmon.metric.application.MetricFigures.Last;
import io.healthmon.metric.application.MetricKind;
import io.healthmon.metric.application.MetricResolution;
import io.healthmon.metric.application.MetricSeries;
import io.healthmon.store.HealthStore;
import io.healthmon.store.MetricStore;
import io.healthmon.store.StoreException;
import io.healthmon.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@link MetricStore} promises; the stores of metrics are right when all of it holds. */
@Timeout(60)
public abstract class MetricStoreContract {

    private static final Instant MORNING = Instant.parse("2026-03-10T08:00:00Z");
    private static final MetricSeries ERRORS = new MetricSeries(MetricKind.COUNT, "errors", Map.of("severity", "high"));
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private HealthStore store;
    private MetricStore metrics;

    /** For subclasses. */
    protected MetricStoreContract() {}

    /** Returns an empty store; the contract closes it. */
    protected abstract HealthStore create();

    @BeforeEach
    final void createStore() {
        store = create();
        metrics = store.metrics();
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    @Test
    void whatWasAddedComesBackAsItWas() {
        LatencySketch sketch = LatencySketch.create();
        List.of(120L, 4_000L, 121L).forEach(sketch::add);
        MetricFigures durations =
                MetricFigures.of(3, 4_241.25, 120, 4_000, new Last(121, MORNING.plusMillis(17)), 0, sketch.encode());
        MetricSeries pages = new MetricSeries(
                MetricKind.DURATION, "page_load", Map.of("route", "/künden/\"x\"\\ 𝄞", "host", "", "a.b-c", " "));
        MetricBucket bucket = new MetricBucket("one", pages, MetricResolution.HOUR, MORNING, durations);
        metrics.add(List.of(bucket));
        assertThat(all(MetricResolution.HOUR)).containsExactly(bucket);
        assertThat(all(MetricResolution.MINUTE)).isEmpty();
    }

    @Test
    void everyKindComesBackAsItWas() {
        List<MetricBucket> buckets = new ArrayList<>();
        for (MetricKind kind : MetricKind.values()) {
            MetricSeries series = new MetricSeries(kind, "of_" + kind.label(), Map.of());
            buckets.add(new MetricBucket("one", series, MetricResolution.MINUTE, MORNING, figures(2, 1e18, 1)));
        }
        metrics.add(buckets);
        assertThat(all(MetricResolution.MINUTE)).containsExactlyInAnyOrderElementsOf(buckets);
    }

    @Test
    void aBucketThatIsAddedAgainTakesThePlaceOfTheOther() {
        metrics.add(List.of(bucket("one", MORNING, 1), bucket("one", MORNING.plus(MINUTE), 5)));
        metrics.add(List.of(bucket("one", MORNING, 3)));
        metrics.add(List.of(bucket("one", MORNING, 3)));
        assertThat(all(MetricResolution.MINUTE))
                .containsExactlyInAnyOrder(bucket("one", MORNING, 3), bucket("one", MORNING.plus(MINUTE), 5));
    }

    @Test
    void ofSeveralInOneListTheLastStays() {
        metrics.add(List.of(bucket("one", MORNING, 1), bucket("one", MORNING, 2)));
        assertThat(all(MetricResolution.MINUTE)).containsExactly(bucket("one", MORNING, 2));
    }

    @Test
    void severalInstancesAreKeptApart() {
        metrics.add(List.of(bucket("one", MORNING, 1), bucket("two", MORNING, 2)));
        metrics.add(List.of(bucket("two", MORNING, 4)));
        assertThat(all(MetricResolution.MINUTE))
                .containsExactlyInAnyOrder(bucket("one", MORNING, 1), bucket("two", MORNING, 4));
    }

    @Test
    void seriesAreKeptApartByKindNameAndLabels() {
        List<MetricBucket> buckets = new ArrayList<>();
        for (MetricSeries series : List.of(
                ERRORS,
                new MetricSeries(MetricKind.GAUGE, "errors", ERRORS.labels()),
                new MetricSeries(MetricKind.COUNT, "errors", Map.of()),
                new MetricSeries(MetricKind.COUNT, "errors", Map.of("severity", "HIGH")),
                new MetricSeries(MetricKind.COUNT, "Errors", ERRORS.labels()))) {
            buckets.add(new MetricBucket("one", series, MetricResolution.MINUTE, MORNING, figures(1, 1, 0)));
        }
        metrics.add(buckets);
        assertThat(all(MetricResolution.MINUTE)).containsExactlyInAnyOrderElementsOf(buckets);
    }

    @Test
    void aRangeHoldsItsBeginAndNotItsEnd() {
        for (int minute = 0; minute < 5; minute++) {
            metrics.add(List.of(bucket("one", MORNING.plus(MINUTE.multipliedBy(minute)), minute + 1)));
        }
        TimeRange range = new TimeRange(MORNING.plus(MINUTE), MORNING.plus(MINUTE.multipliedBy(3)));
        assertThat(metrics.read(MetricResolution.MINUTE, range))
                .extracting(MetricBucket::start)
                .containsExactlyInAnyOrder(MORNING.plus(MINUTE), MORNING.plus(MINUTE.multipliedBy(2)));
    }

    @Test
    void manyBucketsAreAddedAtOnce() {
        List<MetricBucket> buckets = new ArrayList<>();
        for (int index = 0; index < 3_000; index++) {
            buckets.add(bucket("one", MORNING.plus(MINUTE.multipliedBy(index)), index + 1));
        }
        metrics.add(buckets);
        metrics.add(buckets);
        assertThat(all(MetricResolution.MINUTE)).containsExactlyInAnyOrderElementsOf(buckets);
    }

    @Test
    void bucketsMayBeNone() {
        metrics.add(List.of());
        assertThat(all(MetricResolution.MINUTE)).isEmpty();
    }

    @Test
    void bucketsThatBeginBeforeAMomentAreRemovedAtTheirResolution() {
        metrics.add(List.of(
                bucket("one", MORNING, 1),
                bucket("two", MORNING, 1),
                bucket("one", MORNING.plus(MINUTE), 2),
                new MetricBucket("one", ERRORS, MetricResolution.HOUR, MORNING, figures(1, 1, 0))));
        assertThat(metrics.removeBefore(MetricResolution.MINUTE, MORNING.plus(MINUTE)))
                .isEqualTo(2);
        assertThat(metrics.removeBefore(MetricResolution.MINUTE, MORNING.plus(MINUTE)))
                .isZero();
        assertThat(all(MetricResolution.MINUTE)).containsExactly(bucket("one", MORNING.plus(MINUTE), 2));
        assertThat(all(MetricResolution.HOUR)).hasSize(1);
    }

    @Test
    void afterTheEndEveryMethodThrowsStoreException() {
        store.close();
        for (Runnable call : List.<Runnable>of(
                () -> metrics.add(List.of(bucket("one", MORNING, 1))),
                () -> metrics.add(List.of()),
                () -> all(MetricResolution.HOUR),
                () -> metrics.removeBefore(MetricResolution.HOUR, MORNING))) {
            assertThatExceptionOfType(StoreException.class).isThrownBy(call::run);
        }
    }

    private List<MetricBucket> all(MetricResolution resolution) {
        return metrics.read(resolution, new TimeRange(MORNING, MORNING.plus(Duration.ofDays(3))));
    }

    private static MetricBucket bucket(String instance, Instant start, long count) {
        return new MetricBucket(instance, ERRORS, MetricResolution.MINUTE, start, figures(count, count, 0));
    }

    private static MetricFigures figures(long count, double sum, long successes) {
        return MetricFigures.of(count, sum, -1, 1, new Last(0.5, MORNING), successes, null);
    }
}
