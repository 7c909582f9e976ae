package io.healthmon.http;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Waits for checks on behalf of requests, of few at a time, so that the others find a thread. */
final class Waiting {

    /** How many requests may wait for checks at a time: 8. */
    static final int MOST = 8;

    private final Semaphore places = new Semaphore(MOST);

    /**
     * Starts something and returns its outcome.
     *
     * @param longest how long the request waits; what was started goes on all the same
     */
    <T> T await(Supplier<CompletableFuture<T>> start, Duration longest) {
        if (!places.tryAcquire()) {
            throw Refusal.unavailable("Already " + MOST + " requests wait for checks.", 5);
        }
        try {
            return start.get().get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw Refusal.unavailable("The check has not ended yet; its result will show when it has.", 30);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw Refusal.unavailable("This server is stopping.", 30);
        } catch (CancellationException removedOrClosed) {
            throw Refusal.unavailable("The check was called off: its integration or the monitor is gone.", 30);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a check could not be run", failed.getCause());
        } finally {
            places.release();
        }
    }
}
