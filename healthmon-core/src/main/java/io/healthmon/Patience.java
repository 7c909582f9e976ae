package io.healthmon;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits a bounded time for what may never come. */
final class Patience {

    private Patience() {}

    /** Waits although the thread is interrupted, which is none of its business. */
    static boolean await(CompletableFuture<Void> done, Duration patience) {
        boolean interrupted = Thread.interrupted();
        try {
            done.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException tooLong) {
            return false;
        } catch (InterruptedException again) {
            interrupted = true;
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
