package io.healthmon.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronExpressionTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 3 * * *        | 2026-03-15T10:30:00Z | 2026-03-16T03:00:00Z",
                "30 10 * * *      | 2026-03-15T10:30:00Z | 2026-03-16T10:30:00Z",
                "*/15 * * * *     | 2026-03-15T10:44:59Z | 2026-03-15T10:45:00Z",
                "0 9-17/4 * * *   | 2026-03-15T13:00:00Z | 2026-03-15T17:00:00Z",
                "0 0 * * 0        | 2026-03-16T00:00:00Z | 2026-03-22T00:00:00Z",
                "0 0 * * 7        | 2026-03-16T00:00:00Z | 2026-03-22T00:00:00Z",
                "0 0 * * SUN      | 2026-03-16T00:00:00Z | 2026-03-22T00:00:00Z",
                "0 0 * * sat-sun  | 2026-03-21T00:00:00Z | 2026-03-22T00:00:00Z",
                "0 0 * * 5-7      | 2026-03-21T00:00:00Z | 2026-03-22T00:00:00Z",
                "0 0 1 JAN,jul *  | 2026-03-15T00:00:00Z | 2026-07-01T00:00:00Z",
                "0 0 31 * *       | 2026-03-31T00:00:00Z | 2026-05-31T00:00:00Z",
                "0 0 29 2 *       | 2096-02-29T00:00:00Z | 2104-02-29T00:00:00Z",
                "0 0 29 2 */7     | 2004-02-29T00:00:00Z | 2032-02-29T00:00:00Z",
                "0 0 13 * FRI     | 2026-03-13T00:00:00Z | 2026-03-20T00:00:00Z",
                "0 0 */2 * FRI    | 2026-03-13T00:00:00Z | 2026-03-27T00:00:00Z",
                "0 0 30 2 MON     | 2026-03-01T00:00:00Z | 2027-02-01T00:00:00Z",
                "50/5 23 * * *    | 2026-03-15T23:50:00Z | 2026-03-15T23:55:00Z",
                "@hourly          | 2026-03-15T10:30:00Z | 2026-03-15T11:00:00Z",
                "@daily           | 2026-03-15T10:30:00Z | 2026-03-16T00:00:00Z",
                "@Midnight        | 2026-03-15T10:30:00Z | 2026-03-16T00:00:00Z",
                "@weekly          | 2026-03-16T10:30:00Z | 2026-03-22T00:00:00Z",
                "@monthly         | 2026-03-15T10:30:00Z | 2026-04-01T00:00:00Z",
                "@yearly          | 2026-03-15T10:30:00Z | 2027-01-01T00:00:00Z",
                "@annually        | 2026-03-15T10:30:00Z | 2027-01-01T00:00:00Z"
            })
    void theNextMomentIsTheFirstThatMatches(String expression, Instant after, Instant next) {
        assertThat(CronExpression.parse(expression).next(after, ZoneOffset.UTC)).isEqualTo(next);
    }

    @Test
    void fixedTimesThatSpringSkipsAreDueOnceRightAfterTheGap() {
        assertThat(due("0,30 2 * * *", "2026-03-28T12:00:00Z", 3))
                .containsExactly(at("2026-03-29T01:00:00Z"), at("2026-03-30T00:00:00Z"), at("2026-03-30T00:30:00Z"));
    }

    @Test
    void aFixedTimeThatAutumnShowsTwiceIsDueTheFirstTime() {
        assertThat(due("30 2 * * *", "2026-10-24T12:00:00Z", 2))
                .containsExactly(at("2026-10-25T00:30:00Z"), at("2026-10-26T01:30:00Z"));
    }

    @Test
    void aFixedTimeIsNotDueAgainWhenAskedInTheSecondHour() {
        assertThat(due("45 2 * * *", "2026-10-25T01:10:00Z", 1)).containsExactly(at("2026-10-26T01:45:00Z"));
    }

    @Test
    void aTimeOfAnyHourThatSpringSkipsIsNotDue() {
        assertThat(due("30 * * * *", "2026-03-29T00:00:00Z", 2))
                .containsExactly(at("2026-03-29T00:30:00Z"), at("2026-03-29T01:30:00Z"));
    }

    @Test
    void aTimeOfAnyHourThatAutumnShowsTwiceIsDueTwice() {
        assertThat(due("30 * * * *", "2026-10-25T00:00:00Z", 3))
                .containsExactly(at("2026-10-25T00:30:00Z"), at("2026-10-25T01:30:00Z"), at("2026-10-25T02:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "61 * * * *       | minute \"61\" is not allowed; use 0 to 59",
                "* 24 * * *       | hour \"24\" is not allowed; use 0 to 23",
                "* * 0 * *        | day-of-month \"0\" is not allowed; use 1 to 31",
                "* * * 13 *       | month \"13\" is not allowed; use 1 to 12 or JAN to DEC",
                "* * * * 8        | day-of-week \"8\" is not allowed; use 0 to 7 or SUN to SAT",
                "* * * * FOO      | day-of-week \"FOO\" is not allowed; use 0 to 7 or SUN to SAT",
                "5,70 * * * *     | minute \"70\" is not allowed; use 0 to 59",
                "5, * * * *       | minute \"\" is not allowed; use 0 to 59",
                "*/0 * * * *      | minute \"*/0\" is not allowed; use a step from 1 to 59",
                "*/ * * * *       | minute \"*/\" is not allowed; use a step from 1 to 59",
                "30-10 * * * *    | minute \"30-10\" is not allowed; use a range that goes up, or two ranges with a comma between them",
                "-5 * * * *       | minute \"-5\" is not allowed; use 0 to 59",
                "99999999999 * * * * | minute \"99999999999\" is not allowed; use 0 to 59",
                "٣ * * * *        | minute \"٣\" is not allowed; use 0 to 59",
                "0 0 30 2 *       | day-of-month \"30\" never comes in month \"2\"; use 1 to 29",
                "0 0 31 4,6 *     | day-of-month \"31\" never comes in month \"4,6\"; use 1 to 30",
                "@often           | cron expression \"@often\" is not allowed; use @hourly, @daily, @midnight, @weekly, @monthly, @yearly, @annually or five fields",
                "0 0 * * * *      | cron expression \"0 0 * * * *\" is not allowed; use 5 fields, minute hour day-of-month month day-of-week, of at most 500 characters"
            })
    void whatCannotBeReadIsRefusedWithTheFieldItsValueAndWhatIsAllowed(String expression, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CronExpression.parse(expression))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "* * * *", "? * * * *", "0 0 L * *", "0 0 * * MON#1", "0\u0000 * * * *"})
    void whatIsNoUnixCronIsRefusedInOneLine(String expression) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CronExpression.parse(expression))
                .satisfies(refused -> assertThat(refused.getMessage()).matches("[^\\p{Cntrl}]{10,200}"));
    }

    @Test
    void expressionsAreEqualWhenTheirTextsAre() {
        assertThat(CronExpression.parse(" 0  3 * *\t* "))
                .isEqualTo(CronExpression.parse("0 3 * * *"))
                .hasSameHashCodeAs(CronExpression.parse("0 3 * * *"))
                .isNotEqualTo(CronExpression.parse("0 4 * * *"))
                .hasToString("0 3 * * *");
    }

    private static List<Instant> due(String expression, String after, int count) {
        List<Instant> due = new ArrayList<>();
        Instant last = at(after);
        while (due.size() < count) {
            last = CronExpression.parse(expression).next(last, BERLIN);
            due.add(last);
        }
        return due;
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }
}
