package io.healthmon;

import io.healthmon.store.HealthStore;
import io.healthmon.store.HealthStore.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings results to the store in their order, in batches, without ever making two checks wait for it.
 *
 * <p>Whoever adds a result writes what is waiting, unless somebody else is at it: with a fast store each writes its own
 * result at once, with a slow one a single thread writes ever larger batches and the others go on. While the store
 * fails, results wait, up to {@link #CAPACITY}; beyond that the oldest are dropped and counted. Safe for use by
 * multiple threads.
 */
final class Recorder {

    /** How many results wait at most while the store is slow or away. */
    static final int CAPACITY = 100_000;

    private static final int BATCH = 5_000;
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

    private final HealthStore store;
    private final Queue<Entry> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicBoolean writing = new AtomicBoolean();
    private final AtomicLong dropped = new AtomicLong();

    /** Guarded, like {@link #failing}, by {@link #writing}. */
    private final List<Entry> batch = new ArrayList<>();

    private boolean failing;

    Recorder(HealthStore store) {
        this.store = store;
    }

    /** Adds a result; never blocks. {@link #write()} is to follow once the caller holds no lock. */
    void add(Entry entry) {
        waiting.add(entry);
        if (size.incrementAndGet() > CAPACITY && waiting.poll() != null) {
            size.decrementAndGet();
            dropped.incrementAndGet();
        }
    }

    /** Writes what is waiting, unless somebody else is writing; may block as long as the store does. */
    void write() {
        while (size.get() > 0 && writing.compareAndSet(false, true)) {
            boolean written;
            try {
                written = writeBatch();
            } finally {
                writing.set(false);
            }
            if (!written) {
                return;
            }
        }
    }

    /** Returns how many results had to be dropped so far. */
    long dropped() {
        return dropped.get();
    }

    private boolean writeBatch() {
        Entry next;
        while (batch.size() < BATCH && (next = waiting.poll()) != null) {
            batch.add(next);
        }
        try {
            store.append(batch);
        } catch (RuntimeException failure) {
            failed(failure);
            return false;
        }
        size.addAndGet(-batch.size());
        batch.clear();
        succeeded();
        return true;
    }

    /** The batch stays and is tried again, before anything else, with the next result. */
    private void failed(RuntimeException failure) {
        if (!failing) {
            failing = true;
            LOG.warn("healthmon: the store refuses results; they wait in memory, up to {}", CAPACITY, failure);
        }
    }

    private void succeeded() {
        if (failing) {
            failing = false;
            LOG.info("healthmon: the store takes results again; {} were dropped so far", dropped());
        }
    }
}
