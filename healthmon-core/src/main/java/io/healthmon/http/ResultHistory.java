package io.healthmon.http;

import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.Thresholds;
import io.healthmon.state.HealthState;
import io.healthmon.state.LostResults;
import io.healthmon.state.Observation;
import io.healthmon.store.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
        for (Observation result : results(all())) {
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

    /** Returns the points that are results; the others are marks of lost ones. */
    List<Observation> results() {
        return results(points);
    }

    private static List<Observation> results(List<Observation> all) {
        return all.stream().filter(result -> LostResults.of(result).isEmpty()).toList();
    }

    /**
     * Returns from when until when there was no result that was not stale, and from when until when results are missing;
     * before the very first one nobody knows.
     */
    List<Gap> gaps() {
        List<Gap> gaps = new ArrayList<>();
        Instant staleAt = Instant.MAX;
        LostResults lost = null;
        for (Observation result : all()) {
            addGaps(gaps, lost, staleAt, result.at());
            Optional<LostResults> missing = LostResults.of(result);
            lost = missing.orElse(null);
            staleAt = integration.staleAt(missing.map(LostResults::to).orElse(result.at()));
        }
        addGaps(gaps, lost, staleAt, span.to());
        return gaps;
    }

    private void addGaps(List<Gap> gaps, @Nullable LostResults lost, Instant staleAt, Instant until) {
        if (lost != null) {
            Instant end = until.isBefore(staleAt) ? until : staleAt;
            addGap(gaps, lost.from(), end, Gap.DROPPED, lost.count());
        }
        addGap(gaps, staleAt, until, Gap.STALE, 0);
    }

    private List<Observation> all() {
        return Stream.concat(earlier.stream(), points.stream()).toList();
    }

    private void addGap(List<Gap> gaps, Instant begin, Instant until, String reason, long dropped) {
        Instant from = begin.isBefore(span.from()) ? span.from() : begin;
        if (until.isAfter(from)) {
            gaps.add(new Gap(from, until, reason, dropped));
        }
    }

    /** A change of the decided status. */
    record Transition(Instant at, HealthStatus from, HealthStatus to) {}

    /**
     * A time of which nothing is known.
     *
     * @param reason why
     * @param dropped how many results are missing
     */
    record Gap(Instant from, Instant to, String reason, long dropped) {

        /** No result came in time. */
        static final String STALE = "stale";

        /** There were results, but the store could not take them. */
        static final String DROPPED = "dropped";

        /** Makes a gap in which no result came. */
        Gap(Instant from, Instant to) {
            this(from, to, STALE, 0);
        }
    }
}
