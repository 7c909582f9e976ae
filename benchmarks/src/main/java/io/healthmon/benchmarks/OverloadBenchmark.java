package io.healthmon.benchmarks;

import io.healthmon.store.InMemoryHealthStore;
import java.time.Duration;

/**
 * 10,000 results a second on their way into PostgreSQL when it takes half of that: what waits, what it takes of the heap,
 * and how late checks are, beside the same monitor on the store in memory.
 *
 * <p>The database is held back, so that a machine that runs both can offer twice what it takes. The first 25 s fill what
 * results wait in; then heap and rate are looked at, 10 s long.
 */
final class OverloadBenchmark implements Measurement {

    private static final Duration FILLING = Duration.ofSeconds(25);
    private static final Duration TIME = Duration.ofSeconds(10);

    @Override
    public void measure(Effort effort, Report report) throws Exception {
        int checks = effort.size(10_000);
        report.title("overload: " + checks + " results a second, twice what the database takes");
        double lateInMemory;
        try (Crowd crowd = new Crowd(checks, 0, InMemoryHealthStore.create())) {
            lateInMemory = lateness(crowd, effort, TIME);
        }
        try (Databases databases = Databases.start();
                BrakedStore store = new BrakedStore(databases.postgresql(), checks / 2);
                Crowd crowd = new Crowd(checks, 0, store)) {
            double before = used();
            Threads.pause(effort.time(FILLING).toNanos());
            double full = used();
            double late = lateness(crowd, effort, TIME);
            report.row("in memory: lateness of checks p99", lateInMemory, "ms");
            report.goal("lateness of checks p99", late, 100, "ms");
            report.row("heap for what waits", (full - before) / 1e6, "MB");
            report.goal("heap, the end / when the space was full", used() / full, 1.1, "x");
            report.row("results dropped or waiting", (double) (crowd.done() - store.taken()), "");
            store.release();
        }
    }

    private static double lateness(Crowd crowd, Effort effort, Duration time) throws InterruptedException {
        crowd.lateness().clear();
        Threads.pause(effort.time(time).toNanos());
        return crowd.lateness().millis(0.99);
    }

    private static double used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
