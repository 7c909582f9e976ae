package io.healthmon.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.healthmon.check.HealthStatus;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LostResultsTest {

    private static final Instant FROM = Instant.parse("2026-03-15T10:30:00Z");

    @Test
    void theMarkTellsWhatItStandsFor() {
        LostResults lost = new LostResults(FROM, FROM.plusNanos(1_000), 12_345);

        assertThat(LostResults.of(lost.mark())).contains(lost);
        assertThat(lost.mark().problem().message())
                .isEqualTo("12345 results are missing here, until 2026-03-15T10:30:00.000001Z: the store could not take"
                        + " them");
    }

    @Test
    void theResultOfACheckIsNoMark() {
        Map<String, String> details = Map.of("results_dropped", "many", "dropped_until", "later");

        assertThat(LostResults.of(new Observation(FROM, HealthStatus.UNKNOWN, 0, null, Map.of())))
                .isEmpty();
        assertThat(LostResults.of(new Observation(FROM, HealthStatus.UNKNOWN, 0, null, details)))
                .isEmpty();
    }

    @Test
    void noneIsNoLoss() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LostResults(FROM, FROM, 0))
                .withMessage("count 0 is not allowed; use 1 or more");
    }
}
