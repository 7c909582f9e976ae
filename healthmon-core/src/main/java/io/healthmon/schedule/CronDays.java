package io.healthmon.schedule;

import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;

/** The days on which a cron expression is due. */
final class CronDays {

    private static final int WEEK = 7;

    private final long months;

    /** For each weekday that a month can begin with (0 is Sunday), a bit for each day of the month that matches. */
    private final int[] daysByFirstWeekday = new int[WEEK];

    private CronDays(long months, long days, long weekdays, boolean eitherIsEnough) {
        this.months = months;
        for (int first = 0; first < WEEK; first++) {
            for (int day = 1; day <= 31; day++) {
                boolean dayMatches = (days >>> day & 1) != 0;
                boolean weekdayMatches = (weekdays >>> (first + day - 1) % WEEK & 1) != 0;
                boolean matches = eitherIsEnough ? dayMatches || weekdayMatches : dayMatches && weekdayMatches;
                daysByFirstWeekday[first] |= matches ? 1 << day : 0;
            }
        }
    }

    static CronDays read(String dayOfMonth, String month, String dayOfWeek) {
        long days = CronField.DAY_OF_MONTH.read(dayOfMonth);
        long months = CronField.MONTH.read(month);
        long weekdays = CronField.DAY_OF_WEEK.read(dayOfWeek);
        boolean eitherIsEnough = !dayOfMonth.startsWith("*") && !dayOfWeek.startsWith("*");
        if (!eitherIsEnough && Long.numberOfTrailingZeros(days) > longest(months)) {
            throw new IllegalArgumentException("day-of-month " + CronExpression.quoted(dayOfMonth)
                    + " never comes in month " + CronExpression.quoted(month) + "; use 1 to " + longest(months));
        }
        return new CronDays(months, days, weekdays, eitherIsEnough);
    }

    private static int longest(long months) {
        int longest = 0;
        for (Month month : Month.values()) {
            longest = (months >>> month.getValue() & 1) != 0 ? Math.max(longest, month.maxLength()) : longest;
        }
        return longest;
    }

    /** Returns the first matching day at or after one; there always is one, 29 February on a Sunday within 40 years. */
    LocalDate first(LocalDate from) {
        YearMonth month = YearMonth.from(from);
        int least = from.getDayOfMonth();
        while (true) {
            int days = days(month) >>> least;
            if (days != 0) {
                return month.atDay(Integer.numberOfTrailingZeros(days) + least);
            }
            month = month.plusMonths(1);
            least = 1;
        }
    }

    private int days(YearMonth month) {
        if (((months >>> month.getMonthValue()) & 1) == 0) {
            return 0;
        }
        int firstWeekday = month.atDay(1).getDayOfWeek().getValue() % WEEK;
        int inMonth = (int) ((1L << (month.lengthOfMonth() + 1)) - 1);
        return daysByFirstWeekday[firstWeekday] & inMonth;
    }
}
