package io.healthmon.schedule;

import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what tasks throw: each kind of task and failure once, so that a task that always fails floods nothing. */
final class TaskFailures {

    private static final int MOST_KINDS = 100;

    private final Logger logger;
    private final Set<String> reported = new HashSet<>();

    TaskFailures() {
        this(LoggerFactory.getLogger(Scheduler.class));
    }

    TaskFailures(Logger logger) {
        this.logger = logger;
    }

    /** Logs the failure when its kind is new; never throws. Confined to the scheduler's thread. */
    void report(Runnable task, Throwable failure) {
        try {
            if (reported.size() >= MOST_KINDS) {
                reported.clear();
            }
            if (reported.add(task.getClass().getName() + failure.getClass().getName())) {
                logger.warn(
                        "A scheduled task failed; the others go on, and the same failure is not logged again", failure);
            }
        } catch (Throwable unreportable) {
            // why: with no memory or no log left there is nobody to tell, and the other tasks must go on.
            reported.clear();
        }
    }
}
