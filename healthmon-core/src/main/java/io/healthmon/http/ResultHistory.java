package io.healthmon.http;

import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.Thresholds;
import io.healthmon.state.HealthState;
import io.healthmon.state.Observation;
import io.healthmon.store.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Results of an integration over a span of time, and what follows from them. Immutable.
 *
 * @param integration whose results they are; its present thresholds and schedule count
 * @param earlier the last results before the span, oldest first: what they decided is the status that it begins with
 * @param points the results in the span, oldest first
 * @param span the span
 */
record ResultHistory(Integration integration, List<Observation> earlier, List<Observation> points, TimeRange span) {

    /** Returns how many earlier results decide a status in any case, if they are equal. */
    static int decisive(Thresholds thresholds) {
        return Stream.of(thresholds.failure(), thresholds.degraded(), thresholds.success())
                .reduce(1, Math::max);
    }

    /** Returns where the decided status changed; that there is a first one is no change. */
    List<Transition> transitions() {
        List<Transition> transitions = new ArrayList<>();
        HealthState state = HealthState.INITIAL;
        boolean decided = false;
        for (Observation result : all()) {
            HealthState next = state.next(result, integration.thresholds());
            boolean changed = decided && next.status() != state.status();
            if (changed && !result.at().isBefore(span.from())) {
                transitions.add(new Transition(result.at(), state.status(), next.status()));
            }
            decided |= next.streak() >= integration.thresholds().of(next.observed());
            state = next;
        }
        return transitions;
    }

    /** Returns from when until when there was no result that was not stale; before the very first one nobody knows. */
    List<Gap> gaps() {
        List<Gap> gaps = new ArrayList<>();
        Instant staleAt = Instant.MAX;
        for (Observation result : all()) {
            addGap(gaps, staleAt, result.at());
            staleAt = integration.staleAt(result.at());
        }
        addGap(gaps, staleAt, span.to());
        return gaps;
    }

    private List<Observation> all() {
        return Stream.concat(earlier.stream(), points.stream()).toList();
    }

    private void addGap(List<Gap> gaps, Instant staleAt, Instant until) {
        Instant from = staleAt.isBefore(span.from()) ? span.from() : staleAt;
        if (until.isAfter(from)) {
            gaps.add(new Gap(from, until));
        }
    }

    /** A change of the decided status. */
    record Transition(Instant at, HealthStatus from, HealthStatus to) {}

    /** A time of which nothing is known. */
    record Gap(Instant from, Instant to) {}
}
