package io.healthmon;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Runs one task whenever somebody asks for it, on a thread of its own, one round at a time.
 *
 * <p>Who asks during a round gets the next one, together with all others who ask meanwhile; a round that hangs keeps one
 * thread and holds up nobody but those who wait for it. Safe for use by multiple threads; never blocks.
 */
final class Rounds {

    private final Runnable round;
    private final Executor threads;

    /** Completed when the round under way is over; null while there is none. */
    private @Nullable CompletableFuture<Void> present;

    /** Completed when the round after it is over; null while nobody has asked for it. */
    private @Nullable CompletableFuture<Void> next;

    /**
     * Makes rounds of a task.
     *
     * @param round the task, which throws nothing
     * @param threads gives each row of rounds a thread
     */
    Rounds(Runnable round, Executor threads) {
        this.round = round;
        this.threads = threads;
    }

    /** Sees to it that a round begins after this call; returns what completes when it is over, or cannot be had. */
    CompletableFuture<Void> another() {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        synchronized (this) {
            if (present != null) {
                next = next == null ? asked : next;
                return next;
            }
            present = asked;
        }
        try {
            threads.execute(this::run);
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            for (boolean more = true; more; ) {
                more = over();
            }
        }
        return asked;
    }

    private void run() {
        for (boolean more = true; more; ) {
            round.run();
            more = over();
        }
    }

    /** Ends the present round; returns whether another is to follow. */
    private boolean over() {
        CompletableFuture<Void> done;
        boolean more;
        synchronized (this) {
            done = present;
            present = next;
            next = null;
            more = present != null;
        }
        if (done != null) {
            done.complete(null);
        }
        return more;
    }
}
