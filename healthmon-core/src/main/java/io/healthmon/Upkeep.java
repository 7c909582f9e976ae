package io.healthmon;

import io.healthmon.metric.Resolution;
import io.healthmon.schedule.CronExpression;
import io.healthmon.secret.Redactor;
import io.healthmon.store.AuditLog;
import io.healthmon.store.HealthStore;
import io.healthmon.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What the store needs from time to time: hours that are over are rolled up, and once a day what is too old is removed.
 *
 * <p>A clean-up that was missed, because nothing ran at its time, is made up for. One that another instance made shortly
 * before is left out. What fails is tried again a minute later. Safe for use by multiple threads.
 */
final class Upkeep {

    private static final String CLEANUP = "cleanup";
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    /** How long after the end of an hour it is rolled up: later than the store asks for. */
    private static final Duration AFTER_HOUR = Duration.ofSeconds(70);

    /** Looks at the clock at least so often, which may have been set. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    /** A clean-up that was missed leaves the start of the application alone. */
    private static final Duration AFTER_START = Duration.ofMinutes(5);

    private static final Duration A_DAY = Duration.ofDays(1);

    /** Clocks that differ by no more need not be told of. */
    private static final Duration SAME_TIME = Duration.ofMinutes(5);

    private static final Duration JUST_NOW = Duration.ofMinutes(30);
    /** From one clean-up to the next, when the clocks of the zone are set back. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(25);

    private static final Duration BY_WHOLE_DAYS = Duration.ofDays(2);
    private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);

    private final HealthStore store;
    private final Clock clock;
    private final DelayedTasks later;
    private final Retention retention;
    private final Redactor redactor;
    private final CronExpression daily;
    private final ReentrantLock working = new ReentrantLock();

    /** Guarded by the lock, as is what follows. */
    private Instant rolledUpTo = Instant.MIN;

    private Instant nextCleanUp = Instant.MIN;
    private boolean failing;
    private boolean ahead;
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile StoreHealth.@Nullable CleanUp lastCleanUp;
    private volatile boolean closed;

    Upkeep(HealthStore store, Clock clock, DelayedTasks later, Retention retention, Redactor redactor) {
        this.redactor = redactor;
        this.store = store;
        this.clock = clock;
        this.later = later;
        this.retention = retention;
        this.daily = CronExpression.parse(
                retention.cleanUpAt().getMinute() + " " + retention.cleanUpAt().getHour() + " * * *");
    }

    /** Begins, unless it has begun; never blocks. */
    void start() {
        if (started.compareAndSet(false, true)) {
            later.after(0, this::round);
        }
    }

    void close() {
        closed = true;
    }

    private void round() {
        if (closed) {
            return;
        }
        Duration wait;
        working.lock();
        try {
            wait = work(clock.instant());
            failing = false;
        } catch (RuntimeException failure) {
            wait = AFTER_FAILURE;
            warnOnce(failure);
        } finally {
            working.unlock();
        }
        if (!closed) {
            later.after(wait.toNanos(), this::round);
        }
    }

    private void warnOnce(RuntimeException failure) {
        if (!failing && !closed) {
            failing = true;
            StoreFailure.warn(
                    LOG, redactor, "healthmon: the store cannot be kept up; it is tried again every minute", failure);
        }
    }

    /** Does what is due and returns how long there is nothing to do. */
    private Duration work(Instant now) {
        Instant hour = Resolution.HOUR.floor(now.minus(AFTER_HOUR));
        if (hour.isAfter(rolledUpTo) || now.isBefore(rolledUpTo)) {
            rollUp(now);
            rolledUpTo = hour;
        }
        // far ahead: the clock was set back since
        if (nextCleanUp.equals(Instant.MIN) || nextCleanUp.isAfter(now.plus(LONGEST_PAUSE))) {
            boolean missed = !cleanedUpWithin(A_DAY, now);
            nextCleanUp = missed ? now.plus(AFTER_START) : daily.next(now, retention.zone());
        }
        if (!now.isBefore(nextCleanUp)) {
            if (!cleanedUpWithin(JUST_NOW, now)) {
                cleanUp(now, "healthmon");
            }
            nextCleanUp = daily.next(now, retention.zone());
        }
        Instant nextHour = Resolution.HOUR.end(hour).plus(AFTER_HOUR);
        Duration wait = Duration.between(now, nextHour.isBefore(nextCleanUp) ? nextHour : nextCleanUp);
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private void rollUp(Instant now) {
        boolean more = true;
        while (more && !closed) {
            more = store.rollups().rollUp(now);
        }
    }

    /** An entry of a clock that went ahead counts for nothing, else nobody would clean up until then. */
    private boolean cleanedUpWithin(Duration time, Instant now) {
        return store.audit()
                .last(CLEANUP)
                .map(AuditLog.Entry::at)
                .filter(at -> !at.isBefore(now.minus(time)) && !at.isAfter(now.plus(JUST_NOW)))
                .isPresent();
    }

    /**
     * Removes what is too old, now; waits for a round under way.
     *
     * @param actor who wants it
     * @throws StoreException if the store cannot do it
     */
    Cleanup cleanUp(String actor) {
        working.lock();
        try {
            Instant now = clock.instant();
            rollUp(now);
            return cleanUp(now, actor);
        } finally {
            working.unlock();
        }
    }

    /**
     * Has figures made anew, soon.
     *
     * @throws StoreException if the store cannot do it
     */
    void rebuild(Instant from) {
        store.rollups().rebuildFrom(from);
        rollUpSoon();
    }

    /** Has the figures of one integration made anew, soon. */
    void rebuild(String integrationId, Instant from) {
        store.rollups().rebuildFrom(integrationId, from);
        rollUpSoon();
    }

    private void rollUpSoon() {
        later.after(0, this::rollUpAgain);
    }

    private void rollUpAgain() {
        working.lock();
        try {
            rollUp(clock.instant());
        } catch (RuntimeException failure) {
            // why: the next round does it
            rolledUpTo = Instant.MIN;
            warnOnce(failure);
        } finally {
            working.unlock();
        }
    }

    /** Returns how the last clean-up of this process went; null before the first. */
    StoreHealth.@Nullable CleanUp lastCleanUp() {
        return lastCleanUp;
    }

    private Cleanup cleanUp(Instant now, String actor) {
        long begun = later.nanoTime();
        try {
            Cleanup cleanup = remove(now, actor);
            lastCleanUp = new StoreHealth.CleanUp(now, since(begun), cleanup, null);
            return cleanup;
        } catch (RuntimeException failure) {
            lastCleanUp = new StoreHealth.CleanUp(now, since(begun), null, StoreFailure.line(failure, redactor));
            throw failure;
        }
    }

    private Duration since(long begun) {
        return Duration.ofNanos(later.nanoTime() - begun);
    }

    private Cleanup remove(Instant here, String actor) {
        Instant now = agreed(here);
        Instant figuresBefore = Resolution.DAY.floor(now.minus(retention.hourly()));
        long deleted = store.removeBefore(resultsBefore(now));
        long figures = store.rollups().removeBefore(figuresBefore);
        long alerts = store.outbox().removeBefore(figuresBefore);
        Cleanup cleanup = new Cleanup(deleted, figures, alerts, store.logSize(), retention.raw());
        store.audit().add(new AuditLog.Entry(clock.instant(), actor, CLEANUP, "", cleanup.toString()));
        LOG.atLevel(deleted + figures + alerts > 0 ? Level.INFO : Level.DEBUG)
                .log("healthmon: cleaned up: {}", cleanup);
        return cleanup;
    }

    /** Returns the earlier one of this time and the store's, so that a wrong clock removes nothing that is not too old. */
    private Instant agreed(Instant here) {
        Instant there = store.now(here);
        boolean wasAhead = ahead;
        ahead = here.isAfter(there.plus(SAME_TIME));
        if (ahead && !wasAhead) {
            LOG.warn(
                    "healthmon: it is {} by the clock here and {} by the store's; what is too old is removed by the earlier"
                            + " one; set the clock of this machine, or that of the store",
                    here,
                    there);
        }
        return here.isBefore(there) ? here : there;
    }

    /** Whole days or hours, so that what is left can be rolled up anew. */
    private Instant resultsBefore(Instant now) {
        Instant moment = now.minus(retention.raw());
        return retention.raw().compareTo(BY_WHOLE_DAYS) < 0
                ? Resolution.HOUR.floor(moment)
                : Resolution.DAY.floor(moment);
    }
}
