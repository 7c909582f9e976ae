package io.healthmon.schedule;

import java.util.Locale;

/** One field of a cron expression: reads its text into a bit for each allowed value. */
enum CronField {
    MINUTE("minute", 0, 59, ""),
    HOUR("hour", 0, 23, ""),
    DAY_OF_MONTH("day-of-month", 1, 31, ""),
    MONTH("month", 1, 12, "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"),
    DAY_OF_WEEK("day-of-week", 0, 7, "SUN MON TUE WED THU FRI SAT");

    private static final int NAME_LENGTH = 3;

    private static final int SUNDAY_AGAIN = 7;
    private static final long SUNDAY_AGAIN_BIT = 1L << SUNDAY_AGAIN;

    private final String label;
    private final int min;
    private final int max;
    private final String names;

    CronField(String label, int min, int max, String names) {
        this.label = label;
        this.min = min;
        this.max = max;
        this.names = names;
    }

    /** Returns the allowed values as bits, Sunday always as bit 0. */
    long read(String text) {
        long bits = 0;
        for (String part : text.split(",", -1)) {
            bits |= readPart(part);
        }
        boolean sunday = this == DAY_OF_WEEK && (bits & SUNDAY_AGAIN_BIT) != 0;
        return sunday ? (bits & ~SUNDAY_AGAIN_BIT) | 1L : bits;
    }

    private long readPart(String part) {
        int slash = part.indexOf('/');
        String range = slash < 0 ? part : part.substring(0, slash);
        int step = slash < 0 ? 1 : step(part, part.substring(slash + 1));
        int dash = range.indexOf('-', 1);
        if (range.equals("*")) {
            return bits(min, last(), step);
        }
        if (dash < 0) {
            int value = value(part, range);
            return bits(value, slash < 0 ? value : Math.max(value, last()), step);
        }
        int from = value(part, range.substring(0, dash));
        int to = value(part, range.substring(dash + 1));
        if (this == DAY_OF_WEEK && to == 0 && from > 0) {
            to = SUNDAY_AGAIN;
        }
        if (to < from) {
            throw refused(part, "a range that goes up, or two ranges with a comma between them");
        }
        return bits(from, to, step);
    }

    private int value(String part, String text) {
        int named = text.length() == NAME_LENGTH ? names.indexOf(text.toUpperCase(Locale.ROOT)) : -1;
        int value = named >= 0 ? named / (NAME_LENGTH + 1) + min : number(text);
        if (value < min || value > max) {
            throw refused(part, allowed());
        }
        return value;
    }

    private int step(String part, String text) {
        int step = number(text);
        if (step < 1 || step > max) {
            throw refused(part, "a step from 1 to " + max);
        }
        return step;
    }

    /** Returns the number, or -1 where there is none of at most four digits. */
    private static int number(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 4;
        for (int index = 0; digits && index < text.length(); index++) {
            digits = text.charAt(index) >= '0' && text.charAt(index) <= '9';
        }
        return digits ? Integer.parseInt(text) : -1;
    }

    private int last() {
        return this == DAY_OF_WEEK ? SUNDAY_AGAIN - 1 : max;
    }

    private static long bits(int from, int to, int step) {
        long bits = 0;
        for (int value = from; value <= to; value += step) {
            bits |= 1L << value;
        }
        return bits;
    }

    private String allowed() {
        String numbers = min + " to " + max;
        return names.isEmpty()
                ? numbers
                : numbers + " or " + names.substring(0, NAME_LENGTH) + " to "
                        + names.substring(names.length() - NAME_LENGTH);
    }

    private IllegalArgumentException refused(String part, String allowed) {
        return new IllegalArgumentException(
                label + " " + CronExpression.quoted(part) + " is not allowed; use " + allowed);
    }
}
