package io.healthmon;

import io.healthmon.metric.Bucket;
import io.healthmon.metric.Resolution;
import io.healthmon.store.HealthStore;
import io.healthmon.store.RollupStore;
import io.healthmon.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads back from the store, some integrations at a time and beside everything else, what their results before a restart
 * came to, so that the figures of 24 hours and the uptime of 30 days do not begin anew. What cannot be read is left out.
 * Safe for use by multiple threads.
 */
final class Recollection {

    private static final int AT_ONCE = 200;
    private static final Duration A_DAY = Duration.ofHours(24);
    private static final Duration MONTH_BUT_A_DAY = Duration.ofDays(29);
    private static final Duration INSTANT_AFTER = Duration.ofNanos(1_000);
    private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);

    private final HealthStore store;
    private final InstantSource clock;
    private final Rounds rounds;

    /** Guarded by this, as is what follows. */
    private Past adding = new Past();

    private final Deque<Past> waiting = new ArrayDeque<>();

    private volatile boolean closed;

    Recollection(HealthStore store, InstantSource clock, Executor threads) {
        this.store = store;
        this.clock = clock;
        this.rounds = new Rounds(this::recall, threads);
    }

    /** Takes a watch that goes on from a state of the store; {@link #begin()} is to follow. */
    synchronized void add(Watch watch, Instant lastResult) {
        adding.watches.put(watch.integration().id(), watch);
        // one result from the future, made when a clock was wrong, must not hide the past of all the others
        if (lastResult.isAfter(adding.lastResult) && !lastResult.isAfter(clock.instant())) {
            adding.lastResult = lastResult;
        }
    }

    /** Reads what was added, on a thread of its own. */
    void begin() {
        synchronized (this) {
            if (adding.watches.isEmpty()) {
                return;
            }
            waiting.add(adding);
            adding = new Past();
        }
        var unused = rounds.another();
    }

    void close() {
        closed = true;
    }

    private void recall() {
        Past past;
        while (!closed && (past = next()) != null) {
            List<String> ids = new ArrayList<>(past.watches.keySet());
            for (int from = 0; from < ids.size() && !closed; from += AT_ONCE) {
                recall(past, ids.subList(from, Math.min(ids.size(), from + AT_ONCE)));
            }
        }
    }

    private void recall(Past past, List<String> ids) {
        // why: up to the last result that was stored then; what came since is counted already
        Instant to = past.lastResult.plus(INSTANT_AFTER);
        try {
            RollupStore rollups = store.rollups();
            Map<String, List<Bucket>> hours = rollups.buckets(ids, Resolution.HOUR, new TimeRange(to.minus(A_DAY), to));
            Map<String, List<Bucket>> days =
                    rollups.buckets(ids, Resolution.DAY, new TimeRange(to.minus(MONTH_BUT_A_DAY), to));
            for (String id : ids) {
                Watch watch = past.watches.get(id);
                if (watch != null) {
                    watch.remember(hours.getOrDefault(id, List.of()), days.getOrDefault(id, List.of()));
                }
            }
        } catch (RuntimeException unreadable) {
            LOG.debug("healthmon: the figures of {} integrations begin anew", ids.size(), unreadable);
        }
    }

    private synchronized @Nullable Past next() {
        return waiting.poll();
    }

    /** Watches whose states were read from the store together. */
    private static final class Past {

        final Map<String, Watch> watches = new HashMap<>();

        /** When the newest of their results was made. */
        Instant lastResult = Instant.EPOCH;
    }
}
