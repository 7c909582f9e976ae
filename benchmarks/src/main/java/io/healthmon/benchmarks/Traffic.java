package io.healthmon.benchmarks;

import io.healthmon.check.Cause;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.Problem;
import io.healthmon.check.Thresholds;
import io.healthmon.state.HealthState;
import io.healthmon.state.Observation;
import io.healthmon.store.HealthStore;
import io.healthmon.store.HealthStore.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Results of many integrations as a monitor records them: in turns, in the order of their times, spread evenly over the
 * interval, with response times as most services have them (log-normal, median 120 ms, sigma 0.5) and 2 % failures. The
 * same of the same numbers, always. Not safe for use by multiple threads.
 */
final class Traffic {

    private static final double FAILURES = 0.02;

    private final Instant first;
    private final Duration interval;
    private final HealthState[] states;
    private final SplittableRandom random = new SplittableRandom(4);
    private long results;

    Traffic(int integrations, Instant first, Duration interval) {
        this.first = first.truncatedTo(ChronoUnit.MILLIS);
        this.interval = interval;
        states = new HealthState[integrations];
        Arrays.fill(states, HealthState.INITIAL);
    }

    /** Makes the integrations known to a store, so that their keys are in their order. */
    void declareIn(HealthStore store) {
        List<Integration> integrations = IntStream.range(0, states.length)
                .mapToObj(
                        number -> Integration.named(id(number)).every(interval).build())
                .toList();
        store.integrations().declare(integrations);
    }

    /** Returns the id of an integration, which is its name too. */
    static String id(int number) {
        return "service-" + number;
    }

    /** Returns the ids of all. */
    List<String> ids() {
        return IntStream.range(0, states.length).mapToObj(Traffic::id).toList();
    }

    /** Returns the next results. */
    List<Entry> next(int count) {
        List<Entry> entries = new ArrayList<>(count);
        for (int entry = 0; entry < count; entry++) {
            entries.add(next());
        }
        return entries;
    }

    private Entry next() {
        int number = (int) (results % states.length);
        Instant at =
                first.plusNanos(interval.toNanos() / states.length * results).truncatedTo(ChronoUnit.MICROS);
        results++;
        Observation result = observation(at);
        states[number] = states[number].next(result, Thresholds.DEFAULT);
        return new Entry(id(number), 0, result, states[number]);
    }

    private Observation observation(Instant at) {
        double gaussian =
                Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
        long millis = Math.round(120 * Math.exp(0.5 * gaussian));
        if (random.nextDouble() < FAILURES) {
            Problem problem = Problem.of(Cause.SERVER_ERROR, "HTTP 503 from https://service.example.com/health");
            return new Observation(at, HealthStatus.DOWN, millis, problem, Map.of());
        }
        return new Observation(at, HealthStatus.HEALTHY, millis, null, Map.of());
    }
}
