package io.healthmon.benchmarks;

import io.healthmon.store.HealthStore;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A store that takes no more than so many results a second, as if its database could not; counts them. */
final class BrakedStore extends ForwardingStore {

    private final double nanosPerResult;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicBoolean released = new AtomicBoolean();

    BrakedStore(HealthStore store, int resultsPerSecond) {
        super(store);
        nanosPerResult = 1e9 / resultsPerSecond;
    }

    /** Returns how many results it has taken. */
    long taken() {
        return taken.get();
    }

    /** Lets it take what it can from now on. */
    void release() {
        released.set(true);
    }

    @Override
    public List<Entry> append(List<Entry> entries) {
        long end = System.nanoTime() + Math.round(nanosPerResult * entries.size());
        List<Entry> refused = super.append(entries);
        taken.addAndGet(entries.size());
        for (long left = end - System.nanoTime(); left > 0 && !released.get(); left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return refused;
    }
}
