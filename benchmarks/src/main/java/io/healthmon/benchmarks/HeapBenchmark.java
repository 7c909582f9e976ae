package io.healthmon.benchmarks;

import io.healthmon.HealthMonitor;
import io.healthmon.HealthMonitorBuilder;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The heap that a monitor retains for each integration after 24 hours: the integration, its state, the figures of 24
 * hours and 30 days, and the last 60 results.
 *
 * <p>A JVM of its own runs a whole monitor through 24 hours in leaps, with response times as most services have them
 * (log-normal, median 120 ms, sigma 0.5) and 5 % failures, 500 to 504; then the difference of the
 * used heap with and without the monitor is taken, after collections. What one integration retains does not depend on
 * how many there are, so with short intervals fewer of them do. What waits in {@link LeapScheduler} takes as much as it
 * would in the scheduler itself.
 */
final class HeapBenchmark implements Measurement {

    private static final int DAY = 86_400;
    private static final int MOST_THREADS = 8;

    /** What was last made; dropped to see what it held. */
    private @Nullable HealthMonitor monitor;

    private HeapBenchmark() {}

    static Measurement create() {
        return new HeapBenchmark();
    }

    /**
     * What the other JVM does: prints the retained bytes of each integration.
     *
     * @param arguments how many integrations, and the interval in seconds
     * @throws InterruptedException never
     */
    public static void main(String[] arguments) throws InterruptedException {
        System.out.println(
                new HeapBenchmark().retained(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1])));
    }

    @Override
    public void measure(Effort effort, Report report) throws Exception {
        report.title("heap: retained by each integration after 24 hours");
        measure(effort.size(10_000), 300, report);
        measure(effort.size(effort.quick() ? 1_000 : 10_000), 60, report);
        if (!effort.quick()) {
            measure(300, 1, report);
        }
    }

    private static void measure(int integrations, int seconds, Report report) throws Exception {
        try (ChildJvm child = ChildJvm.start(
                HeapBenchmark.class,
                "-XX:+UseSerialGC",
                "-Xmx1g",
                String.valueOf(integrations),
                String.valueOf(seconds))) {
            report.goal(integrations + " integrations, every " + seconds + " s", child.number() / 1_000, 5, "KB");
        }
    }

    private double retained(int integrations, int seconds) throws InterruptedException {
        fill(integrations, seconds);
        long with = used();
        Objects.requireNonNull(monitor, "monitor").close();
        monitor = null;
        return (double) (with - used()) / integrations;
    }

    private void fill(int integrations, int seconds) throws InterruptedException {
        LeapScheduler time = new LeapScheduler(3 * integrations);
        CountingStore store = new CountingStore();
        // why: threads cost nothing worth mentioning beside 10,000 integrations, but much beside 300
        HealthMonitorBuilder builder = HealthMonitor.builder()
                .scheduler(time)
                .clock(time.clock())
                .store(store)
                .maxConcurrentChecks(MOST_THREADS);
        Duration interval = Duration.ofSeconds(seconds);
        for (int number = 0; number < integrations; number++) {
            Integration integration = Integration.named("Service " + number)
                    .type("api")
                    .provider("provider-" + number % 10)
                    .endpoint("https://service-" + number + ".example.com/health")
                    .every(interval)
                    .recheckAfter(Duration.ZERO)
                    .build();
            builder.add(integration, check(number));
        }
        HealthMonitor built = builder.build();
        monitor = built;
        built.start();
        for (int result = 0; result < DAY / seconds; result++) {
            time.leap(interval);
            store.await(integrations);
            built.health();
        }
    }

    /** Only one run of an integration goes on at a time, so the source of randomness is never shared. */
    static HealthCheck check(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return context -> {
            double gaussian =
                    Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
            Duration time = Duration.ofMillis(Math.round(120 * Math.exp(0.5 * gaussian)));
            int status = 500 + random.nextInt(100);
            CheckResult result =
                    status < 505 ? CheckResult.down(Cause.SERVER_ERROR, "HTTP " + status) : CheckResult.healthy();
            return result.withResponseTime(time);
        };
    }

    private static long used() throws InterruptedException {
        for (int collection = 0; collection < 4; collection++) {
            System.gc();
            Threads.pause(Duration.ofMillis(100).toNanos());
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
