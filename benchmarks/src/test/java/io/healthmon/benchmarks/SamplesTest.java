package io.healthmon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class SamplesTest {

    private final Samples samples = new Samples();

    @Test
    void answersMedianAndExtremesWhateverTheOrder() {
        for (double value : new double[] {5, 1, 4, 2, 3}) {
            samples.add(value);
        }

        assertThat(samples.median()).isEqualTo(3);
        assertThat(samples.min()).isEqualTo(1);
        assertThat(samples.max()).isEqualTo(5);
    }

    @Test
    void answersTheFirstValueThatThePartDoesNotExceed() {
        for (int value = 1; value <= 100; value++) {
            samples.add(value);
        }

        assertThat(samples.quantile(0.99)).isEqualTo(99);
    }

    @Test
    void refusesToAnswerWithoutValues() {
        assertThatIllegalStateException().isThrownBy(samples::median);
    }
}
