package io.healthmon.jdbc;

import static io.healthmon.jdbc.Results.MORNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.metric.Accounting;
import io.healthmon.metric.Bucket;
import io.healthmon.metric.Resolution;
import io.healthmon.metric.Tally;
import io.healthmon.state.Observation;
import io.healthmon.store.HealthStore;
import io.healthmon.store.HealthStore.Entry;
import io.healthmon.store.RollupStore;
import io.healthmon.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Results that come in any order, late and twice, with roll-ups in between, against one account of all of them. */
@Timeout(60)
class RollupPropertyTest {

    private static final int DAYS = 33;
    private static final Instant END = MORNING.plus(Duration.ofDays(DAYS));
    private static final List<String> IDS = List.of("a", "b", "c");

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 12);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void figuresAreThoseOfAllResultsAtOnce(int seed) {
        Random random = new Random(seed);
        Map<String, Map<Instant, Observation>> all = new TreeMap<>();
        try (HealthStore store = JdbcHealthStore.open(TestDatabases.h2(), "", TestDatabases.NO_PASSWORD)) {
            Instant now = MORNING;
            while (now.isBefore(END)) {
                now = now.plusSeconds(random.nextInt(random.nextInt(4) == 0 ? 400_000 : 20_000));
                append(store, batch(random, now), all);
                if (random.nextInt(3) == 0) {
                    rollUp(store, now, random.nextInt(3));
                }
                assertLastDay(store, now, all);
            }
            rollUp(store, now.plus(Duration.ofDays(40)), Integer.MAX_VALUE);
            assertAll(store, all);
        }
    }

    private static List<Entry> batch(Random random, Instant now) {
        List<Entry> batch = new ArrayList<>();
        for (int count = random.nextInt(30); count > 0; count--) {
            long back = random.nextInt(8) == 0 ? random.nextInt(3_000_000) : random.nextInt(9_000);
            String id = IDS.get(random.nextInt(IDS.size()));
            // few different ones, so that some come twice
            Instant at = now.minusSeconds(back - Math.floorMod(back, 20));
            batch.add(random.nextInt(5) == 0 ? Results.down(id, at) : Results.healthy(id, at));
        }
        return batch;
    }

    private static void append(HealthStore store, List<Entry> batch, Map<String, Map<Instant, Observation>> all) {
        store.append(batch);
        for (Entry entry : batch) {
            all.computeIfAbsent(entry.integrationId(), id -> new TreeMap<>())
                    .putIfAbsent(entry.observation().at(), entry.observation());
        }
    }

    private static void rollUp(HealthStore store, Instant now, int most) {
        RollupStore rollups = store.rollups();
        int steps = 0;
        boolean more = true;
        while (more && steps++ < most) {
            more = rollups.rollUp(now);
        }
    }

    private static void assertLastDay(HealthStore store, Instant now, Map<String, Map<Instant, Observation>> all) {
        TimeRange day = new TimeRange(Resolution.HOUR.floor(now).minus(Duration.ofHours(24)), now);
        Map<String, Tally> tallies = store.rollups().tallies(IDS, day);
        all.forEach((id, results) -> assertThat(encoded(tallies.getOrDefault(id, Tally.create())))
                .as("the day of %s before %s", id, now)
                .isEqualTo(encoded(sum(account(results, day)))));
    }

    private static void assertAll(HealthStore store, Map<String, Map<Instant, Observation>> all) {
        TimeRange range = new TimeRange(
                Resolution.MONTH.floor(MORNING.minus(Duration.ofDays(60))), END.plus(Duration.ofDays(30)));
        for (Resolution resolution : Resolution.values()) {
            Map<String, List<Bucket>> buckets = store.rollups().buckets(IDS, resolution, range);
            all.forEach((id, results) -> assertThat(encoded(buckets.getOrDefault(id, List.of())))
                    .as("%s by %s", id, resolution)
                    .isEqualTo(encoded(joined(account(results, range), resolution))));
        }
        TimeRange uneven =
                new TimeRange(Resolution.HOUR.floor(MORNING.plus(Duration.ofHours(77))), Resolution.HOUR.floor(END));
        all.forEach((id, results) -> assertThat(
                        encoded(store.rollups().tallies(IDS, uneven).getOrDefault(id, Tally.create())))
                .isEqualTo(encoded(sum(account(results, uneven)))));
    }

    private static List<Bucket> account(Map<Instant, Observation> results, TimeRange range) {
        Accounting account = Accounting.of(range.from(), range.to(), RollupStore.UNDECLARED_VALIDITY, List.of());
        results.values().forEach(result -> account.add(result.at(), result.status(), result.responseTimeMillis()));
        return account.finish();
    }

    private static List<Bucket> joined(List<Bucket> hours, Resolution resolution) {
        TreeMap<Instant, Bucket> joined = new TreeMap<>();
        for (Bucket hour : hours) {
            joined.computeIfAbsent(resolution.floor(hour.start()), start -> new Bucket(start, Tally.create()))
                    .tally()
                    .merge(hour.tally());
        }
        return List.copyOf(joined.values());
    }

    private static Tally sum(List<Bucket> buckets) {
        Tally sum = Tally.create();
        buckets.forEach(bucket -> sum.merge(bucket.tally()));
        return sum;
    }

    private static String encoded(List<Bucket> buckets) {
        StringBuilder text = new StringBuilder();
        for (Bucket bucket : buckets) {
            text.append(bucket.start())
                    .append(' ')
                    .append(encoded(bucket.tally()))
                    .append('\n');
        }
        return text.toString();
    }

    private static String encoded(Tally tally) {
        return HexFormat.of().formatHex(tally.encode(Duration.ofDays(1_000)));
    }
}
