package io.healthmon.benchmarks;

import io.healthmon.HealthMonitor;
import io.healthmon.channel.AlertChannel;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.event.HealthEvent.CheckCompleted;
import io.healthmon.store.HealthStore;
import io.healthmon.store.InMemoryHealthStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * 10,000 results a second on their way into a database, beside the same into memory; how soon the result of a quiet
 * monitor can be read from the database; and how soon an alert leaves.
 */
final class RecorderBenchmark implements Measurement {

    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration TIME = Duration.ofSeconds(5);
    private static final long PATIENCE_SECONDS = 20;

    @Override
    public void measure(Effort effort, Report report) throws Exception {
        int checks = effort.size(10_000);
        report.title("recorder: " + checks + " results a second into a database, and one by one");
        try (Databases databases = Databases.start()) {
            Busy memory = new Busy("memory", InMemoryHealthStore::create);
            List<Busy> durable = List.of(new Busy("H2", databases::h2), new Busy("PostgreSQL", databases::postgresql));
            for (int repeat = 0; repeat < effort.repeats(3); repeat++) {
                memory.round(checks, effort);
                for (Busy store : durable) {
                    store.round(checks, effort);
                }
            }
            memory.write(report);
            for (Busy store : durable) {
                store.write(report);
                judge(store, checks, report);
                quiet(store.name, store.opener, effort, report);
                alert(store.name, store.opener, effort, report);
            }
        }
    }

    private static void judge(Busy figures, int checks, Report report) {
        String name = figures.name;
        report.goal(name + ": results missing of each second's", 1 - figures.rate.median() / checks, 0.01, "");
        report.goal(name + ": results behind at the end", figures.behind.median() / checks, 1, "s");
        report.goal(name + ": lateness p99", figures.p99.median(), 100, "ms");
    }

    /** A monitor with nothing else to do: from the end of a check until its result can be read. */
    private static void quiet(String name, Databases.Opener opener, Effort effort, Report report) throws Exception {
        Samples samples = new Samples();
        BlockingQueue<Long> ended = new LinkedBlockingQueue<>();
        HealthStore store = opener.open();
        try (HealthMonitor monitor = HealthMonitor.builder()
                .store(store)
                .add(Integration.named("A").every(Duration.ofMillis(300)), context -> CheckResult.healthy())
                .listen(CheckCompleted.class, event -> ended.add(System.nanoTime()))
                .build()) {
            monitor.start();
            long seen = 0;
            for (int result = 0; result < effort.size(100); result++) {
                long end = taken(ended);
                seen = awaitMore(store, seen);
                samples.add((System.nanoTime() - end) / 1e6);
            }
        }
        report.goal(name + ": quiet, until a result can be read, most of " + samples.size(), samples.max(), 200, "ms");
        report.row(name + ": quiet, until a result can be read", samples, "ms");
    }

    /** From the decision that an integration is down until the channel has the alert. */
    private static void alert(String name, Databases.Opener opener, Effort effort, Report report) throws Exception {
        Samples samples = new Samples();
        BlockingQueue<Long> told = new LinkedBlockingQueue<>();
        AtomicBoolean up = new AtomicBoolean(true);
        AlertChannel channel = message ->
                told.add(Duration.between(message.alert().at(), Instant.now()).toNanos());
        try (HealthMonitor monitor = HealthMonitor.builder()
                .store(opener.open())
                .alert(channel)
                .alertCooldown(Duration.ZERO)
                .add(
                        Integration.named("A")
                                .critical()
                                .every(Duration.ofMillis(200))
                                .failureThreshold(1),
                        context -> up.get()
                                ? CheckResult.healthy()
                                : CheckResult.down(Cause.SERVER_ERROR, "down on purpose"))
                .build()) {
            monitor.start();
            for (int change = 0; change < effort.size(100); change++) {
                up.set(!up.get());
                samples.add(taken(told) / 1e6);
            }
        }
        report.goal(name + ": from decision to channel, most of " + samples.size(), samples.max(), 1_000, "ms");
        report.row(name + ": from decision to channel", samples, "ms");
    }

    private static long taken(BlockingQueue<Long> queue) throws InterruptedException {
        Long next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new IllegalStateException("nothing came within " + PATIENCE_SECONDS + " s");
        }
        return next;
    }

    private static long awaitMore(HealthStore store, long seen) throws InterruptedException {
        long results = store.logSize().results();
        while (results <= seen) {
            Threads.pause(500_000);
            results = store.logSize().results();
        }
        return results;
    }

    /** What was measured of a busy monitor on one store. */
    private static final class Busy {

        final String name;
        final Databases.Opener opener;
        final Samples rate = new Samples();
        final Samples p50 = new Samples();
        final Samples p99 = new Samples();
        final Samples behind = new Samples();

        Busy(String name, Databases.Opener opener) {
            this.name = name;
            this.opener = opener;
        }

        void round(int checks, Effort effort) throws Exception {
            HealthStore store = opener.open();
            try (Crowd crowd = new Crowd(checks, 0, store)) {
                Threads.pause(effort.time(WARM_UP).toNanos());
                crowd.lateness().clear();
                long before = store.logSize().results();
                long begun = System.nanoTime();
                Threads.pause(effort.time(TIME).toNanos());
                long stored = store.logSize().results();
                rate.add((stored - before) / ((System.nanoTime() - begun) / 1e9));
                behind.add((double) Math.max(0, crowd.done() - stored));
                p50.add(crowd.lateness().millis(0.5));
                p99.add(crowd.lateness().millis(0.99));
            }
        }

        void write(Report report) {
            report.row(name + ": results stored", rate, "/s");
            report.row(name + ": results behind at the end", behind, "");
            report.row(name + ": lateness of checks p50", p50, "ms");
            report.row(name + ": lateness of checks p99", p99, "ms");
        }
    }
}
