package io.healthmon.benchmarks;

import io.healthmon.HealthMonitor;
import io.healthmon.HealthMonitorBuilder;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

/**
 * One round of many checks that block for 50 ms each, beside as many bare threads that do nothing else, and beside one
 * after the other, which is what Actuator, Dropwizard and SmallRye do.
 */
final class RoundBenchmark implements Measurement {

    private static final long BLOCK_NANOS = Duration.ofMillis(50).toNanos();
    private static final int WARM_UPS = 5;

    @Override
    public void measure(Effort effort, Report report) throws Exception {
        round(100, Threads.virtual() ? 1.10 : 1.35, effort, report);
        round(1_000, Threads.virtual() ? 1.20 : Double.NaN, effort, report);
    }

    private static void round(int checks, double goal, Effort effort, Report report) throws Exception {
        report.title("round: " + checks + " checks that block 50 ms");
        Samples bare = new Samples();
        Samples serial = new Samples();
        Samples ours = new Samples();
        Executor threads = Threads.perTask();
        try (HealthMonitor monitor = monitor(checks)) {
            for (int repeat = -WARM_UPS; repeat < effort.repeats(9); repeat++) {
                double limit = bare(threads, checks);
                double own = millis(() -> monitor.checkAllServices().join());
                if (repeat >= 0) {
                    bare.add(limit);
                    ours.add(own);
                    serial.add(serial(checks));
                }
            }
        }
        report.row("one after the other (10 of them, times " + checks / 10 + ")", serial, "ms");
        report.row("limit: bare " + Threads.kind(), bare, "ms");
        report.row("healthmon", ours, "ms");
        report.row("healthmon / limit", ours.median() / bare.median(), "x");
        double ratio = ours.median() * 1_000_000 / BLOCK_NANOS;
        if (Double.isNaN(goal)) {
            report.row("healthmon / 50 ms (256 at once on platform threads)", ratio, "x");
        } else {
            report.goal("healthmon / 50 ms", ratio, goal, "x");
        }
    }

    private static HealthMonitor monitor(int checks) {
        HealthCheck check = context -> {
            Threads.pause(BLOCK_NANOS);
            return CheckResult.healthy();
        };
        HealthMonitorBuilder builder = HealthMonitor.builder();
        for (int number = 0; number < checks; number++) {
            builder.add(Integration.named("Service " + number), check);
        }
        return builder.build();
    }

    private static double bare(Executor threads, int checks) throws Exception {
        return millis(() -> {
            CountDownLatch done = new CountDownLatch(checks);
            for (int number = 0; number < checks; number++) {
                threads.execute(() -> {
                    block();
                    done.countDown();
                });
            }
            done.await();
        });
    }

    private static double serial(int checks) throws Exception {
        return checks
                / 10.0
                * millis(() -> {
                    for (int number = 0; number < 10; number++) {
                        Threads.pause(BLOCK_NANOS);
                    }
                });
    }

    private static void block() {
        try {
            Threads.pause(BLOCK_NANOS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static double millis(Step step) throws Exception {
        long begun = System.nanoTime();
        step.run();
        return (System.nanoTime() - begun) / 1e6;
    }

    /** What is timed. */
    private interface Step {

        void run() throws Exception;
    }
}
