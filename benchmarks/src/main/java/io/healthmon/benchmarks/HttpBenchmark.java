package io.healthmon.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.healthmon.HealthMonitor;
import io.healthmon.HealthMonitorBuilder;
import io.healthmon.check.Integration;
import io.healthmon.provider.http.HttpCheck;
import io.healthmon.schedule.Scheduler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * The CPU time of a whole HTTP check (scheduled, sent, judged, decided, counted, stored in memory) beside that of
 * {@code HttpClient.send} alone on a thread of its own, at the same rate, from the same timer, against the same server in
 * another process.
 */
final class HttpBenchmark implements Measurement {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private static final int TARGETS = 1_000;
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration TIME = Duration.ofSeconds(5);

    @Override
    public void measure(Effort effort, Report report) throws Exception {
        int targets = effort.size(TARGETS);
        report.title("http: " + targets + " targets every " + INTERVAL.toMillis() + " ms");
        Samples bare = new Samples();
        Samples ours = new Samples();
        Samples rates = new Samples();
        try (ChildJvm server = ChildJvm.start(EchoServer.class)) {
            URI address = URI.create("http://127.0.0.1:" + server.line() + "/");
            if (!effort.quick()) {
                // Whoever comes first in a JVM pays for the compiler.
                bare(address, targets, effort, new Samples(), new Samples());
                ours(address, targets, effort, new Samples(), new Samples());
            }
            for (int repeat = 0; repeat < effort.repeats(3); repeat++) {
                bare(address, targets, effort, bare, new Samples());
                ours(address, targets, effort, ours, rates);
            }
        }
        report.row("HttpClient.send alone: CPU of 10,000", bare, "s");
        report.row("healthmon: CPU of 10,000", ours, "s");
        report.row("healthmon: rate", rates, "/s");
        report.goal("healthmon / HttpClient.send", ours.median() / bare.median(), 1.25, "x");
    }

    private static void bare(URI address, int targets, Effort effort, Samples cpu, Samples rate)
            throws InterruptedException {
        LongAdder answered = new LongAdder();
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(address).build();
        Executor threads = Threads.perTask();
        try (Scheduler scheduler = Scheduler.inProcess()) {
            long begin = scheduler.nanoTime();
            for (int target = 0; target < targets; target++) {
                long first = begin + target * (INTERVAL.toNanos() / targets);
                new Repeated(first, INTERVAL.toNanos(), threads, due -> {
                            send(client, request);
                            answered.increment();
                        })
                        .runOn(scheduler);
            }
            watch(answered::sum, effort, cpu, rate);
        }
    }

    private static void ours(URI address, int targets, Effort effort, Samples cpu, Samples rate)
            throws InterruptedException {
        CountingStore store = new CountingStore();
        HealthMonitorBuilder builder = HealthMonitor.builder().store(store);
        for (int target = 0; target < targets; target++) {
            builder.add(Integration.named("Target " + target).every(INTERVAL), HttpCheck.get(address.toString()));
        }
        try (HealthMonitor monitor = builder.build()) {
            monitor.start();
            watch(store::arrived, effort, cpu, rate);
            if (monitor.health().summary().healthy() != targets) {
                throw new IllegalStateException(
                        "not every check succeeded: " + monitor.health().summary());
            }
        }
    }

    private static void watch(LongSupplier answered, Effort effort, Samples cpu, Samples rate)
            throws InterruptedException {
        Threads.pause(effort.time(WARM_UP).toNanos());
        long before = answered.getAsLong();
        long cpuBefore = SYSTEM.getProcessCpuTime();
        long begun = System.nanoTime();
        Threads.pause(effort.time(TIME).toNanos());
        double count = answered.getAsLong() - before;
        cpu.add((SYSTEM.getProcessCpuTime() - cpuBefore) / 1e9 / count * 10_000);
        rate.add(count / ((System.nanoTime() - begun) / 1e9));
    }

    private static void send(HttpClient client, HttpRequest request) {
        try {
            if (client.send(request, BodyHandlers.ofByteArray()).statusCode() != 200) {
                throw new IllegalStateException("the server does not work");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
