package io.healthmon.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdsTest {

    @Test
    void byDefaultThreeFailuresTwoDegradedResultsOrOneSuccessDecide() {
        assertThat(Thresholds.DEFAULT.of(HealthStatus.DOWN)).isEqualTo(3);
        assertThat(Thresholds.DEFAULT.of(HealthStatus.DEGRADED)).isEqualTo(2);
        assertThat(Thresholds.DEFAULT.of(HealthStatus.HEALTHY)).isEqualTo(1);
    }

    @Test
    void oneUnknownResultDecides() {
        assertThat(new Thresholds(9, 9, 9).of(HealthStatus.UNKNOWN)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_001, Integer.MIN_VALUE})
    void aThresholdOutsideTheLimitsIsRefusedByName(int value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Thresholds(value, 1, 1))
                .withMessage("failureThreshold " + value + " is not allowed; use from 1 to 1000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Thresholds(1, value, 1))
                .withMessageStartingWith("degradedThreshold ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Thresholds(1, 1, value))
                .withMessageStartingWith("successThreshold ");
    }
}
