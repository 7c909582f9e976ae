package io.healthmon.report;

import io.healthmon.state.Observation;
import io.healthmon.store.HealthStore;
import io.healthmon.store.TimeRange;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows, some at a time, so that however many there are, few are in memory. */
@FunctionalInterface
interface RowPages {

    /** How many results are read at a time: 1,000. */
    int RESULTS_AT_A_TIME = 1_000;

    /** Returns the next rows, which may be none; null when there are no more. */
    @Nullable List<Map<String, @Nullable Object>> next();

    /** Returns the results of an integration. */
    static RowPages ofResults(HealthStore store, String id, TimeRange range) {
        return new RowPages() {
            private @Nullable Instant from = range.from();

            @Override
            public @Nullable List<Map<String, @Nullable Object>> next() {
                Instant begin = from;
                if (begin == null || !begin.isBefore(range.to())) {
                    return null;
                }
                List<Observation> page = store.page(id, new TimeRange(begin, range.to()), RESULTS_AT_A_TIME);
                from = page.size() < RESULTS_AT_A_TIME ? null : afterLast(page);
                return page.stream().map(Rows::result).toList();
            }
        };
    }

    private static Instant afterLast(List<Observation> page) {
        return page.get(page.size() - 1).at().truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS);
    }

    /** Returns rows that are made of one thing after the other. */
    static <T> RowPages of(List<T> things, Function<T, List<Map<String, @Nullable Object>>> rows) {
        Iterator<T> left = things.iterator();
        return () -> left.hasNext() ? rows.apply(left.next()) : null;
    }
}
