package io.healthmon;

import io.healthmon.Retrying.Attempts;
import io.healthmon.check.AsyncHealthCheck;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.schedule.Scheduler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** As {@link Retrying}, of a check that needs no thread while it waits. */
final class RetryingAsync implements AsyncHealthCheck {

    private final AsyncHealthCheck check;
    private final Scheduler scheduler;
    private final Consumer<Runnable> apart;
    private final DoubleSupplier chance;

    /**
     * Makes it.
     *
     * @param apart runs a further attempt on another thread than the scheduler's
     * @param chance from 0 to 1, spreads those that failed together
     */
    RetryingAsync(AsyncHealthCheck check, Scheduler scheduler, Consumer<Runnable> apart, DoubleSupplier chance) {
        this.check = check;
        this.scheduler = scheduler;
        this.apart = apart;
        this.chance = chance;
    }

    @Override
    public CompletableFuture<CheckResult> checkAsync(CheckContext context) {
        Series series = new Series(new Attempts(context, scheduler, chance));
        series.attempt();
        return series;
    }

    /** All attempts of one run; whoever cancels it cancels the one under way. */
    private final class Series extends CompletableFuture<CheckResult> {

        private final Attempts attempts;
        private volatile @Nullable CompletableFuture<CheckResult> pending;

        Series(Attempts attempts) {
            this.attempts = attempts;
        }

        /** Begins an attempt. */
        void attempt() {
            if (isDone()) {
                return;
            }
            try {
                CompletableFuture<CheckResult> begun = check.checkAsync(attempts.next());
                if (begun == null) {
                    complete(CheckFailure.orResult(null));
                    return;
                }
                pending = begun;
                var unused = begun.whenComplete(this::ended);
                if (isCancelled()) {
                    begun.cancel(true);
                }
            } catch (RuntimeException | LinkageError | AssertionError failure) {
                completeExceptionally(failure);
            }
        }

        private void ended(@Nullable CheckResult result, @Nullable Throwable failure) {
            Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                    ? wrapped.getCause()
                    : failure;
            if (cause != null && Cause.of(cause) == Cause.CHECK_ERROR) {
                completeExceptionally(cause);
                return;
            }
            CheckResult seen = attempts.ended(cause == null ? CheckFailure.orResult(result) : CheckFailure.of(cause));
            if (attempts.goesOn(seen)) {
                long next = scheduler.nanoTime() + attempts.pause().toNanos();
                scheduler.schedule(() -> apart.accept(this::attempt), next);
            } else {
                complete(seen);
            }
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            CompletableFuture<CheckResult> underWay = pending;
            if (cancelled && underWay != null) {
                underWay.cancel(mayInterruptIfRunning);
            }
            return cancelled;
        }
    }
}
