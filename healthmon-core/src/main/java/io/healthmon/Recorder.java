package io.healthmon;

import io.healthmon.store.HealthStore;
import io.healthmon.store.HealthStore.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings results to the store in their order, in batches, without ever making two checks wait for it.
 *
 * <p>Whoever adds a result writes what is waiting, unless somebody else is at it: with a fast store each writes its own
 * result at once, with a slow one a single thread writes ever larger batches and the others go on. A store that asks for
 * an interval between batches gets it, up to 1 s, while results keep coming: what comes earlier is written when it is over,
 * on another thread, unless somebody waits for it or a batch is full.
 *
 * <p>While the store fails, results wait in the {@link ResultBuffer} and the batch under way is tried again, after 1 s at
 * first and at least every 10 s. Once it succeeds the others follow one at a time, each an interval after the end of the one
 * before, until all but the last are written. A batch that the store refuses for what is in it is taken apart until the
 * result is found that cannot be written. Safe for use by multiple threads.
 */
final class Recorder {

    /** How many results wait at most while the store is slow or away, unless set otherwise. */
    static final int CAPACITY = 100_000;

    private static final int BATCH = 5_000;

    /** The longest interval that a store may ask for. */
    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

    private final HealthStore store;
    private final DelayedTasks later;
    private final ResultBuffer buffer;
    private final RecorderReport report;
    private final DoubleSupplier chance;
    private final Aftermath aftermath;
    private final int batchSize;

    private final ReentrantLock writing = new ReentrantLock();

    /** What was taken and is not written, oldest first; guarded by {@link #writing}, as is what follows. */
    private final Deque<Attempt> undone = new ArrayDeque<>();

    private int failures;

    /** Guards what follows; held for a moment only, never while the store is at work. */
    private final Object timing = new Object();

    /** Asked for anew with each batch: a store may know it only once it is there. */
    private long interval;

    /** When the next batch may begin. */
    private long nextBatchAt;

    /** Whether a write at the end of the interval is on its way. */
    private boolean lingering;

    /** Whether what waits is to be written although the interval is not over. */
    private boolean urgent;

    private volatile boolean held;

    /** Written by who holds {@link #writing}, as is what follows; until the store takes results again, only a retry writes. */
    private volatile boolean failing;

    /** Whether {@link #undone} has any. */
    private volatile boolean owing;

    /** Whether what an outage left is being written, with pauses. */
    private volatile boolean catchingUp;

    /**
     * Makes a recorder.
     *
     * @param later runs what may block, once the store is to be asked again
     * @param buffer where results wait
     * @param report keeps account of what is written and what is not
     * @param chance gives numbers from 0 to 1, which spread the retries of many instances
     * @param aftermath is told what was written
     */
    Recorder(
            HealthStore store,
            DelayedTasks later,
            ResultBuffer buffer,
            RecorderReport report,
            DoubleSupplier chance,
            Aftermath aftermath) {
        this.store = store;
        this.later = later;
        this.buffer = buffer;
        this.report = report;
        this.chance = chance;
        this.aftermath = aftermath;
        this.batchSize = Math.min(BATCH, buffer.largestBatch());
        this.interval = interval();
        this.nextBatchAt = later.nanoTime();
    }

    /** Adds a result; never blocks. {@link #write()} is to follow once the caller holds no lock. */
    void add(Entry entry) {
        if (buffer.add(entry)) {
            report.full();
        }
    }

    /** Keeps results waiting until {@link #release()}: before a state was read, no result may replace it. */
    void hold() {
        held = true;
    }

    /** Ends {@link #hold()}; {@link #write()} is to follow. */
    void release() {
        held = false;
    }

    /** Writes what is waiting, although the interval may not be over; see {@link #write()}. */
    void writeNow() {
        synchronized (timing) {
            urgent = !buffer.isEmpty();
        }
        write();
    }

    /**
     * Writes what is waiting, unless somebody else is writing, or will when the interval is over; may block as long as the
     * store does.
     */
    void write() {
        boolean written = true;
        while (written && !failing && !held && isDue() && writing.tryLock()) {
            try {
                written = !failing && writeBatch();
            } finally {
                writing.unlock();
            }
        }
    }

    /** Writes all that is waiting, after whoever is writing; the store is asked even if it failed before. */
    void writeAll() {
        writing.lock();
        try {
            boolean written = true;
            while (written && waits()) {
                written = writeBatch();
            }
        } finally {
            writing.unlock();
        }
    }

    /** Asks a store that failed again; while results are held, whoever releases them does. */
    private void retry() {
        writing.lock();
        try {
            if (held) {
                failing = false;
            } else if (waits()) {
                writeBatch();
            }
        } finally {
            writing.unlock();
        }
        write();
    }

    /** Writes the next batch, in parts if it has to be; returns whether there may be more to write. */
    private boolean writeBatch() {
        if (undone.isEmpty()) {
            List<Entry> batch = takeBatch();
            if (batch.isEmpty()) {
                return false;
            }
            undone.add(Attempt.first(batch));
        }
        boolean going = true;
        while (going && !undone.isEmpty()) {
            going = attempt(undone.removeFirst());
        }
        owing = !undone.isEmpty();
        if (owing) {
            buffer.stillUnderWay(undone.stream()
                    .flatMap(attempt -> attempt.entries().stream())
                    .toList());
        } else {
            buffer.settled();
            breathe();
        }
        return going;
    }

    private boolean attempt(Attempt attempt) {
        long begun = later.nanoTime();
        List<Entry> refused;
        try {
            refused = store.append(attempt.entries());
        } catch (Throwable failure) {
            return failed(attempt, failure);
        }
        report.written(attempt.entries().size() - refused.size(), later.nanoTime() - begun, later.nanoTime());
        succeeded(attempt);
        for (Entry entry : refused) {
            LOG.debug("healthmon: the store refused a result of {}; another instance owns it", entry.integrationId());
        }
        aftermath.written(attempt.entries(), refused);
        return true;
    }

    private boolean failed(Attempt attempt, Throwable failure) {
        Attempt tried = attempt.failed(failure);
        if (tried.isToBeTakenApart() && report.believesInData()) {
            List<Attempt> parts = tried.parts();
            for (int index = parts.size() - 1; index >= 0; index--) {
                undone.addFirst(parts.get(index));
            }
            if (tried.entries().size() == 1) {
                report.unwritable(tried.entries().get(0), failure);
            }
            return true;
        }
        undone.addFirst(tried);
        failing = true;
        failures++;
        report.failed(failure);
        // each second that goes by now costs results
        int patience = buffer.isFull() ? 1 : failures;
        later.after(Backoff.nanos(patience, chance.getAsDouble()), this::retry);
        return false;
    }

    private void succeeded(Attempt attempt) {
        catchingUp |= failures > 0;
        // why: a store that takes marks alone takes no results, and is not to be asked every second
        failures = attempt.isMark() ? failures : 0;
        failing = false;
        report.succeeded(attempt.isMark());
    }

    private long interval() {
        Duration wanted = store.batchInterval();
        return Math.max(0, wanted.compareTo(LONGEST_INTERVAL) > 0 ? LONGEST_INTERVAL.toNanos() : wanted.toNanos());
    }

    /** Returns whether something is to be written now; if only later, sees to it that it will be. */
    private boolean isDue() {
        if (!waits()) {
            return false;
        }
        boolean hurry = !catchingUp && buffer.untaken() >= batchSize;
        synchronized (timing) {
            long left = nextBatchAt - later.nanoTime();
            if (interval == 0 || left <= 0 || hurry || (urgent && !catchingUp)) {
                return true;
            }
            if (!lingering) {
                lingering = true;
                later.after(left, this::writeAfterInterval);
            }
            return false;
        }
    }

    private void writeAfterInterval() {
        synchronized (timing) {
            lingering = false;
        }
        write();
    }

    private boolean waits() {
        return owing || !buffer.isEmpty();
    }

    private List<Entry> takeBatch() {
        List<Entry> batch = buffer.take(batchSize);
        long wanted = interval();
        synchronized (timing) {
            urgent &= !buffer.isEmpty();
            interval = wanted;
            nextBatchAt = wanted == 0 ? nextBatchAt : later.nanoTime() + wanted;
        }
        return batch;
    }

    /** Leaves a store that has just come back to others for a while. */
    private void breathe() {
        if (catchingUp) {
            catchingUp = buffer.untaken() >= batchSize;
            synchronized (timing) {
                nextBatchAt = interval == 0 ? nextBatchAt : later.nanoTime() + interval;
            }
        }
    }

    /** Returns how everything goes; neither asks the store nor waits for it. */
    StoreHealth health(Instant now, StoreHealth.@Nullable CleanUp cleanUp) {
        return report.read(later.nanoTime(), now, cleanUp);
    }

    /** Is told what became of results. */
    @FunctionalInterface
    interface Aftermath {

        /**
         * Is told, on the thread that wrote, which entries the store took; is not to block.
         *
         * @param batch what was appended
         * @param refused those of them that the store refused
         */
        void written(List<Entry> batch, Collection<Entry> refused);
    }
}
