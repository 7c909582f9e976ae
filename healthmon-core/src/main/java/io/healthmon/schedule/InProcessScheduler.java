package io.healthmon.schedule;

/** To be written. */
final class InProcessScheduler implements Scheduler {
    @Override
    public long nanoTime() { return System.nanoTime(); }

    @Override
    public void schedule(Runnable task, long atNanoTime) { throw new UnsupportedOperationException(); }

    @Override
    public void close() {}
}
