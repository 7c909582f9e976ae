package io.healthmon.benchmarks;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The price of asking for the time: the floor under every other figure, for each run asks at least twice. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ClockBenchmark {

    private final Clock clock = Clock.systemUTC();

    /**
     * Reads the monotonic clock.
     *
     * @return the reading
     */
    @Benchmark
    public long monotonic() {
        return System.nanoTime();
    }

    /**
     * Reads the clock on the wall.
     *
     * @return the reading
     */
    @Benchmark
    public Instant wall() {
        return clock.instant();
    }
}
