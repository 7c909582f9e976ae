package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PunctualityTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Punctuality punctuality = new Punctuality();

    @Test
    void tellsTheLongestLagOfTheLastMinutes() {
        punctuality.due(0, new Timetable.Late(3 * SECOND, 0));
        punctuality.due(10 * SECOND, new Timetable.Late(SECOND, 0));

        assertThat(punctuality.lag(20 * SECOND)).isEqualTo(Duration.ofSeconds(3));
        assertThat(punctuality.lag(119 * SECOND)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void forgetsALagAfterTwoMinutesAtMost() {
        punctuality.due(0, new Timetable.Late(3 * SECOND, 0));
        punctuality.due(70 * SECOND, new Timetable.Late(SECOND, 0));

        assertThat(punctuality.lag(130 * SECOND)).isEqualTo(Duration.ofSeconds(1));
        assertThat(punctuality.lag(400 * SECOND)).isZero();
    }

    @Test
    void countsWhatWasDueAndWhatWasMissed() {
        punctuality.due(0, new Timetable.Late(0, 0));
        punctuality.due(SECOND, new Timetable.Late(SECOND, 4));

        assertThat(punctuality.due()).isEqualTo(2);
        assertThat(punctuality.missed()).isEqualTo(4);
    }
}
