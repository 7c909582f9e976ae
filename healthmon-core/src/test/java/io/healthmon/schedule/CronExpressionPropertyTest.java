package io.healthmon.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronExpressionPropertyTest {

    private static final long SEED = 20_260_329;
    private static final int EXPRESSIONS = 60;

    @ParameterizedTest
    @CsvSource({
        "UTC, 2026-03-28T12:00:00Z",
        "UTC, 2028-02-28T00:00:00Z",
        "Europe/Berlin, 2026-03-28T12:00:00Z",
        "Europe/Berlin, 2026-10-24T12:00:00Z",
        "America/New_York, 2026-03-07T18:00:00Z",
        "America/New_York, 2026-10-31T18:00:00Z",
        "Australia/Lord_Howe, 2026-04-04T00:00:00Z",
        "Australia/Lord_Howe, 2026-10-03T00:00:00Z",
        "Asia/Kathmandu, 1985-12-31T00:00:00Z",
        "Pacific/Apia, 2011-12-29T00:00:00Z"
    })
    void itIsDueWhenAClockWalkedMinuteByMinuteSaysSo(String zoneName, String start) {
        ZoneId zone = ZoneId.of(zoneName);
        Random random = new Random(SEED);
        Instant from = Instant.parse(start).plusSeconds(random.nextInt(60));
        Instant to = from.plus(Duration.ofDays(4));
        for (int count = 0; count < EXPRESSIONS; ) {
            CronOracle oracle = CronOracle.random(random);
            if (possible(oracle.text())) {
                count++;
                assertThat(due(CronExpression.parse(oracle.text()), from, to, zone))
                        .as("%s in %s", oracle.text(), zone)
                        .isEqualTo(oracle.due(from, to, zone));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"})
    void fromWhereverOneAsksTheAnswerIsTheFirstDueMomentAfterIt(String zoneName) {
        ZoneId zone = ZoneId.of(zoneName);
        Random random = new Random(SEED + 1);
        Instant start = Instant.parse("2026-10-20T00:00:00Z");
        for (int count = 0; count < EXPRESSIONS; count++) {
            CronOracle oracle = CronOracle.random(random);
            List<Instant> due = oracle.due(start, start.plus(Duration.ofDays(14)), zone);
            if (due.isEmpty()) {
                continue;
            }
            CronExpression expression = CronExpression.parse(oracle.text());
            Instant last = due.get(due.size() - 1);
            for (int probe = 0; probe < 50; probe++) {
                Instant after = start.plusSeconds(
                        random.nextInt((int) Duration.between(start, last).toSeconds()));
                Instant expected = due.stream()
                        .filter(moment -> moment.isAfter(after))
                        .findFirst()
                        .orElseThrow();
                assertThat(expression.next(after, zone))
                        .as("%s after %s", oracle.text(), after)
                        .isEqualTo(expected);
            }
        }
    }

    private static boolean possible(String text) {
        try {
            CronExpression.parse(text);
            return true;
        } catch (IllegalArgumentException neverComes) {
            assertThat(neverComes).hasMessageContaining("never comes");
            return false;
        }
    }

    private static List<Instant> due(CronExpression expression, Instant from, Instant to, ZoneId zone) {
        List<Instant> due = new ArrayList<>();
        Instant next = expression.next(from, zone);
        while (!next.isAfter(to)) {
            due.add(next);
            next = expression.next(next, zone);
        }
        return due;
    }
}
