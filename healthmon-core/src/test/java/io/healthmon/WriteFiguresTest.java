package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WriteFiguresTest {

    private final WriteFigures figures = new WriteFigures(0);

    private void write(int results, long millis, Duration at) {
        figures.written(results, Duration.ofMillis(millis).toNanos(), at.toNanos(), MonitorHarness.START.plus(at));
    }

    private StoreHealth.Writes read(Duration at) {
        return figures.read(at.toNanos());
    }

    @Test
    void latencyIsThatOfTheLastHour() {
        write(1, 7_000, Duration.ofMinutes(1));
        write(1, 20, Duration.ofMinutes(40));
        write(1, 10, Duration.ofMinutes(40));
        write(1, 30, Duration.ofMinutes(61));

        assertThat(read(Duration.ofMinutes(59)).latency().max()).isEqualTo(30);
        assertThat(read(Duration.ofMinutes(61)).latency()).isEqualTo(new StoreHealth.Latency(20, 30, 30, 30));
        assertThat(read(Duration.ofMinutes(121)).latency()).isNull();
    }

    @Test
    void noLatencyIsLongerThanTheLongest() {
        write(1, 100, Duration.ofMinutes(1));
        assertThat(read(Duration.ofMinutes(2)).latency()).isEqualTo(new StoreHealth.Latency(100, 100, 100, 100));
    }

    @Test
    void resultsOfADayAreForgottenAfterIt() {
        write(5, 1, Duration.ofMinutes(30));
        write(7, 1, Duration.ofHours(23));
        assertThat(read(Duration.ofMinutes(23 * 60 + 59)).resultsLastDay()).isEqualTo(12);
        assertThat(read(Duration.ofHours(24)).resultsLastDay()).isEqualTo(7);
        assertThat(read(Duration.ofDays(30)).resultsLastDay()).isZero();

        assertThat(read(Duration.ofDays(30)).results()).isEqualTo(12);
    }
}
