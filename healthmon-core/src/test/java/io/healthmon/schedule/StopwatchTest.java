package io.healthmon.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StopwatchTest {

    @Test
    void theTimeGoesOn() {
        Stopwatch stopwatch = Stopwatch.started();
        Duration first = stopwatch.elapsed();

        assertThat(first).isGreaterThanOrEqualTo(Duration.ZERO);
        assertThat(stopwatch.elapsed()).isGreaterThanOrEqualTo(first);
    }

    @Test
    void whatIsLeftOfALimitIsLessThanTheLimit() {
        assertThat(Stopwatch.started().leftOf(Duration.ofHours(1)))
                .isLessThanOrEqualTo(Duration.ofHours(1))
                .isGreaterThan(Duration.ofMinutes(30));
    }

    @Test
    void ofATimeThatIsOverNothingIsLeft() {
        assertThat(Stopwatch.started().leftOf(Duration.ZERO)).isZero();
    }
}
