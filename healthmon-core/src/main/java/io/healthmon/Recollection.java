package io.healthmon;

import io.healthmon.state.Observation;
import io.healthmon.store.HealthStore;
import io.healthmon.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads back from the store, one integration after the other and beside everything else, the results of the last day before
 * a restart, so that the figures of 24 hours do not begin anew. What cannot be read is left out. Safe for use by multiple
 * threads.
 */
final class Recollection {

    /** One result a minute for a day: more are too many to read for every integration. */
    private static final int MOST_RESULTS = 1_440;

    private static final Duration A_DAY = Duration.ofHours(24);
    private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);

    private final HealthStore store;
    private final Rounds rounds;

    /** Guarded by itself. */
    private final Deque<Past> waiting = new ArrayDeque<>();

    private volatile boolean closed;

    Recollection(HealthStore store, Executor threads) {
        this.store = store;
        this.rounds = new Rounds(this::recall, threads);
    }

    /** Takes a watch that goes on from a state of the store; {@link #begin()} is to follow. */
    void add(Watch watch, Instant lastResult) {
        synchronized (waiting) {
            waiting.add(new Past(watch, lastResult));
        }
    }

    /** Reads what waits, on a thread of its own. */
    void begin() {
        if (next(false) != null) {
            var unused = rounds.another();
        }
    }

    void close() {
        closed = true;
    }

    private void recall() {
        Past past;
        while (!closed && (past = next(true)) != null) {
            try {
                // why: up to the last result that was stored then; what came since is counted already
                TimeRange range = new TimeRange(past.lastResult.minus(A_DAY), past.lastResult.plusNanos(1_000));
                List<Observation> results =
                        store.history(past.watch.integration().id(), range, MOST_RESULTS);
                past.watch.remember(results);
            } catch (RuntimeException unreadable) {
                LOG.debug("healthmon: the figures of {} begin anew", past.watch.integration(), unreadable);
            }
        }
    }

    private @Nullable Past next(boolean take) {
        synchronized (waiting) {
            return take ? waiting.poll() : waiting.peek();
        }
    }

    private record Past(Watch watch, Instant lastResult) {}
}
