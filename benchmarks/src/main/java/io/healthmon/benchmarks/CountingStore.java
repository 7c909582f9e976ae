package io.healthmon.benchmarks;

import io.healthmon.store.InMemoryHealthStore;
import java.util.List;
import java.util.concurrent.Semaphore;

/** The store in memory, which also says when results have arrived: the last thing that happens to a result. */
final class CountingStore extends ForwardingStore {

    private final Semaphore arrived = new Semaphore(0);

    CountingStore() {
        super(InMemoryHealthStore.create());
    }

    /** Waits until so many more results have arrived. */
    void await(int results) throws InterruptedException {
        arrived.acquire(results);
    }

    /** Returns how many have arrived that nobody waited for. */
    long arrived() {
        return arrived.availablePermits();
    }

    @Override
    public List<Entry> append(List<Entry> entries) {
        List<Entry> refused = super.append(entries);
        arrived.release(entries.size());
        return refused;
    }
}
