package io.healthmon.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    private static final Instant NOON = Instant.parse("2026-03-15T12:00:00Z");

    @Test
    void anIntervalIsDueOneIntervalLater() {
        assertThat(Schedule.every(Duration.ofSeconds(30)).next(NOON)).isEqualTo(NOON.plusSeconds(30));
    }

    @Test
    void theFirstRunsOfAShortIntervalSpreadOverTheInterval() {
        assertThat(Schedule.every(Duration.ofSeconds(3)).spread()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void theFirstRunsOfALongIntervalSpreadOverTenSeconds() {
        assertThat(Schedule.every(Duration.ofHours(3)).spread()).isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.099S", "PT0S", "PT-1S", "P366DT0.001S", "PT2562047788015215H"})
    void anIntervalOutsideTheLimitsIsRefused(Duration interval) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedule.every(interval))
                .withMessageStartingWith("interval ")
                .withMessageEndingWith(" is not allowed; use from 100ms to 366d");
    }

    @Test
    void theMessageWritesTheIntervalAsPeopleDo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedule.every(Duration.ofMillis(50)))
                .withMessage("interval 50ms is not allowed; use from 100ms to 366d");
    }

    @Test
    void bothLimitsThemselvesAreAllowed() {
        assertThat(Schedule.every(Schedule.SHORTEST)).isEqualTo(Schedule.every(Duration.ofMillis(100)));
        assertThat(Schedule.every(Schedule.LONGEST)).isEqualTo(Schedule.every(Duration.ofDays(366)));
    }

    @Test
    void aCronExpressionMeansTheWallClockOfItsZone() {
        Schedule daily = Schedule.cron("0 3 * * *", ZoneId.of("Asia/Kathmandu"));

        assertThat(daily.next(NOON)).isEqualTo("2026-03-15T21:15:00Z");
    }

    @Test
    void aCronScheduleHasNoSpread() {
        assertThat(Schedule.cron("@hourly", ZoneOffset.UTC).spread()).isZero();
    }

    @Test
    void schedulesAreEqualWhenTheySayTheSame() {
        assertThat(Schedule.cron("@hourly", ZoneOffset.UTC))
                .isEqualTo(Schedule.cron("@hourly", ZoneOffset.UTC))
                .isNotEqualTo(Schedule.cron("@hourly", ZoneId.of("Europe/Berlin")));
    }
}
