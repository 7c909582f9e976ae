package io.healthmon.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A cron expression of five fields: minute, hour, day of month, month, day of week.
 *
 * <p>A field is {@code *}, a value, a range {@code 9-17}, each with a step ({@code *}{@code /15}, {@code 9-17/2};
 * {@code 5/15} means from 5 to the end), or several of them with commas. Months and days of the week also have names
 * ({@code JAN}, {@code MON}); Sunday is 0 and 7. Instead of the fields there are {@code @hourly}, {@code @daily},
 * {@code @midnight}, {@code @weekly} (Sunday), {@code @monthly}, {@code @yearly} and {@code @annually}.
 *
 * <p>A day has to match both day fields; only when neither of them begins with {@code *}, one of the two is enough, as
 * Unix has it: {@code 0 0 13 * FRI} is due on every 13th and on every Friday.
 *
 * <p>When the clocks change, what counts is whether the minute or the hour field begins with {@code *}:
 *
 * <ul>
 *   <li>If one does, the expression goes by what the clock on the wall shows at each real minute: a time that is skipped
 *       in spring is not due, a time that comes twice in autumn is due twice, and {@code *}{@code /15 * * * *} is due
 *       every 15 minutes throughout.
 *   <li>If neither does, the expression means fixed times of the day: times that are skipped in spring are due once, all
 *       together, at the first moment after the gap; a time that comes twice in autumn is due the first time only, at
 *       the earlier moment.
 * </ul>
 *
 * <p>Two expressions are equal when their texts are. Immutable; safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class CronExpression {

    private static final int LONGEST = 500;
    private static final Map<String, String> NAMED = Map.of(
            "@hourly", "0 * * * *",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@weekly", "0 0 * * 0",
            "@monthly", "0 0 1 * *",
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *");

    private final String text;
    private final long minutes;
    private final long hours;
    private final CronDays days;
    private final boolean fixedTimes;

    private CronExpression(String text, String[] fields) {
        this.text = text;
        this.minutes = CronField.MINUTE.read(fields[0]);
        this.hours = CronField.HOUR.read(fields[1]);
        this.days = CronDays.read(fields[2], fields[3], fields[4]);
        this.fixedTimes = !fields[0].startsWith("*") && !fields[1].startsWith("*");
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException if it cannot be read, or names only days that no year has, such as 30 February;
     *     the message names the field, its value and what is allowed
     */
    public static CronExpression parse(String text) {
        String plain = text.trim().replaceAll("\\s+", " ");
        String[] fields =
                NAMED.getOrDefault(plain.toLowerCase(Locale.ROOT), plain).split(" ");
        if (plain.startsWith("@") && fields.length == 1) {
            throw new IllegalArgumentException("cron expression " + quoted(plain)
                    + " is not allowed; use @hourly, @daily, @midnight, @weekly, @monthly, @yearly, @annually or five"
                    + " fields");
        }
        if (fields.length != 5 || plain.length() > LONGEST) {
            throw new IllegalArgumentException("cron expression " + quoted(plain) + " is not allowed; use 5 fields, "
                    + "minute hour day-of-month month day-of-week, of at most " + LONGEST + " characters");
        }
        return new CronExpression(plain, fields);
    }

    /** Returns the first moment after the given one at which the expression is due on the wall clock of the zone. */
    public Instant next(Instant after, ZoneId zone) {
        ZoneRules rules = zone.getRules();
        return fixedTimes ? nextFixedTime(after, rules) : nextOnTheWall(after, rules);
    }

    private Instant nextFixedTime(Instant after, ZoneRules rules) {
        LocalDateTime now = LocalDateTime.ofInstant(after, rules.getOffset(after));
        LocalDateTime from = minuteAfter(now);
        ZoneOffsetTransition change = rules.getTransition(now);
        if (change != null && change.isOverlap() && !after.isBefore(change.getInstant())) {
            // The second time round: everything within the overlap was due the first time.
            from = latest(from, minuteAtOrAfter(change.getDateTimeBefore()));
        }
        return instant(first(from), rules);
    }

    private static Instant instant(LocalDateTime time, ZoneRules rules) {
        ZoneOffsetTransition change = rules.getTransition(time);
        if (change == null) {
            return time.toInstant(rules.getOffset(time));
        }
        return change.isGap() ? change.getInstant() : time.toInstant(change.getOffsetBefore());
    }

    private Instant nextOnTheWall(Instant after, ZoneRules rules) {
        ZoneOffset offset = rules.getOffset(after);
        LocalDateTime from = minuteAfter(LocalDateTime.ofInstant(after, offset));
        ZoneOffsetTransition change = rules.nextTransition(after);
        while (true) {
            LocalDateTime time = first(from);
            if (change == null || time.toInstant(offset).isBefore(change.getInstant())) {
                return time.toInstant(offset);
            }
            offset = change.getOffsetAfter();
            from = minuteAtOrAfter(afterChange(time, change));
            change = rules.nextTransition(change.getInstant());
        }
    }

    /** Returns where to search on: at the change, or later where nothing in between can match. */
    private static LocalDateTime afterChange(LocalDateTime found, ZoneOffsetTransition change) {
        LocalDateTime start = change.getDateTimeAfter();
        return change.isGap() ? latest(start, found) : start;
    }

    private LocalDateTime first(LocalDateTime from) {
        LocalDate today = from.toLocalDate();
        LocalDate day = days.first(today);
        int hour = day.equals(today) ? from.getHour() : 0;
        int minute = day.equals(today) ? from.getMinute() : 0;
        if (!isSet(hours, hour) || minutes >>> minute == 0) {
            minute = 0;
            hour = isSet(hours, hour) ? hour + 1 : hour;
        }
        if (hours >>> hour == 0) {
            return first(today.plusDays(1).atStartOfDay());
        }
        int dueHour = nextBit(hours, hour);
        int dueMinute = nextBit(minutes, dueHour == hour ? minute : 0);
        return day.atTime(dueHour, dueMinute);
    }

    private static boolean isSet(long bits, int index) {
        return (bits >>> index & 1) != 0;
    }

    private static int nextBit(long bits, int from) {
        return Long.numberOfTrailingZeros(bits >>> from) + from;
    }

    private static LocalDateTime minuteAfter(LocalDateTime time) {
        return time.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    }

    private static LocalDateTime minuteAtOrAfter(LocalDateTime time) {
        LocalDateTime minute = time.truncatedTo(ChronoUnit.MINUTES);
        return minute.equals(time) ? minute : minute.plusMinutes(1);
    }

    private static LocalDateTime latest(LocalDateTime one, LocalDateTime other) {
        return one.isAfter(other) ? one : other;
    }

    /** Returns the text for a message, short and on one line. */
    static String quoted(String text) {
        String shown = text.length() <= 40 ? text : text.substring(0, 39) + "…";
        return "\"" + shown.replaceAll("\\p{Cntrl}", "?") + "\"";
    }

    /** Returns the expression as it was written, with single blanks between its fields. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CronExpression that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
