package io.healthmon;

import io.healthmon.store.HealthStore;
import io.healthmon.store.HealthStore.Entry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings results to the store in their order, in batches, without ever making two checks wait for it.
 *
 * <p>Whoever adds a result writes what is waiting, unless somebody else is at it: with a fast store each writes its own
 * result at once, with a slow one a single thread writes ever larger batches and the others go on. A store that asks for
 * an interval between batches gets it, up to 1 s, while results keep coming: what comes earlier is written when it is over,
 * on another thread, unless somebody waits for it or a batch is full. While the store fails, results wait and are tried
 * again after 1 s; beyond the capacity the oldest are dropped and counted. Safe for use by multiple threads.
 */
final class Recorder {

    /** How many results wait at most while the store is slow or away. */
    static final int CAPACITY = 100_000;

    private static final int BATCH = 5_000;

    /** How long a store that fails is left alone, and the longest interval that one may ask for. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

    private final HealthStore store;
    private final DelayedTasks later;
    private final int capacity;
    private final Aftermath aftermath;
    /** Asked for anew with each batch: a store may know it only once it is there. */
    private long interval;

    private final ReentrantLock writing = new ReentrantLock();

    /** Guards itself and what follows; held for a moment only, never while the store is at work. */
    private final Deque<Entry> waiting = new ArrayDeque<>();

    private long dropped;

    /** When the next batch may begin. */
    private long nextBatchAt;

    /** Whether a write at the end of the interval is on its way. */
    private boolean lingering;

    /** Whether what waits is to be written although the interval is not over. */
    private boolean urgent;

    private volatile boolean held;

    /** Written by who holds {@link #writing}; until the store takes results again, only the next try writes. */
    private volatile boolean failing;

    /**
     * Makes a recorder.
     *
     * @param later runs what may block, once the store is to be asked again
     * @param aftermath is told what was written
     */
    Recorder(HealthStore store, DelayedTasks later, int capacity, Aftermath aftermath) {
        this.store = store;
        this.later = later;
        this.capacity = capacity;
        this.aftermath = aftermath;
        this.interval = interval();
        this.nextBatchAt = later.nanoTime();
    }

    /** Adds a result; never blocks. {@link #write()} is to follow once the caller holds no lock. */
    void add(Entry entry) {
        synchronized (waiting) {
            waiting.addLast(entry);
            dropOldest();
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
        synchronized (waiting) {
            urgent = !waiting.isEmpty();
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
        if (held) {
            failing = false;
        } else {
            writeAll();
        }
    }

    /** Returns how many results had to be dropped so far. */
    long dropped() {
        synchronized (waiting) {
            return dropped;
        }
    }

    private boolean writeBatch() {
        List<Entry> batch = takeBatch();
        List<Entry> refused;
        try {
            refused = store.append(batch);
        } catch (Throwable failure) {
            putBack(batch);
            failed(failure);
            return false;
        }
        succeeded();
        for (Entry entry : refused) {
            LOG.debug("healthmon: the store refused a result of {}; another instance owns it", entry.integrationId());
        }
        aftermath.written(batch, refused);
        return true;
    }

    private long interval() {
        Duration wanted = store.batchInterval();
        return Math.max(0, wanted.compareTo(PAUSE) > 0 ? PAUSE.toNanos() : wanted.toNanos());
    }

    /** Returns whether something is to be written now; if only later, sees to it that it will be. */
    private boolean isDue() {
        synchronized (waiting) {
            if (waiting.isEmpty()) {
                return false;
            }
            long left = nextBatchAt - later.nanoTime();
            if (interval == 0 || urgent || left <= 0 || waiting.size() >= BATCH) {
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
        synchronized (waiting) {
            lingering = false;
        }
        write();
    }

    private boolean waits() {
        synchronized (waiting) {
            return !waiting.isEmpty();
        }
    }

    /** Returns a list of its own each time, which the store may keep. */
    private List<Entry> takeBatch() {
        synchronized (waiting) {
            int size = Math.min(BATCH, waiting.size());
            List<Entry> batch = new ArrayList<>(size);
            while (batch.size() < size) {
                batch.add(waiting.removeFirst());
            }
            urgent &= !waiting.isEmpty();
            interval = interval();
            nextBatchAt = interval == 0 ? nextBatchAt : later.nanoTime() + interval;
            return batch;
        }
    }

    private void putBack(List<Entry> batch) {
        synchronized (waiting) {
            for (int index = batch.size() - 1; index >= 0; index--) {
                waiting.addFirst(batch.get(index));
            }
            dropOldest();
        }
    }

    private void dropOldest() {
        while (waiting.size() > capacity) {
            waiting.removeFirst();
            dropped++;
        }
    }

    private void failed(Throwable failure) {
        if (!failing) {
            failing = true;
            RedactedFailure.warnOfStore(
                    LOG, "healthmon: the store refuses results; up to " + capacity + " wait in memory", failure);
        }
        later.after(PAUSE.toNanos(), this::retry);
    }

    private void succeeded() {
        if (failing) {
            failing = false;
            LOG.info("healthmon: the store takes results again; {} were dropped so far", dropped());
        }
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
