package io.healthmon;

import io.healthmon.outbox.AlertOutbox;
import io.healthmon.schedule.Scheduler;
import io.healthmon.secret.Redactor;
import io.healthmon.store.HealthStore;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all workers share: the time, the threads and the way to the outbox. Safe for use by multiple threads. */
final class DispatchContext {

    private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);

    private final HealthStore store;
    private final Scheduler scheduler;
    private final Clock clock;
    private final Executor threads;
    private final @Nullable String link;
    private final Redactor redactor;
    private final InFlight activity = new InFlight();
    private final AtomicBoolean outboxFails = new AtomicBoolean();
    private volatile boolean closing;

    /**
     * Makes a post context.
     *
     * @param threads run what may block, each task apart from the others
     * @param link where people see more of what an alert says, or null
     * @param redactor knows what is configured as secret
     */
    DispatchContext(
            HealthStore store,
            Scheduler scheduler,
            Clock clock,
            Executor threads,
            @Nullable String link,
            Redactor redactor) {
        this.store = store;
        this.scheduler = scheduler;
        this.clock = clock;
        this.threads = threads;
        this.link = link;
        this.redactor = redactor;
    }

    @Nullable String link() {
        return link;
    }

    Redactor redactor() {
        return redactor;
    }

    long nanoTime() {
        return scheduler.nanoTime();
    }

    Instant now() {
        return Moment.now(scheduler, clock).instant();
    }

    /** Runs a task that does not block after a time. */
    void after(long nanos, Runnable task) {
        scheduler.schedule(task, scheduler.nanoTime() + nanos);
    }

    /** Runs a task once, on a thread of its own. */
    void apart(Runnable task) {
        task(task).ask();
    }

    SerialTask task(Runnable work) {
        return new SerialTask(work, threads, activity, redactor);
    }

    /** Does something with the outbox; a failure is logged when the outbox begins to fail. */
    void withOutbox(Consumer<AlertOutbox> task) {
        try {
            task.accept(store.outbox());
            if (outboxFails.getAndSet(false)) {
                LOG.info("healthmon: the store gives alerts to deliver again");
            }
        } catch (Throwable failure) {
            if (!closing && !outboxFails.getAndSet(true)) {
                StoreFailure.warn(
                        LOG,
                        redactor,
                        "healthmon: the store gives no alerts to deliver; what it has not got is told from memory",
                        failure);
            }
        }
    }

    InFlight activity() {
        return activity;
    }

    /** From now on a failing outbox is no news. */
    void closing() {
        closing = true;
    }
}
