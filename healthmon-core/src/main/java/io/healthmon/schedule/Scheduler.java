package io.healthmon.schedule;

/**
 * The time: tells it and calls back when it has come.
 *
 * <p>The monitor asks for few calls for each integration and never cancels, so an implementation is small:
 * a thread, the host's own scheduler, or a clock that a test moves by hand. Elapsed time is measured on
 * {@link #nanoTime()}, never on the wall clock.
 *
 * <p>Safe for use by multiple threads.
 *
 * @since 0.1
 */
public interface Scheduler extends AutoCloseable {

    /**
     * Returns the running time in nanoseconds from an arbitrary origin; it never goes back.
     *
     * @see System#nanoTime()
     */
    long nanoTime();

    /**
     * Calls a task once at, or soon after, a moment; at once when the moment has passed.
     *
     * <p>Tasks are short and never block; tasks of the same moment run in the order of the calls. An exception of a
     * task is logged and harms no other task. After {@link #close()} the call has no effect.
     *
     * @param task what to call, on a thread of the scheduler
     * @param atNanoTime when, on the scale of {@link #nanoTime()}
     */
    void schedule(Runnable task, long atNanoTime);

    /** Ends the scheduler: what is still waiting is never called. Calling it again has no effect. */
    @Override
    void close();

    /**
     * Returns a scheduler of this process: one daemon thread, started with the first task, that sleeps until
     * something is due and takes what is due within the same millisecond together.
     */
    static Scheduler inProcess() {
        return new InProcessScheduler();
    }
}
