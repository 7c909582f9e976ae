package io.healthmon.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.healthmon.schedule.Scheduler;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The timer with 10,000 tasks a second, spread evenly, each of which hands over to a thread that notes how late it
 * began; beside a {@link ScheduledThreadPoolExecutor} of one thread that hands over in the same way. And what the timer
 * costs while nothing is due.
 */
final class TimerBenchmark implements Measurement {

    private static final long PERIOD = TimeUnit.SECONDS.toNanos(1);
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    @Override
    public void measure(Effort effort, Report report) throws Exception {
        int tasks = effort.size(10_000);
        report.title(String.format(Locale.ROOT, "timer: %,d tasks every second", tasks));
        Figures peer = new Figures();
        Figures ours = new Figures();
        for (int repeat = 0; repeat < effort.repeats(3); repeat++) {
            executor(tasks, effort, peer);
            scheduler(tasks, effort, ours);
        }
        peer.write("ScheduledThreadPoolExecutor(1)", report);
        ours.write("healthmon", report);
        report.goal("CPU, healthmon / ScheduledThreadPoolExecutor", ours.cpu.median() / peer.cpu.median(), 0.333, "x");
        report.goal("p99 lateness, healthmon", ours.p99.median(), 1.5, "ms");
        idle(tasks, effort, report);
    }

    private static void executor(int tasks, Effort effort, Figures figures) throws InterruptedException {
        Lateness lateness = new Lateness();
        Executor threads = Threads.perTask();
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, Threads::daemon);
        long begin = System.nanoTime() + PERIOD;
        for (int number = 0; number < tasks; number++) {
            long first = begin + number * (PERIOD / tasks);
            Repeated task = new Repeated(first, PERIOD, threads, due -> lateness.add(System.nanoTime() - due));
            var unused =
                    executor.scheduleAtFixedRate(task::fire, first - System.nanoTime(), PERIOD, TimeUnit.NANOSECONDS);
        }
        figures.watch(lateness, effort);
        executor.shutdownNow();
    }

    private static void scheduler(int tasks, Effort effort, Figures figures) throws InterruptedException {
        Lateness lateness = new Lateness();
        Executor threads = Threads.perTask();
        try (Scheduler scheduler = Scheduler.inProcess()) {
            long begin = scheduler.nanoTime() + PERIOD;
            for (int number = 0; number < tasks; number++) {
                long first = begin + number * (PERIOD / tasks);
                new Repeated(first, PERIOD, threads, due -> lateness.add(scheduler.nanoTime() - due)).runOn(scheduler);
            }
            figures.watch(lateness, effort);
        }
    }

    private static void idle(int tasks, Effort effort, Report report) throws Exception {
        Duration time = effort.time(Duration.ofSeconds(5));
        try (Scheduler scheduler = Scheduler.inProcess()) {
            long due = scheduler.nanoTime() + TimeUnit.HOURS.toNanos(1);
            for (int number = 0; number < tasks; number++) {
                scheduler.schedule(() -> {}, due);
            }
            Threads.pause(TimeUnit.MILLISECONDS.toNanos(200));
            WakeUps wakeUps = WakeUps.of("healthmon-scheduler");
            Threads.pause(time.toNanos());
            report.goal(
                    "idle for " + time.toSeconds() + " s, all due in an hour: wake-ups",
                    (double) wakeUps.count(),
                    0,
                    "");
        }
    }

    /** What was measured in each repeat. */
    private static final class Figures {

        private final Samples cpu = new Samples();
        private final Samples p50 = new Samples();
        private final Samples p99 = new Samples();
        private final Samples p999 = new Samples();

        void watch(Lateness lateness, Effort effort) throws InterruptedException {
            Threads.pause(effort.time(Duration.ofSeconds(4)).toNanos() + PERIOD);
            lateness.clear();
            long cpuBefore = SYSTEM.getProcessCpuTime();
            long begun = System.nanoTime();
            Threads.pause(effort.time(Duration.ofSeconds(8)).toNanos());
            cpu.add(100.0 * (SYSTEM.getProcessCpuTime() - cpuBefore) / (System.nanoTime() - begun));
            p50.add(lateness.millis(0.5));
            p99.add(lateness.millis(0.99));
            p999.add(lateness.millis(0.999));
        }

        void write(String who, Report report) {
            report.row(who + ": CPU of one core", cpu, "%");
            report.row(who + ": lateness p50", p50, "ms");
            report.row(who + ": lateness p99", p99, "ms");
            report.row(who + ": lateness p99.9", p999, "ms");
        }
    }
}
