package io.healthmon;

import io.healthmon.store.HealthStore;
import io.healthmon.store.HealthStore.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings results to the store in their order, in batches, without ever making two checks wait for it.
 *
 * <p>Whoever adds a result writes what is waiting, unless somebody else is at it: with a fast store each writes its own
 * result at once, with a slow one a single thread writes ever larger batches and the others go on. While the store
 * fails, results wait and are tried again after a while; beyond the capacity the oldest are dropped and counted. Safe
 * for use by multiple threads.
 */
final class Recorder {

    /** How many results wait at most while the store is slow or away. */
    static final int CAPACITY = 100_000;

    private static final int BATCH = 5_000;
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

    private final HealthStore store;
    private final Executor afterAWhile;
    private final int capacity;
    private final ReentrantLock writing = new ReentrantLock();

    /** Guards itself and the count of what was dropped; held for a moment only, never while the store is at work. */
    private final Deque<Entry> waiting = new ArrayDeque<>();

    private long dropped;

    /** Written by who holds {@link #writing}; until the store takes results again, only the next try writes. */
    private volatile boolean failing;

    /**
     * Makes a recorder.
     *
     * @param afterAWhile runs a task that may block, after the time that a store that fails is left alone
     */
    Recorder(HealthStore store, Executor afterAWhile, int capacity) {
        this.store = store;
        this.afterAWhile = afterAWhile;
        this.capacity = capacity;
    }

    /** Adds a result; never blocks. {@link #write()} is to follow once the caller holds no lock. */
    void add(Entry entry) {
        synchronized (waiting) {
            waiting.addLast(entry);
            dropOldest();
        }
    }

    /** Writes what is waiting, unless somebody else is writing; may block as long as the store does. */
    void write() {
        boolean written = true;
        while (written && !failing && waits() && writing.tryLock()) {
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

    /** Returns how many results had to be dropped so far. */
    long dropped() {
        synchronized (waiting) {
            return dropped;
        }
    }

    private boolean writeBatch() {
        List<Entry> batch = takeBatch();
        try {
            store.append(batch);
        } catch (Throwable failure) {
            putBack(batch);
            failed(failure);
            return false;
        }
        succeeded();
        return true;
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
            LOG.warn(
                    "healthmon: the store refuses results; up to {} wait in memory",
                    capacity,
                    RedactedFailure.of(failure));
        }
        afterAWhile.execute(this::writeAll);
    }

    private void succeeded() {
        if (failing) {
            failing = false;
            LOG.info("healthmon: the store takes results again; {} were dropped so far", dropped());
        }
    }
}
