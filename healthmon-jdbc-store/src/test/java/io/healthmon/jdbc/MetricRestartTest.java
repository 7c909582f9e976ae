package io.healthmon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.HealthMonitor;
import io.healthmon.metric.application.MetricFigures;
import io.healthmon.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an application measured outlives its process. */
@Timeout(60)
class MetricRestartTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final String url = TestDatabases.h2() + ";DB_CLOSE_DELAY=-1";

    private HealthMonitor monitor(ManualTime time) {
        return HealthMonitor.builder()
                .store(JdbcHealthStore.open(url, "", TestDatabases.NO_PASSWORD))
                .clock(time.clock())
                .scheduler(time.scheduler())
                .build();
    }

    @Test
    void theValuesOfTheLastDayAndMonthAreThereAfterARestart() {
        ManualTime time = new ManualTime(Instant.parse("2026-02-20T10:30:00Z"));
        try (HealthMonitor monitor = monitor(time)) {
            monitor.metrics().count("bandwidth_bytes", 41_000_000_000L, Map.of());
        }
        time = new ManualTime(Instant.parse("2026-03-15T10:30:00Z"));
        try (HealthMonitor monitor = monitor(time)) {
            monitor.metrics().duration("page_load", Duration.ofSeconds(6), Map.of("route", "/x"));
            monitor.metrics().outcome("sms", false, Map.of());
        }
        time.advance(Duration.ofMinutes(50));
        try (HealthMonitor monitor = monitor(time)) {
            monitor.metrics().outcome("sms", false, Map.of());
            monitor.start();
            await(monitor, "sms", 2);
            await(monitor, "page_load", 1);
            await(monitor, "bandwidth_bytes", 1);

            MetricFigures pages = monitor.metrics().window("page_load", Map.of("route", "/x"), Duration.ofHours(1));
            assertThat(pages.percentile(0.95)).hasValue(6_000);
            assertThat(monitor.metrics().window("sms", Map.of(), DAY).failures())
                    .isEqualTo(2);
            assertThat(monitor.metrics().thresholds().stream()
                            .filter(reading -> reading.exceeded())
                            .map(reading -> reading.threshold().id()))
                    .containsExactlyInAnyOrder("bandwidth", "page-load");
        }
    }

    private static void await(HealthMonitor monitor, String name, long count) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (monitor.metrics().window(name, Map.of(), Duration.ofDays(31)).count() < count) {
            assertThat(System.nanoTime()).as("%s is read", name).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
