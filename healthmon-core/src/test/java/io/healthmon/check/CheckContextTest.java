package io.healthmon.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckContextTest {

    @ParameterizedTest
    @CsvSource({"PT0.422258483S, PT0.422S", "PT2S, PT2S", "PT0.0019S, PT0.001S", "PT0.0009S, PT0.0009S", "PT0S, PT0S"})
    void theTimeLimitIsInWholeMillisecondsWhereItIsAtLeastOne(Duration given, Duration told) {
        assertThat(new CheckContext(Integration.named("A").build(), given).timeout())
                .isEqualTo(told);
    }
}
