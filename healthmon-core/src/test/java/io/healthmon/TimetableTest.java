package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.schedule.Schedule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimetableTest {

    private static final Instant START = MonitorHarness.START;

    private static Moment at(Duration running, Duration clock) {
        return new Moment(running.toNanos(), Clock.fixed(START.plus(clock), ZoneOffset.UTC));
    }

    private static Timetable begun(Schedule schedule) {
        Timetable timetable = new Timetable(schedule);
        timetable.begin(at(Duration.ZERO, Duration.ZERO), 0);
        return timetable;
    }

    @Test
    void aClockThatIsSetBackDelaysNoInterval() {
        Timetable timetable = begun(Schedule.every(Duration.ofMinutes(1)));
        timetable.advance(at(Duration.ZERO, Duration.ZERO), null);

        assertThat(timetable.isDue(at(Duration.ofMinutes(1), Duration.ofHours(-5))))
                .isTrue();
    }

    @Test
    void aClockThatIsSetForwardKeepsNoRecheckFromComing() {
        Timetable timetable = begun(Schedule.every(Duration.ofMinutes(5)));
        timetable.advance(at(Duration.ZERO, Duration.ZERO), null);
        timetable.hasten(at(Duration.ofSeconds(1), Duration.ofHours(5)), Duration.ofSeconds(5));

        assertThat(timetable.isDue(at(Duration.ofSeconds(6), Duration.ofHours(5))))
                .isTrue();
    }

    @Test
    void aClockThatIsSetBackMakesNoRecheckLaterThanTheInterval() {
        Timetable timetable = begun(Schedule.every(Duration.ofMinutes(5)));
        timetable.advance(at(Duration.ZERO, Duration.ZERO), null);
        timetable.hasten(at(Duration.ofSeconds(299), Duration.ofHours(-5)), Duration.ofSeconds(5));

        assertThat(timetable.isDue(at(Duration.ofMinutes(5), Duration.ofHours(-5))))
                .isTrue();
    }

    @Test
    void whatIsNoticedInTimeIsNotLate() {
        Timetable timetable = begun(Schedule.every(Duration.ofMinutes(1)));

        assertThat(timetable.advance(at(Duration.ZERO, Duration.ZERO), null)).isEqualTo(new Timetable.Late(0, 0));
    }

    @Test
    void runsThatAreLeftOutAreCounted() {
        Timetable timetable = begun(Schedule.every(Duration.ofMinutes(1)));
        Duration late = Duration.ofSeconds(200);

        assertThat(timetable.advance(at(late, Duration.ZERO), null)).isEqualTo(new Timetable.Late(late.toNanos(), 3));
    }

    @Test
    void runsOfACronExpressionThatAreLeftOutAreCounted() {
        Timetable timetable = begun(Schedule.cron("* * * * *", ZoneOffset.UTC));
        Duration late = Duration.ofSeconds(200);

        assertThat(timetable.advance(at(late, Duration.ofSeconds(60).plus(late)), null))
                .isEqualTo(new Timetable.Late(late.toNanos(), 3));
    }

    @Test
    void aPauseMakesNothingLate() {
        Timetable timetable = begun(Schedule.every(Duration.ofMinutes(1)));
        Moment now = at(Duration.ofMinutes(10), Duration.ZERO);

        assertThat(timetable.advance(now, now.instant().minusSeconds(2)))
                .isEqualTo(new Timetable.Late(Duration.ofSeconds(2).toNanos(), 0));
    }

    @Test
    void whatIsDueNowIsNotLateHoweverLongAgoItWasDue() {
        for (Schedule schedule :
                List.of(Schedule.every(Duration.ofMinutes(1)), Schedule.cron("* * * * *", ZoneOffset.UTC))) {
            Timetable timetable = begun(schedule);
            Moment now = at(Duration.ofMinutes(10), Duration.ZERO);
            timetable.dueNow(now);

            assertThat(timetable.isDue(now)).isTrue();
            assertThat(timetable.advance(now, null)).isEqualTo(new Timetable.Late(0, 0));
        }
    }

    @Test
    void aCronExpressionIsDueByTheClockHoweverLittleTimeRan() {
        Timetable timetable = begun(Schedule.cron("0 * * * *", ZoneOffset.UTC));

        assertThat(timetable.isDue(at(Duration.ofSeconds(1), Duration.ofMinutes(30))))
                .isTrue();
    }

    @Test
    void theClockIsLookedAtOnceAMinuteAtLeast() {
        Timetable timetable = begun(Schedule.cron("0 0 1 1 *", ZoneOffset.UTC));

        assertThat(timetable.lookAt(at(Duration.ZERO, Duration.ZERO)))
                .isEqualTo(Duration.ofMinutes(1).toNanos());
    }

    @Test
    void aClockThatIsSetBackByADayDelaysNoHourlyCheckByADay() {
        Timetable timetable = begun(Schedule.cron("0 * * * *", ZoneOffset.UTC));
        timetable.lookAt(at(Duration.ofMinutes(1), Duration.ofDays(-1)));

        assertThat(timetable.dueAt(at(Duration.ofMinutes(1), Duration.ofDays(-1))))
                .isEqualTo("2026-03-14T11:00:00Z");
    }
}
