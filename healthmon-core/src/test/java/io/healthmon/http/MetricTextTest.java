package io.healthmon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricTextTest {

    @Test
    void escapesBackslashQuoteAndNewline() {
        assertThat(MetricText.label("name", "a\\b\"c\nd")).isEqualTo("name=\"a\\\\b\\\"c\\nd\"");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "0.5, 0.5", "-3, -3", "1e18, 1.0E18", "Infinity, +Inf", "-Infinity, -Inf", "NaN, NaN"})
    void writesNumbersAsPrometheusReadsThem(double value, String written) {
        MetricText text = new MetricText(false);
        text.gauge("x", "An x.").add("", value);

        assertThat(new String(text.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("# HELP x An x.\n# TYPE x gauge\nx " + written + "\n");
    }

    @Test
    void namesCountersAsEachFormatWantsThem() {
        assertThat(counter(false)).isEqualTo("# HELP x_total An x.\n# TYPE x_total counter\nx_total{a=\"b\"} 1\n");
        assertThat(counter(true)).isEqualTo("# HELP x An x.\n# TYPE x counter\nx_total{a=\"b\"} 1\n# EOF\n");
    }

    @Test
    void writesQuantilesWithoutNeedlessDigits() {
        assertThat(MetricText.quantile(0.5)).isEqualTo("quantile=\"0.5\"");
        assertThat(MetricText.quantile(0.95)).isEqualTo("quantile=\"0.95\"");
    }

    private static String counter(boolean open) {
        MetricText text = new MetricText(open);
        text.counter("x", "An x.").add("", "a=\"b\"", 1);
        return new String(text.bytes(), StandardCharsets.UTF_8);
    }
}
