package io.healthmon;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A limit on how many runs go on at once; what comes beyond waits its turn, first come first served.
 *
 * <p>Nobody blocks here: who waits is a task that is called when its turn comes. Safe for use by multiple threads.
 */
final class Permits {

    private final AtomicInteger free;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    Permits(int limit) {
        free = new AtomicInteger(limit);
    }

    /** Calls the task when a permit is free, which may be now. */
    void acquire(Runnable granted) {
        if (waiting.isEmpty() && take()) {
            granted.run();
        } else {
            waiting.add(granted);
            grantWaiting();
        }
    }

    void release() {
        free.incrementAndGet();
        grantWaiting();
    }

    private void grantWaiting() {
        while (!waiting.isEmpty() && take()) {
            Runnable next = waiting.poll();
            if (next == null) {
                free.incrementAndGet();
            } else {
                next.run();
            }
        }
    }

    private boolean take() {
        int seen = free.get();
        while (seen > 0) {
            if (free.compareAndSet(seen, seen - 1)) {
                return true;
            }
            seen = free.get();
        }
        return false;
    }
}
