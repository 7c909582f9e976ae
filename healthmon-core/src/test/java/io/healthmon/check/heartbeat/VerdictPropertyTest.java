package io.healthmon.check.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random pings against the plain reading of the promise: the list of pings, looked through from the end. */
class VerdictPropertyTest {

    private static final Instant START = Instant.parse("2026-03-28T00:00:00Z");
    private static final int SEQUENCES = 300;

    private record Sent(Ping ping, Instant at) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theVerdictIsThatOfThePlainReading(long seed) {
        Random random = new Random(seed);
        for (int count = 0; count < SEQUENCES; count++) {
            sequence(random, rhythm(random));
        }
    }

    private static Rhythm rhythm(Random random) {
        Schedule schedule = random.nextBoolean()
                ? Schedule.every(Duration.ofSeconds(1 + random.nextInt(100_000)))
                : Schedule.cron("*/" + (1 + random.nextInt(59)) + " 2-5 * * *", ZoneId.of("Europe/Berlin"));
        return new Rhythm(schedule, random.nextBoolean() ? null : Duration.ofSeconds(random.nextInt(10_000)));
    }

    private static void sequence(Random random, Rhythm rhythm) {
        List<Sent> sent = new ArrayList<>();
        Pings pings = Pings.NONE.watchedFrom(START);
        Instant now = START;
        for (int step = 0; step < 12; step++) {
            now = now.plusSeconds(random.nextInt(50_000));
            if (random.nextInt(3) > 0) {
                Ping ping = Ping.values()[random.nextInt(4)];
                pings = pings.after(ping, now, null);
                sent.add(new Sent(ping, now));
            }
            CheckResult verdict = Verdict.of(pings, rhythm, now);
            assertThat(verdict.status()).isEqualTo(plain(sent, rhythm, now));
            assertThat(verdict.responseTime()).isEqualTo(plainRunTime(sent));
            assertThat(Pings.from(verdict.details())).isEqualTo(pings);
            holdsUntilItSays(pings, rhythm, verdict);
        }
    }

    private static void holdsUntilItSays(Pings pings, Rhythm rhythm, CheckResult verdict) {
        Instant end = verdict.validUntil();
        if (end == null) {
            assertThat(Verdict.of(pings, rhythm, START.plus(Duration.ofDays(4_000)))
                            .status())
                    .isEqualTo(HealthStatus.DOWN)
                    .isEqualTo(verdict.status());
        } else {
            assertThat(Verdict.of(pings, rhythm, end.minusNanos(1)).status()).isEqualTo(verdict.status());
            assertThat(Verdict.of(pings, rhythm, end).status()).isEqualTo(HealthStatus.DOWN);
        }
    }

    private static HealthStatus plain(List<Sent> sent, Rhythm rhythm, Instant now) {
        for (int index = sent.size() - 1; index >= 0; index--) {
            Sent one = sent.get(index);
            if (one.ping == Ping.FAIL) {
                return HealthStatus.DOWN;
            }
            if (one.ping == Ping.SUCCESS) {
                return now.isBefore(rhythm.deadline(one.at)) ? HealthStatus.HEALTHY : HealthStatus.DOWN;
            }
        }
        return now.isBefore(rhythm.deadline(START)) ? HealthStatus.UNKNOWN : HealthStatus.DOWN;
    }

    /** Returns the time from the last start before the last end, if none ended between; a day at most is believed. */
    private static @Nullable Duration plainRunTime(List<Sent> sent) {
        Instant begin = null;
        Duration took = null;
        for (Sent one : sent) {
            if (one.ping == Ping.START) {
                begin = one.at;
            } else if (one.ping != Ping.LOG) {
                took = begin == null ? null : Duration.between(begin, one.at);
                begin = null;
            }
        }
        return took == null || took.compareTo(Duration.ofDays(1)) < 0 ? took : Duration.ofDays(1);
    }
}
