package io.healthmon.benchmarks;

import io.healthmon.schedule.Scheduler;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;

/** A task that is due in a fixed rhythm; each time it hands over to a thread, which is told when it was due. */
final class Repeated {

    private final long period;
    private final Executor threads;
    private final LongConsumer task;
    private long due;

    Repeated(long firstDue, long period, Executor threads, LongConsumer task) {
        this.due = firstDue;
        this.period = period;
        this.threads = threads;
        this.task = task;
    }

    /** Hands over for the present moment and goes on to the next. */
    void fire() {
        long now = due;
        due += period;
        threads.execute(() -> task.accept(now));
    }

    /** Lets the scheduler fire it, which calls only once, again and again. */
    void runOn(Scheduler scheduler) {
        scheduler.schedule(
                () -> {
                    fire();
                    runOn(scheduler);
                },
                due);
    }
}
