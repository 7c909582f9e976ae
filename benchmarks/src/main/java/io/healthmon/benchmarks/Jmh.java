package io.healthmon.benchmarks;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What JMH measured of the methods of one class: all of them in turn, in a JVM each, and that several times over. */
final class Jmh {

    private static final int WARNS_OF_UNSAFE = 23;

    private final Map<String, Samples> nanos = new HashMap<>();
    private final Map<String, Samples> bytes = new HashMap<>();

    private Jmh() {}

    /** Runs all methods of a class. */
    static Jmh run(Class<?> benchmarks, Effort effort) throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        options.include(benchmarks.getName().replace(".", "\\.") + "\\.")
                .addProfiler(GCProfiler.class)
                .forks(1)
                .warmupIterations(effort.quick() ? 1 : 5)
                .warmupTime(time(effort))
                .measurementIterations(effort.quick() ? 1 : 5)
                .measurementTime(time(effort))
                .jvmArgsAppend(quiet())
                .verbosity(VerboseMode.SILENT);
        Jmh jmh = new Jmh();
        for (int repeat = 0; repeat < effort.repeats(3); repeat++) {
            jmh.add(new Runner(options.build()).run());
        }
        return jmh;
    }

    /** There is no logging, and that JMH looks into objects is its own affair. */
    private static String[] quiet() {
        String logging = "-Dslf4j.internal.verbosity=ERROR";
        return Runtime.version().feature() < WARNS_OF_UNSAFE
                ? new String[] {logging}
                : new String[] {logging, "--sun-misc-unsafe-memory-access=allow"};
    }

    private static TimeValue time(Effort effort) {
        return TimeValue.milliseconds(effort.quick() ? 50 : 500);
    }

    private void add(Collection<RunResult> results) {
        for (RunResult result : results) {
            String label = result.getPrimaryResult().getLabel();
            for (BenchmarkResult fork : result.getBenchmarkResults()) {
                for (IterationResult iteration : fork.getIterationResults()) {
                    samples(nanos, label).add(iteration.getPrimaryResult().getScore());
                    iteration.getSecondaryResults().values().forEach(more -> addBytes(label, more));
                }
            }
        }
    }

    private void addBytes(String method, Result<?> result) {
        if (result.getLabel().toLowerCase(Locale.ROOT).endsWith("alloc.rate.norm")) {
            samples(bytes, method).add(result.getScore());
        }
    }

    private static Samples samples(Map<String, Samples> samples, String method) {
        return samples.computeIfAbsent(method, name -> new Samples());
    }

    /** Returns the median of all iterations in nanoseconds. */
    double nanos(String method) {
        return samples(nanos, method).median();
    }

    /** Returns the median of all iterations in bytes allocated. */
    double bytes(String method) {
        return samples(bytes, method).median();
    }

    /** Writes what was measured of a method. */
    void write(String method, String what, Report report) {
        report.row(what, samples(nanos, method), "ns");
        report.row(what, samples(bytes, method), "B");
    }
}
