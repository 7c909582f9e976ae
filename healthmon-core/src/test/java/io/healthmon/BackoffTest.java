package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static long millis(int failures, double chance) {
        return Duration.ofNanos(Backoff.nanos(failures, chance)).toMillis();
    }

    @Test
    void thePauseDoublesUpToTenSeconds() {
        assertThat(IntStream.rangeClosed(1, 6).mapToObj(failures -> millis(failures, 1)))
                .containsExactly(1_000L, 2_000L, 4_000L, 8_000L, 10_000L, 10_000L);
        assertThat(millis(Integer.MAX_VALUE, 1)).isEqualTo(10_000);
    }

    @Test
    void chanceTakesUpToHalfOfItAway() {
        assertThat(millis(1, 0)).isEqualTo(500);
        assertThat(millis(1, 0.5)).isEqualTo(750);
        assertThat(millis(9, 0)).isEqualTo(5_000);
    }
}
