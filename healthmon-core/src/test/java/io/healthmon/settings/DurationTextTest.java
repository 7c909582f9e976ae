package io.healthmon.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "30s, PT30S",
        "5m, PT5M",
        "1h, PT1H",
        "2d, PT48H",
        "0s, PT0S",
        "' 30 S ', PT30S",
        "PT30S, PT30S",
        "pt1m30s, PT1M30S",
        "P1DT1H, PT25H"
    })
    void bothFormsAreRead(String text, Duration duration) {
        assertThat(DurationText.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "30",
                "s",
                "30 seconds",
                "1.5s",
                "-5s",
                "5w",
                "1h30m",
                "٣s",
                "999999999999999d",
                "PT",
                "P99999999999999999D"
            })
    void whatIsInNeitherFormIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DurationText.parse(text))
                .withMessage("is not a duration; write a number with a unit such as 500ms, 30s, 5m, 1h, 2d,"
                        + " or ISO-8601 such as PT30S");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0ms",
        "PT0.25S, 250ms",
        "PT90S, 90s",
        "PT5M, 5m",
        "PT90M, 90m",
        "PT1H, 1h",
        "P2D, 2d",
        "PT36H, 36h",
        "PT0.000001S, PT0.000001S",
        "PT-5S, PT-5S"
    })
    void theShortestFormIsWritten(Duration duration, String text) {
        assertThat(DurationText.format(duration)).isEqualTo(text);
    }

    @Test
    void whatIsWrittenIsReadBackAsTheSame() {
        Random random = new Random(3);
        for (int round = 0; round < 2_000; round++) {
            Duration duration =
                    Duration.ofSeconds(random.nextLong() >> random.nextInt(64), random.nextInt(3) * 500_000L);

            assertThat(DurationText.parse(DurationText.format(duration))).isEqualTo(duration);
        }
    }
}
