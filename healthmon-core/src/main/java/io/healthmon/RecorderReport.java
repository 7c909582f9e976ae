package io.healthmon;

import io.healthmon.secret.Redactor;
import io.healthmon.settings.DurationText;
import io.healthmon.state.LostResults;
import io.healthmon.store.HealthStore.Entry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The account of a recorder: what was written, what was lost, and since when the store refuses results; and its log, one line
 * for each change. Safe for use by multiple threads; its lock is held for a moment only.
 */
final class RecorderReport {

    /** So many results in a row that cannot be written are not their own fault. */
    private static final int MOST_UNWRITABLE = 10;

    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

    private final ResultBuffer buffer;
    private final Clock clock;
    private final DelayedTasks time;
    private final Redactor redactor;
    private final WriteFigures figures;

    private StoreHealth.@Nullable Failure failure;
    private long failingSince;
    private long lostBefore;
    private boolean saidFull;
    private @Nullable Instant lostSince;
    private long unwritable;
    private int unwritableInARow;

    RecorderReport(ResultBuffer buffer, Clock clock, DelayedTasks time, Redactor redactor) {
        this.buffer = buffer;
        this.clock = clock;
        this.time = time;
        this.redactor = redactor;
        this.figures = new WriteFigures(time.nanoTime());
    }

    void written(int results, long nanos, long nanoTime) {
        figures.written(results, nanos, nanoTime, clock.instant());
    }

    /** Is told that results were lost for want of room; may be called with locks held. */
    void full() {
        synchronized (this) {
            lostSince = lostSince == null ? clock.instant() : lostSince;
            if (saidFull) {
                return;
            }
            saidFull = true;
        }
        LOG.warn("healthmon: more results wait for the store than there is room for; the oldest are dropped");
    }

    void failed(Throwable reason) {
        String text = StoreFailure.line(reason, redactor);
        boolean first;
        synchronized (this) {
            first = failure == null;
            Instant since = failure == null ? clock.instant() : failure.since();
            failure = new StoreHealth.Failure(since, text);
            // why: one more each time, or a store that is right would be blocked for ever
            unwritableInARow = Math.min(unwritableInARow, MOST_UNWRITABLE - 1);
            if (first) {
                failingSince = time.nanoTime();
                lostBefore = lost();
            }
        }
        if (first) {
            StoreFailure.warn(
                    LOG,
                    redactor,
                    "healthmon: the store refuses results; up to "
                            + buffer.queue(clock.instant()).capacity() + " wait in memory",
                    reason);
        }
    }

    /**
     * Is told that the store took something.
     *
     * @param mark whether that was but the mark that a result is missing
     */
    void succeeded(boolean mark) {
        Duration away;
        long dropped;
        synchronized (this) {
            unwritableInARow = mark ? unwritableInARow : 0;
            if (failure == null || (mark && unwritableInARow > 0)) {
                saidFull &= buffer.untaken() > 0;
                return;
            }
            failure = null;
            saidFull = false;
            away = Duration.ofNanos(time.nanoTime() - failingSince);
            dropped = lost() - lostBefore;
        }
        LOG.info(
                "healthmon: the store takes results again after {}; {} dropped, {} were waiting",
                rounded(away),
                String.format(Locale.ROOT, "%,d", dropped),
                String.format(Locale.ROOT, "%,d", buffer.queue(clock.instant()).results()));
    }

    private static String rounded(Duration away) {
        return away.compareTo(Duration.ofSeconds(1)) < 0
                ? DurationText.format(Duration.ofMillis(away.toMillis()))
                : DurationText.format(Duration.ofSeconds(away.toSeconds()));
    }

    /** Returns whether a store that refuses data is believed: not when it refuses one result after another. */
    synchronized boolean believesInData() {
        return unwritableInARow < MOST_UNWRITABLE;
    }

    /** Is told that a result cannot be written for what is in it. */
    void unwritable(Entry entry, Throwable reason) {
        if (LostResults.of(entry.observation()).isPresent()) {
            return;
        }
        synchronized (this) {
            lostSince = lostSince == null ? clock.instant() : lostSince;
            unwritable++;
            unwritableInARow++;
        }
        LOG.warn(
                "healthmon: a result of {} at {} is dropped, because the store cannot keep it: {}",
                entry.integrationId(),
                entry.observation().at(),
                StoreFailure.line(reason, redactor));
    }

    private long lost() {
        return buffer.lost() + unwritable;
    }

    StoreHealth read(long nanoTime, Instant now, StoreHealth.@Nullable CleanUp cleanUp) {
        StoreHealth.Queue queue = buffer.queue(now);
        StoreHealth.Writes writes = figures.read(nanoTime);
        synchronized (this) {
            return new StoreHealth(queue, new StoreHealth.Dropped(lost(), lostSince), writes, failure, cleanUp);
        }
    }
}
