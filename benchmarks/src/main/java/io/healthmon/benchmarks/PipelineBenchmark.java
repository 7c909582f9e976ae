package io.healthmon.benchmarks;

import io.healthmon.HealthMonitor;
import io.healthmon.HealthMonitorBuilder;
import io.healthmon.IntegrationHealth;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A trivial check through the whole engine, beside an empty thread.
 *
 * <p>The fair question is what one of many checks costs, not how long one thread takes to wake another. So 1,000
 * integrations become due at once, as if a whole interval of 30 s had passed, and the end of the last is waited for, as
 * it is with 1,000 empty threads. Each goes the whole way twice over the timer (the time limit of 5 s after the run
 * before, and the run itself), then a thread, the time limit, the check, the decision, the figures, the state, the store
 * in memory and the count by which the snapshot is outdated. A result has gone the whole way when the store has it.
 * {@link LeapScheduler} and {@link CountingStore} add a little to that, which counts against us.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PipelineBenchmark {

    private static final int CHECKS = 1_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final Executor threads = Threads.perTask();
    private final Executor pool = Threads.perProcessor();
    private final LeapScheduler time = new LeapScheduler(8 * CHECKS);
    private final CountingStore store = new CountingStore();
    private final HealthMonitor monitor = build();

    /** Not started, so that its only check is run by hand alone. */
    private final HealthMonitor single = HealthMonitor.builder()
            .add(Integration.named("Service"), context -> CheckResult.healthy())
            .build();

    private HealthMonitor build() {
        HealthMonitorBuilder builder =
                HealthMonitor.builder().scheduler(time).clock(time.clock()).store(store);
        for (int number = 0; number < CHECKS; number++) {
            builder.add(
                    Integration.named("Service " + number).every(INTERVAL).timeout(TIMEOUT),
                    context -> CheckResult.healthy());
        }
        return builder.build();
    }

    /**
     * Starts the monitor; the first runs are spread over one interval.
     *
     * @throws InterruptedException never
     */
    @Setup
    public void start() throws InterruptedException {
        monitor.start();
        time.leap(INTERVAL);
        store.await(CHECKS);
    }

    /** Ends the monitors. */
    @TearDown
    public void close() {
        single.close();
        monitor.close();
    }

    /**
     * Runs every check once, by the schedule.
     *
     * @throws InterruptedException never
     */
    @Benchmark
    @OperationsPerInvocation(CHECKS)
    public void scheduled() throws InterruptedException {
        time.leap(TIMEOUT);
        time.leap(INTERVAL.minus(TIMEOUT));
        store.await(CHECKS);
    }

    /** Returns how many results arrived that nobody waited for. */
    long resultsLeft() {
        return store.arrived();
    }

    /**
     * Starts as many empty threads: virtual ones, or those of a growing pool.
     *
     * @throws InterruptedException never
     */
    @Benchmark
    @OperationsPerInvocation(CHECKS)
    public void emptyThread() throws InterruptedException {
        onEach(threads);
    }

    /**
     * Hands as many empty tasks to a pool of one thread for each processor.
     *
     * @throws InterruptedException never
     */
    @Benchmark
    @OperationsPerInvocation(CHECKS)
    public void pooled() throws InterruptedException {
        onEach(pool);
    }

    private static void onEach(Executor executor) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(CHECKS);
        for (int number = 0; number < CHECKS; number++) {
            executor.execute(done::countDown);
        }
        done.await();
    }

    /**
     * Runs one check now and waits for it.
     *
     * @return its health
     */
    @Benchmark
    public IntegrationHealth checkNow() {
        return single.check("service").join();
    }

    /**
     * Starts one empty thread and waits for it.
     *
     * @throws InterruptedException never
     */
    @Benchmark
    public void emptyThreadAwaited() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        threads.execute(done::countDown);
        done.await();
    }
}
