package io.healthmon.metric.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.healthmon.metric.application.MetricThreshold.Side;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricSettingsTest {

    private static MetricSettings read(Map<String, ?> thresholds) {
        Settings settings = Settings.of(Map.of("thresholds", thresholds));
        MetricSettings read = MetricSettings.defaults().with(settings);
        settings.refuseUnknown();
        return read;
    }

    private static MetricThreshold threshold(MetricSettings settings, String id) {
        return settings.thresholds().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsNotSaidOfASeedStays() {
        MetricThreshold seed = threshold(MetricSettings.defaults(), "critical-errors");
        MetricThreshold changed = threshold(read(Map.of("critical-errors", Map.of("above", "3"))), "critical-errors");

        assertThat(changed).isEqualTo(seed.withLimit(Side.ABOVE, 3));
    }

    @Test
    void aThresholdIsRemoved() {
        assertThat(read(Map.of("credit", Map.of("enabled", false))).thresholds())
                .hasSize(14)
                .noneMatch(each -> each.id().equals("credit"));
    }

    @Test
    void aThresholdIsAddedWithItsDefaults() {
        MetricThreshold added = threshold(
                read(Map.of("orders", Map.of("metric", "checkout", "measure", "failure-percent", "below", 2.5))),
                "orders");

        assertThat(added)
                .isEqualTo(new MetricThreshold(
                        "orders",
                        "checkout",
                        Map.of(),
                        MetricMeasure.FAILURE_PERCENT,
                        Duration.ofHours(1),
                        Side.BELOW,
                        2.5,
                        20));
    }

    @Test
    void everythingOfAThresholdCanBeSet() {
        Map<String, Object> all = Map.of(
                "metric",
                "m",
                "labels",
                Map.of("a", "b"),
                "measure",
                "p95",
                "window",
                "2d",
                "above",
                7,
                "minimumSample",
                3,
                "enabled",
                true);

        assertThat(threshold(read(Map.of("own", all)), "own"))
                .isEqualTo(MetricThreshold.above("own", "m", MetricMeasure.P95, 7)
                        .withLabels(Map.of("a", "b"))
                        .withWindow(Duration.ofDays(2))
                        .withMinimumSample(3));
    }

    @Test
    void mistakesNameTheirPlace() {
        assertRefused(Map.of("own", Map.of("metric", "m", "measure", "sum")), "thresholds.own.above");
        assertRefused(Map.of("own", Map.of("measure", "sum", "above", 1)), "thresholds.own.metric");
        assertRefused(Map.of("own", Map.of("metric", "m", "above", 1)), "thresholds.own.measure");
        assertRefused(Map.of("credit", Map.of("above", 1, "below", 1)), "thresholds.credit.below");
        assertRefused(Map.of("credit", Map.of("below", "NaN")), "thresholds.credit.below");
        assertRefused(Map.of("credit", Map.of("below", "few")), "thresholds.credit.below");
        assertRefused(Map.of("credit", Map.of("window", "32d")), "thresholds.credit.window");
        assertRefused(Map.of("credit", Map.of("measure", "most")), "thresholds.credit.measure");
        assertRefused(Map.of("credit", Map.of("minimumSample", -1)), "thresholds.credit.minimumSample");
        assertRefused(Map.of("credit", Map.of("metric", "a b")), "thresholds.credit");
        assertRefused(Map.of("Credit!", Map.of("below", 1)), "thresholds.Credit!");
        assertRefused(Map.of("credit", Map.of("limit", 1)), "thresholds.credit.limit");
    }

    @Test
    void thresholdsAreBounded() {
        assertThatIllegalArgumentException().isThrownBy(() -> {
            MetricSettings settings = MetricSettings.none();
            for (int index = 0; index < 201; index++) {
                settings = settings.with(MetricThreshold.above("t" + index, "m", MetricMeasure.SUM, 1));
            }
        });
    }

    private static void assertRefused(Map<String, ?> thresholds, String path) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> read(thresholds))
                .withMessageStartingWith(path + ":");
    }
}
