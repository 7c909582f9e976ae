package io.healthmon.testkit;

import static io.healthmon.testkit.StoredResults.MORNING;
import static io.healthmon.testkit.StoredResults.entry;
import static java.time.temporal.ChronoUnit.HOURS;
import static java.time.temporal.ChronoUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import io.healthmon.metric.Bucket;
import io.healthmon.metric.Resolution;
import io.healthmon.metric.Tally;
import io.healthmon.state.Observation;
import io.healthmon.store.RollupStore;
import io.healthmon.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Asks a store for figures. */
abstract class RolledUpResults extends StoreUnderContract {

    static final Instant LATER = MORNING.plus(Duration.ofDays(40));
    static final Duration YEAR = Duration.ofDays(366);

    RollupStore rollups() {
        return store.rollups();
    }

    void append(String id, Observation... results) {
        for (Observation result : results) {
            store.append(List.of(entry(id, 0, result)));
        }
    }

    void rollUpAll(Instant now) {
        int steps = 0;
        while (rollups().rollUp(now)) {
            assertThat(steps++).as("steps of rolling up a few results").isLessThan(1_000);
        }
    }

    Tally tally(String id, Instant from, Instant to) {
        Tally tally = rollups().tallies(List.of(id), new TimeRange(from, to)).get(id);
        assertThat(tally).as("the tally of %s", id).isNotNull();
        return tally;
    }

    List<Bucket> buckets(String id, Resolution resolution, TimeRange range) {
        return rollups().buckets(List.of(id), resolution, range).getOrDefault(id, List.of());
    }

    List<Instant> starts(Resolution resolution, TimeRange range) {
        return buckets("stripe", resolution, range).stream().map(Bucket::start).toList();
    }

    List<Long> known(String id, Resolution resolution, TimeRange range) {
        return buckets(id, resolution, range).stream()
                .map(bucket -> bucket.tally().known())
                .toList();
    }

    static void assertAlike(List<Bucket> actual, List<Bucket> expected) {
        assertThat(actual)
                .extracting(Bucket::start)
                .isEqualTo(expected.stream().map(Bucket::start).toList());
        assertThat(actual)
                .extracting(bucket -> encoded(bucket.tally()))
                .containsExactlyElementsOf(
                        expected.stream().map(bucket -> encoded(bucket.tally())).toList());
    }

    static Duration maintained(Tally tally) {
        return tally.figures(YEAR).uptime().maintenance();
    }

    /** Everything that a tally holds, to be compared. */
    static byte[] encoded(Tally tally) {
        return tally.encode(YEAR);
    }

    static Observation down(Instant at) {
        return new Observation(at, HealthStatus.DOWN, 5_000, Problem.of(Cause.TIMEOUT, "No answer"), Map.of());
    }

    static Observation unknown(Instant at) {
        return new Observation(at, HealthStatus.UNKNOWN, 0, null, Map.of());
    }

    static Instant minutes(int minutes) {
        return MORNING.plus(minutes, MINUTES);
    }

    static Instant hours(int hours) {
        return MORNING.plus(hours, HOURS);
    }
}
