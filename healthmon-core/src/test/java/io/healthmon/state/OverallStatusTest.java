package io.healthmon.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.HealthStatus;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverallStatusTest {

    /** Critical parts in capitals. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HEALTHY                 | healthy",
                "HEALTHY HEALTHY         | healthy",
                "HEALTHY DEGRADED        | degraded",
                "DOWN DEGRADED           | down",
                "DOWN UNKNOWN            | down",
                "HEALTHY UNKNOWN         | unknown",
                "DEGRADED UNKNOWN        | degraded",
                "UNKNOWN                 | unknown",
                "HEALTHY down            | degraded",
                "HEALTHY degraded        | healthy",
                "HEALTHY unknown         | healthy",
                "UNKNOWN down            | degraded",
                "UNKNOWN healthy         | unknown",
                "DOWN healthy            | down",
                "DEGRADED down           | degraded",
                "healthy                 | healthy",
                "down                    | degraded",
                "down down               | degraded",
                "degraded                | healthy",
                "unknown unknown         | unknown",
                "unknown healthy         | healthy",
                "unknown down            | degraded"
            })
    void theWholeIsDecidedByItsParts(String parts, String whole) {
        OverallStatus overall = new OverallStatus();
        for (String part : parts.split(" ", -1)) {
            HealthStatus status = HealthStatus.valueOf(part.toUpperCase(Locale.ROOT));
            overall.add(status, Character.isUpperCase(part.charAt(0)));
        }

        assertThat(overall.decide().label()).isEqualTo(whole);
    }

    @Test
    void withoutPartsNothingIsKnown() {
        assertThat(new OverallStatus().decide()).isEqualTo(HealthStatus.UNKNOWN);
    }
}
