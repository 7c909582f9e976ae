package io.healthmon.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/**
 * A cron expression with its meaning known beforehand, and a slow clock that walks minute by minute as a cron daemon
 * does: what the wall clock jumps over is caught up, what it shows again is not done again, for fixed times only.
 */
record CronOracle(String text, List<TreeSet<Integer>> values, boolean fixedTimes, boolean eitherDay) {

    private static final int[] MIN = {0, 0, 1, 1, 0};
    private static final int[] MAX = {59, 23, 31, 12, 6};

    static CronOracle random(Random random) {
        List<String> texts = new ArrayList<>();
        List<TreeSet<Integer>> values = new ArrayList<>();
        for (int field = 0; field < 5; field++) {
            TreeSet<Integer> allowed = new TreeSet<>();
            texts.add(field(random, field, allowed));
            values.add(allowed);
        }
        boolean fixed = !texts.get(0).startsWith("*") && !texts.get(1).startsWith("*");
        boolean either = !texts.get(2).startsWith("*") && !texts.get(4).startsWith("*");
        return new CronOracle(String.join(" ", texts), values, fixed, either);
    }

    private static String field(Random random, int field, TreeSet<Integer> allowed) {
        boolean often = field >= 2 && random.nextInt(3) > 0;
        if (often || random.nextInt(4) == 0) {
            return every(random, field, allowed);
        }
        List<String> parts = new ArrayList<>();
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            parts.add(part(random, field, allowed));
        }
        return String.join(",", parts);
    }

    private static String every(Random random, int field, TreeSet<Integer> allowed) {
        int step = random.nextInt(3) == 0 ? 1 + random.nextInt(Math.min(20, MAX[field])) : 1;
        add(allowed, MIN[field], MAX[field], step);
        return step == 1 ? "*" : "*/" + step;
    }

    private static String part(Random random, int field, TreeSet<Integer> allowed) {
        int from = MIN[field] + random.nextInt(MAX[field] - MIN[field] + 1);
        int to = from + random.nextInt(MAX[field] - from + 1);
        int step = 1 + random.nextInt(Math.min(7, MAX[field]));
        return switch (random.nextInt(4)) {
            case 0 -> allow(from + "-" + to, allowed, from, to, 1);
            case 1 -> allow(from + "-" + to + "/" + step, allowed, from, to, step);
            case 2 -> allow(from + "/" + step, allowed, from, MAX[field], step);
            default -> allow(Integer.toString(from), allowed, from, from, 1);
        };
    }

    private static String allow(String text, TreeSet<Integer> allowed, int from, int to, int step) {
        add(allowed, from, to, step);
        return text;
    }

    private static void add(TreeSet<Integer> allowed, int from, int to, int step) {
        for (int value = from; value <= to; value += step) {
            allowed.add(value);
        }
    }

    /** Returns every moment in (from, to] at which the expression is due. */
    List<Instant> due(Instant from, Instant to, ZoneId zone) {
        List<Instant> due = new ArrayList<>();
        // Two days ahead, so that it is known what the clock has shown already.
        Instant minute = from.minus(2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MINUTES);
        LocalDateTime latest = LocalDateTime.ofInstant(minute, zone);
        while (!minute.isAfter(to)) {
            LocalDateTime shown = LocalDateTime.ofInstant(minute, zone);
            boolean now = fixedTimes ? anyNew(latest, shown) : matches(shown);
            if (now && minute.isAfter(from)) {
                due.add(minute);
            }
            latest = shown.isAfter(latest) ? shown : latest;
            minute = minute.plusSeconds(60);
        }
        return due;
    }

    private boolean anyNew(LocalDateTime latest, LocalDateTime shown) {
        boolean any = false;
        for (LocalDateTime time = latest.plusMinutes(1); !time.isAfter(shown); time = time.plusMinutes(1)) {
            any |= matches(time);
        }
        return any;
    }

    private boolean matches(LocalDateTime time) {
        boolean day = values.get(2).contains(time.getDayOfMonth());
        boolean weekday = values.get(4).contains(time.getDayOfWeek().getValue() % 7);
        return values.get(0).contains(time.getMinute())
                && values.get(1).contains(time.getHour())
                && values.get(3).contains(time.getMonthValue())
                && (eitherDay ? day || weekday : day && weekday);
    }
}
