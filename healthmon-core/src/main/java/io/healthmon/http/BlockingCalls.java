package io.healthmon.http;

import io.healthmon.HealthMonitor;
import io.healthmon.IntegrationHealth.UnknownException;
import io.healthmon.secret.RedactedFailure;
import io.healthmon.secret.Redactor;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for checks on behalf of requests, of few at a time, so that the others find a thread. */
final class BlockingCalls {

    private static final Logger LOG = LoggerFactory.getLogger(BlockingCalls.class);

    /** How many requests may wait for checks at a time: 8. */
    static final int MOST = 8;

    private final Semaphore places = new Semaphore(MOST);

    /**
     * Starts something and returns its outcome.
     *
     * @param longest how long the request waits; what was started goes on all the same
     * @param calledOff what to answer when it was cancelled, or there was nothing left to start
     */
    <T> T await(Supplier<CompletableFuture<T>> start, Duration longest, Supplier<ProblemException> calledOff) {
        if (!places.tryAcquire()) {
            throw ProblemException.unavailable("Already " + MOST + " requests wait for checks.", 5);
        }
        try {
            return outcome(ofOpenMonitor(start), longest, calledOff);
        } catch (UnknownException removedBefore) {
            throw calledOff.get();
        } finally {
            places.release();
        }
    }

    /** Calls a monitor that may have been closed: that is no failure of ours, but the log tells what it said. */
    static <T> T ofOpenMonitor(Supplier<T> call) {
        try {
            return call.get();
        } catch (HealthMonitor.ClosedException closed) {
            LOG.debug("a request came too late", RedactedFailure.of(closed, Redactor.standard()));
            throw ProblemException.closed();
        }
    }

    private static <T> T outcome(CompletableFuture<T> started, Duration longest, Supplier<ProblemException> calledOff) {
        try {
            return started.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw ProblemException.unavailable("The check has not ended yet; its result will show when it has.", 30);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw ProblemException.unavailable("This server is stopping.", 30);
        } catch (CancellationException removedOrClosed) {
            throw calledOff.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof CancellationException) { // a copy of a cancelled future has failed
                throw calledOff.get();
            }
            throw new IllegalStateException("a check could not be run", failed.getCause());
        }
    }
}
