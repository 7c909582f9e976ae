package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.metric.application.MetricFigures;
import io.healthmon.metric.application.MetricMeasure;
import io.healthmon.metric.application.MetricSettings;
import io.healthmon.metric.application.MetricThreshold;
import io.healthmon.metric.application.MetricThreshold.Side;
import io.healthmon.metric.application.ThresholdReading;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApplicationMetricsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final OperatedStore store = new OperatedStore();
    private final MetricThreshold own = MetricThreshold.below("orders", "orders", MetricMeasure.SUM, 5);
    private final MonitorHarness harness = MonitorHarness.of(builder ->
            builder.store(store).metrics(MetricSettings.defaults().with(own).without("bandwidth")));
    private final ApplicationMetrics metrics = harness.monitor.metrics();

    @AfterEach
    void close() {
        harness.close();
    }

    private ThresholdReading threshold(String id) {
        return metrics.thresholds().stream()
                .filter(reading -> reading.threshold().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private double stored(String name) {
        return Metrics.sum(store, name, harness.time.now());
    }

    @Test
    void whatIsRecordedIsReadAtOnce() {
        metrics.count("errors", 6, Map.of("severity", "critical"));

        assertThat(metrics.window("errors", Map.of(), HOUR).sum()).isEqualTo(6);
        assertThat(threshold("critical-errors").exceeded()).isTrue();
        assertThat(threshold("critical-errors").value()).hasValue(6);
        assertThat(threshold("high-errors").exceeded()).isFalse();
    }

    @Test
    void aLimitItselfIsNotExceeded() {
        metrics.count("errors", 5, Map.of("severity", "critical"));

        assertThat(threshold("critical-errors").exceeded()).isFalse();
    }

    @Test
    void aRatioNeedsItsMinimumSample() {
        for (int index = 0; index < 19; index++) {
            metrics.outcome("request", false, Map.of());
        }
        assertThat(threshold("error-rate").exceeded()).isFalse();

        metrics.outcome("request", false, Map.of());
        assertThat(threshold("error-rate").exceeded()).isTrue();
        assertThat(threshold("error-rate").value()).hasValue(100);
        assertThat(threshold("error-rate").samples()).isEqualTo(20);
    }

    @Test
    void ofSeveralGaugesTheWorstCounts() {
        metrics.gauge("credit", 20, Map.of("provider", "sms"));
        metrics.gauge("credit", 5_000, Map.of("provider", "maps"));

        assertThat(threshold("credit").value()).hasValue(20);
        assertThat(threshold("credit").exceeded()).isTrue();
    }

    @Test
    void activeUsersAreAGaugeOfTheirOwn() {
        for (int user = 0; user < 101; user++) {
            metrics.user("user-" + user);
        }

        assertThat(metrics.activeUsers()).isEqualTo(101);
        assertThat(threshold("concurrent-users").exceeded()).isTrue();
        assertThat(metrics.series().toString()).doesNotContain("user-1");
    }

    @Test
    void thresholdsAreAddedAndRemoved() {
        assertThat(metrics.thresholds()).hasSize(15);
        assertThat(threshold("orders").exceeded()).isFalse();

        metrics.count("orders", 1, Map.of());
        assertThat(threshold("orders").exceeded()).isTrue();
        assertThat(threshold("orders").threshold().side()).isEqualTo(Side.BELOW);
    }

    @Test
    void whatChangedIsWrittenAboutEveryTenSeconds() {
        harness.monitor.start();
        metrics.count("errors", 1, Map.of());
        harness.time.advance(Duration.ofSeconds(10));
        MonitorHarness.await("the first errors are written", () -> stored("errors") == 1);

        metrics.count("errors", 2, Map.of());
        harness.time.advance(Duration.ofSeconds(10));
        MonitorHarness.await("the next errors are written", () -> stored("errors") == 3);
    }

    @Test
    void whatIsRecordedWhileTheStoreIsAwayIsWrittenLater() {
        store.away(true);
        harness.monitor.start();
        metrics.count("errors", 1, Map.of());
        harness.time.advance(Duration.ofMinutes(5));
        metrics.count("errors", 2, Map.of());
        harness.time.advance(Duration.ofSeconds(10));
        assertThat(metrics.window("errors", Map.of(), HOUR).sum()).isEqualTo(3);

        store.away(false);
        harness.time.advance(Duration.ofSeconds(10));
        MonitorHarness.await("everything is written", () -> stored("errors") == 3);
    }

    @Test
    void whatOthersWroteAfterALongOutageIsCountedIn() {
        harness.monitor.start();
        rounds(6);
        store.away(true);
        Instant during = harness.time.now().plus(Duration.ofMinutes(30));
        harness.time.advance(Duration.ofMinutes(150));
        store.away(false);
        Metrics.add(store, "errors", 9, during);
        rounds(6);

        MonitorHarness.await(
                "the backlog is read",
                () -> metrics.window("errors", Map.of(), Duration.ofHours(6)).sum() == 9);
    }

    private void rounds(int count) {
        for (int round = 0; round < count; round++) {
            double before = stored("ticks");
            metrics.count("ticks", 1, Map.of());
            harness.time.advance(Duration.ofSeconds(10));
            MonitorHarness.await("a round", () -> stored("ticks") > before);
        }
    }

    @Test
    void whatOtherInstancesRecordedIsCountedIn() {
        metrics.count("errors", 1, Map.of());
        Metrics.add(store, "errors", 7, harness.time.now());
        harness.monitor.start();

        MonitorHarness.await(
                "the start has read it",
                () -> metrics.window("errors", Map.of(), HOUR).sum() == 8);
        Metrics.add(store, "errors", 9, harness.time.now());
        for (int round = 1; round <= 12; round++) {
            int ticks = round;
            metrics.count("ticks", 1, Map.of());
            harness.time.advance(Duration.ofSeconds(10));
            MonitorHarness.await("a round", () -> stored("ticks") == ticks);
        }
        MonitorHarness.await(
                "later writes are read",
                () -> metrics.window("errors", Map.of(), HOUR).sum() == 17);
    }

    @Test
    void recordingBeforeTheStartAndAfterTheCloseWorks() {
        metrics.gauge("queue", 1, Map.of());
        harness.close();
        metrics.gauge("queue", 2, Map.of());

        assertThat(metrics.window("queue", Map.of(), HOUR).last())
                .map(MetricFigures.Last::value)
                .contains(2.0);
    }
}
