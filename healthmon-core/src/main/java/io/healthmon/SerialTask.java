package io.healthmon;

import io.healthmon.secret.RedactedFailure;
import io.healthmon.secret.Redactor;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is done on a thread of its own when somebody asks for it, and never twice at once: who asks while it is done
 * has it done once more afterwards. Without anything to do it has no thread. Safe for use by multiple threads.
 */
final class SerialTask implements Runnable {

    private enum State {
        IDLE,
        BUSY,
        ASKED_AGAIN
    }

    private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);

    private final Runnable work;
    private final Executor threads;
    private final InFlight activity;
    private final Redactor redactor;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

    SerialTask(Runnable work, Executor threads, InFlight activity, Redactor redactor) {
        this.work = work;
        this.threads = threads;
        this.activity = activity;
        this.redactor = redactor;
    }

    /** Asks for the work; never blocks. Without a thread, for want of memory or after the end, it is left undone. */
    void ask() {
        if (state.getAndSet(State.ASKED_AGAIN) != State.IDLE) {
            return;
        }
        activity.begin();
        try {
            threads.execute(this);
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            state.set(State.IDLE);
            activity.end();
        }
    }

    @Override
    public void run() {
        boolean done = false;
        try {
            while (!done) {
                state.set(State.BUSY);
                workOnce();
                done = state.compareAndSet(State.BUSY, State.IDLE);
            }
        } finally {
            if (!done) {
                state.set(State.IDLE);
            }
            activity.end();
        }
    }

    private void workOnce() {
        try {
            work.run();
        } catch (Throwable failure) {
            LOG.warn(
                    "healthmon: the delivery of alerts failed; it is tried again",
                    RedactedFailure.of(failure, redactor));
        }
    }
}
