package io.healthmon.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundedPercentageTest {

    @ParameterizedTest
    @CsvSource({"96.5, 96.5", "99.8712, 99.87", "100, 100", "99.9999, 99.99", "0, 0", "0.0001, 0.01", "66.6667, 66.67"})
    void hasTwoDecimalsAndNeverPretendsToBeWhole(double exact, double shown) {
        assertThat(RoundedPercentage.of(OptionalDouble.of(exact))).isEqualTo(shown);
    }

    @Test
    void isNullWhenNothingIsKnown() {
        assertThat(RoundedPercentage.of(OptionalDouble.empty())).isNull();
    }
}
