package io.healthmon.benchmarks;

import io.healthmon.HealthMonitor;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * 1,000 checks every second, with and without 100 of them that hang for ever and are deaf to interruption: what the
 * others and {@code /health} notice of it, how many threads it takes, and how long closing takes.
 */
final class HungBenchmark implements Measurement {

    private static final Duration WARM_UP = Duration.ofMillis(2_500);
    private static final Duration TIME = Duration.ofSeconds(3);
    private static final long BETWEEN_REQUESTS = TimeUnit.MILLISECONDS.toNanos(4);

    @Override
    public void measure(Effort effort, Report report) throws Exception {
        int checks = effort.size(1_000);
        int hung = checks / 10;
        report.title("hung: " + checks + " checks every second, " + hung + " of them hung for ever");
        Figures without = new Figures();
        Figures with = new Figures();
        if (!effort.quick()) {
            // The first monitor of a JVM pays for the compiler.
            round(checks, 0, effort, new Figures());
        }
        for (int repeat = 0; repeat < effort.repeats(7); repeat++) {
            round(checks, 0, effort, without);
            round(checks, hung, effort, with);
        }
        without.write("none hung", report);
        with.write(hung + " hung", report);
        report.goal("rate of the others, none hung / hung", ratio(without.rate, with.rate), 1.05, "x");
        report.goal("median lateness of the others, hung / none", ratio(with.p50, without.p50), 1.05, "x");
        report.goal("/health p99, hung / none", ratio(with.health99, without.health99), 1.5, "x");
        report.goal("threads for each hung check", with.entered.max() / hung, 1, "");
        report.goal("close() with hung checks", with.close.max(), 2_000, "ms");
    }

    private static double ratio(Samples one, Samples other) {
        return one.median() / other.median();
    }

    private static void round(int checks, int hung, Effort effort, Figures figures) throws Exception {
        try (Crowd crowd = new Crowd(checks, hung)) {
            HealthMonitor monitor = crowd.monitor();
            Threads.pause(effort.time(WARM_UP).toNanos());
            crowd.lateness().clear();
            long begun = System.nanoTime();
            Samples health = health(crowd, effort.time(TIME));
            double seconds = (System.nanoTime() - begun) / 1e9;
            figures.rate.add(crowd.lateness().count() / seconds);
            figures.p50.add(crowd.lateness().millis(0.5));
            figures.p99.add(crowd.lateness().millis(0.99));
            figures.health50.add(health.median());
            figures.health99.add(health.quantile(0.99));
            figures.threads.add(Threads.platformThreads());
            figures.entered.add(crowd.entered());
            long closing = System.nanoTime();
            monitor.close();
            figures.close.add((System.nanoTime() - closing) / 1e6);
        }
    }

    private static Samples health(Crowd crowd, Duration time) throws IOException, InterruptedException {
        Samples samples = new Samples();
        try (KeepAliveClient client = new KeepAliveClient(crowd.address(), "/health")) {
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() < end) {
                Threads.pause(BETWEEN_REQUESTS);
                long asked = System.nanoTime();
                client.ask();
                samples.add((System.nanoTime() - asked) / 1e6);
            }
        }
        return samples;
    }

    /** What was measured in each round. */
    private static final class Figures {

        private final Samples rate = new Samples();
        private final Samples p50 = new Samples();
        private final Samples p99 = new Samples();
        private final Samples health50 = new Samples();
        private final Samples health99 = new Samples();
        private final Samples threads = new Samples();
        private final Samples entered = new Samples();
        private final Samples close = new Samples();

        void write(String when, Report report) {
            report.row(when + ": rate of the others", rate, "/s");
            report.row(when + ": lateness of the others p50", p50, "ms");
            report.row(when + ": lateness of the others p99", p99, "ms");
            report.row(when + ": /health p50", health50, "ms");
            report.row(when + ": /health p99", health99, "ms");
            report.row(when + ": platform threads of the process", threads, "");
            report.row(when + ": close()", close, "ms");
        }
    }
}
