package io.healthmon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatenessTest {

    private static final double STEP = 0.01;

    private final Lateness lateness = new Lateness();

    @Test
    void answersQuantilesToTheStep() {
        for (int millis = 1; millis <= 100; millis++) {
            lateness.add(millis * 1_000_000L);
        }

        assertThat(lateness.millis(0.5)).isCloseTo(50, within(STEP));
        assertThat(lateness.millis(0.99)).isCloseTo(99, within(STEP));
    }

    @Test
    void countsWhatIsEarlyAsInTime() {
        lateness.add(-5_000_000);

        assertThat(lateness.millis(1)).isCloseTo(0, within(STEP));
    }

    @Test
    void countsWhatIsLaterThanASecondAsASecond() {
        lateness.add(5_000_000_000L);

        assertThat(lateness.millis(1)).isCloseTo(1_000, within(STEP));
    }

    @Test
    void forgetsEverythingWhenCleared() {
        lateness.add(5_000_000);
        lateness.clear();

        assertThat(lateness.count()).isZero();
    }
}
