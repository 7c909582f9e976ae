package io.healthmon.provider.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Waits for something no longer than a time limit, without a thread of its own while nothing is waited for.
 *
 * @since 0.1
 */
public final class BoundedWait {

    private static final Deadlines DEADLINES = deadlines();

    private BoundedWait() {}

    /**
     * Returns what completes with what is wanted, or empty when it failed or the limit is over before; never exceptionally.
     * What is wanted goes on.
     *
     * @param limit how long at most; zero or less looks whether it is there
     */
    public static <T> CompletableFuture<Optional<T>> of(CompletableFuture<T> wanted, Duration limit) {
        CompletableFuture<Optional<T>> bounded =
                wanted.handle((value, failure) -> failure == null ? Optional.of(value) : Optional.empty());
        if (bounded.isDone()) {
            return bounded;
        }
        if (limit.isNegative() || limit.isZero()) {
            bounded.complete(Optional.empty());
            return bounded;
        }
        Deadlines.Deadline deadline = DEADLINES.set(limit.toNanos(), () -> bounded.complete(Optional.empty()));
        var unused = bounded.whenComplete((value, never) -> DEADLINES.lift(deadline));
        return bounded;
    }

    /** Its threads end as soon as there is nothing to wait for. */
    private static Deadlines deadlines() {
        ExchangeThreads threads = new ExchangeThreads();
        threads.end();
        Deadlines deadlines = new Deadlines(threads);
        deadlines.end();
        return deadlines;
    }
}
