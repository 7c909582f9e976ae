package io.healthmon;

import io.healthmon.metric.application.MetricBucket;
import io.healthmon.metric.application.MetricResolution;
import io.healthmon.metric.application.MetricWindows;
import io.healthmon.schedule.Scheduler;
import io.healthmon.secret.Redactor;
import io.healthmon.store.HealthStore;
import io.healthmon.store.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the application's metrics and the store in step, in rounds on a thread of their own: reads what earlier processes
 * left, writes every 10 s what has changed, reads every minute what other instances wrote, and forgets hourly what is too
 * old.
 *
 * <p>Does nothing at all while nobody has asked for the metrics. Nothing waits in a queue: what could not be written is written as it is by then, in a later round. Safe for use by
 * multiple threads.
 */
final class MetricKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);

    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int ROUNDS_TO_READING = 6;
    private static final int ROUNDS_TO_FORGETTING = 360;
    private static final int BATCH = 1_000;
    private static final Duration READ_AT_ONCE = Duration.ofDays(1);

    /** How far back it is read what others wrote; they write within 10 s, and their clocks may differ. */
    private static final Duration RECENT = Duration.ofMinutes(10);

    /** How far back it is read now and then, for what others could write only late. */
    private static final Duration LATE = Duration.ofDays(1);

    private final HealthStore store;
    private final Scheduler scheduler;
    private final Clock clock;
    private final MetricWindows windows = MetricWindows.create(UUID.randomUUID().toString());
    private final ApplicationMetrics metrics;
    private final Redactor redactor;
    private final Rounds rounds;

    /** Held while buckets are on their way to the store, so that an older state never replaces a newer one. */
    private final ReentrantLock writing = new ReentrantLock();

    private volatile boolean used;
    private boolean started;
    private boolean begun;
    private volatile boolean closed;
    private volatile boolean failing;

    /** Used in rounds only. */
    private boolean restored;

    private long round;

    /** Up to when it was read what others wrote. */
    private Instant readUpTo = Instant.MAX;

    private MetricKeeper(HealthMonitorBuilder setup, Redactor redactor, Executor threads) {
        this.store = setup.store;
        this.scheduler = setup.scheduler;
        this.clock = setup.clock;
        this.redactor = redactor;
        this.metrics = new ApplicationMetrics(windows, setup.metrics, clock, redactor);
        this.rounds = new Rounds(this::round, threads);
    }

    static MetricKeeper of(HealthMonitorBuilder setup, Redactor redactor, Executor threads) {
        return new MetricKeeper(setup, redactor, threads);
    }

    /** Returns the metrics; who asks for them has the rounds begin with the monitor, or now. */
    ApplicationMetrics metrics() {
        if (!used) {
            synchronized (this) {
                used = true;
                begin();
            }
        }
        return metrics;
    }

    /** Begins the rounds, as soon as somebody has asked for the metrics. */
    synchronized void start() {
        started = true;
        begin();
    }

    private void begin() {
        if (used && started && !begun) {
            begun = true;
            next();
        }
    }

    private void next() {
        if (!closed) {
            scheduler.schedule(this::next, scheduler.nanoTime() + PAUSE.toNanos());
            var unused = rounds.another();
        }
    }

    /** Writes what has changed, for the last time; may block as long as the store does. */
    void finish() {
        closed = true;
        try {
            windows.sampleUsers(clock.instant());
            write();
        } catch (RuntimeException | Error failure) {
            StoreFailure.warn(LOG, redactor, "healthmon: the last metrics could not be written and are lost", failure);
        }
    }

    private void round() {
        if (closed) {
            return;
        }
        try {
            Instant now = clock.instant();
            restoreOnce(now);
            windows.sampleUsers(now);
            write();
            round++;
            if (round % ROUNDS_TO_READING == 0) {
                // what was written while the store was away from here is older than it would be
                readSince(readUpTo.isBefore(now) ? readUpTo.minus(RECENT) : now.minus(RECENT), now);
                readUpTo = now;
            }
            if (round % ROUNDS_TO_FORGETTING == 1) {
                readSince(now.minus(LATE), now);
                forget(now);
            }
            succeeded();
        } catch (RuntimeException | Error failure) {
            failed(failure);
        }
    }

    private void restoreOnce(Instant now) {
        if (restored) {
            return;
        }
        restore(MetricResolution.MINUTE, MetricResolution.MINUTE.oldest(now), now);
        Instant from = MetricResolution.HOUR.oldest(now);
        while (!from.isAfter(now)) {
            Instant to = from.plus(READ_AT_ONCE);
            restore(MetricResolution.HOUR, from, to);
            from = to;
        }
        restored = true;
    }

    private void readSince(Instant moment, Instant now) {
        for (MetricResolution resolution : MetricResolution.values()) {
            Instant oldest = resolution.oldest(now);
            restore(resolution, moment.isBefore(oldest) ? oldest : resolution.start(moment), now);
        }
    }

    /** Takes in a span, with the bucket that the end lies in and the one after, whose beginning another clock may show. */
    private void restore(MetricResolution resolution, Instant from, Instant to) {
        Instant end = resolution.start(to).plus(resolution.length().multipliedBy(2));
        windows.restore(resolution, from, end, store.metrics().read(resolution, new TimeRange(from, end)));
    }

    private void write() {
        writing.lock();
        try {
            List<MetricBucket> changed = windows.takeChanged();
            for (int from = 0; from < changed.size(); from += BATCH) {
                write(
                        changed.subList(from, Math.min(from + BATCH, changed.size())),
                        changed.subList(from, changed.size()));
            }
        } finally {
            writing.unlock();
        }
    }

    private void write(List<MetricBucket> batch, List<MetricBucket> unwritten) {
        try {
            store.metrics().add(List.copyOf(batch));
        } catch (RuntimeException | Error failure) {
            windows.putBack(unwritten);
            throw failure;
        }
    }

    private void forget(Instant now) {
        windows.forgetOld(now);
        for (MetricResolution resolution : MetricResolution.values()) {
            store.metrics().removeBefore(resolution, resolution.oldest(earlier(now, store.now(now))));
        }
    }

    /** A clock that is ahead must not take away what is not old. */
    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private void failed(Throwable failure) {
        if (!failing && !closed) {
            failing = true;
            StoreFailure.warn(LOG, redactor, "healthmon: the store refuses metrics; they wait in memory", failure);
        }
    }

    private void succeeded() {
        if (failing) {
            failing = false;
            LOG.info("healthmon: the store takes metrics again");
        }
    }
}
