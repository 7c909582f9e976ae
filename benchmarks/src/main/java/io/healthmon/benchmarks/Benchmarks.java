package io.healthmon.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Measures healthmon beside peers and limits, and says which goals are reached: {@code benchmarks [--quick] NAME...}.
 *
 * <p>Exit code 0 after measuring, whatever came out; 2 for arguments that cannot be understood.
 */
public final class Benchmarks {

    private static final Map<String, Measurement> ALL = all();

    private Benchmarks() {}

    /**
     * Runs the measurements named, or {@code all}.
     *
     * @param arguments names, and {@code --quick} for a trial whose figures mean nothing
     * @throws Exception if something could not be measured
     */
    public static void main(String[] arguments) throws Exception {
        // There is no logging here, and that is meant so.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        List<String> names = new ArrayList<>(List.of(arguments));
        Effort effort = new Effort(names.remove("--quick"));
        Set<String> wanted = new LinkedHashSet<>(names.contains("all") ? ALL.keySet() : names);
        if (wanted.isEmpty() || !ALL.keySet().containsAll(wanted)) {
            System.err.println(
                    "usage: benchmarks [--quick] NAME...; names are all, " + String.join(", ", ALL.keySet()));
            System.exit(2);
        }
        Report report = new Report(System.out, effort);
        System.out.println("healthmon benchmarks, Java " + Runtime.version() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors");
        for (String name : wanted) {
            Objects.requireNonNull(ALL.get(name), name).measure(effort, report);
        }
        System.out.printf("%ngoals missed: %d%n", report.missed());
        System.exit(0);
    }

    private static Map<String, Measurement> all() {
        Map<String, Measurement> all = new LinkedHashMap<>();
        all.put("round", new RoundBenchmark());
        all.put("hung", new HungBenchmark());
        all.put("pipeline", Benchmarks::pipeline);
        all.put("snapshot", Benchmarks::snapshot);
        all.put("timer", new TimerBenchmark());
        all.put("http", new HttpBenchmark());
        all.put("providers", new ProvidersBenchmark());
        all.put("probes", new ProbesBenchmark());
        all.put("health", new HealthBenchmark());
        all.put("listing", new ListingBenchmark());
        all.put("live", new LiveBenchmark());
        all.put("recorder", new RecorderBenchmark());
        all.put("store-writes", new StoreWritesBenchmark());
        all.put("overload", new OverloadBenchmark());
        all.put("history-reads", new HistoryReadsBenchmark());
        all.put("retention", new RetentionBenchmark());
        all.put("heap", HeapBenchmark.create());
        all.put("start", new StartBenchmark());
        all.put("spring", new SpringStartBenchmark());
        return all;
    }

    private static void pipeline(Effort effort, Report report) throws Exception {
        report.title("pipeline: a trivial check through the whole engine");
        Jmh jmh = Jmh.run(PipelineBenchmark.class, effort);
        String thread = Threads.virtual() ? "an empty virtual thread" : "an empty task on a growing pool";
        jmh.write("emptyThread", thread, report);
        jmh.write("pooled", "an empty task on a pool of one thread a processor", report);
        jmh.write("scheduled", "a scheduled check", report);
        jmh.write("emptyThreadAwaited", thread + ", each waited for", report);
        jmh.write("checkNow", "a check asked for and waited for", report);
        double time = jmh.nanos("scheduled") / jmh.nanos("emptyThread");
        double bytes = jmh.bytes("scheduled") / jmh.bytes("emptyThread");
        report.goal("time, check / " + thread, time, 5, "x");
        if (Threads.virtual()) {
            report.goal("bytes, check / " + thread, bytes, 4, "x");
        } else {
            report.row("bytes, check / " + thread, bytes, "x");
        }
    }

    private static void snapshot(Effort effort, Report report) throws Exception {
        report.title("snapshot: how 100 integrations are");
        Jmh jmh = Jmh.run(SnapshotBenchmark.class, effort);
        jmh.write("volatileRead", "limit: a volatile read", report);
        jmh.write("clock", "the clock, which says how old things are", report);
        jmh.write("actuator", "Spring Boot Actuator, 100 indicators", report);
        jmh.write("unchanged", "healthmon, nothing changed", report);
        jmh.write("changedOfHundred", "healthmon, one of 100 changed each time", report);
        jmh.write("changedOfThousand", "healthmon, one of 1,000 changed each time", report);
        report.goal("healthmon / Actuator", jmh.nanos("unchanged") / jmh.nanos("actuator"), 0.01, "x");
        report.goal("allocation, nothing changed", Math.rint(jmh.bytes("unchanged") * 10) / 10, 0, "B");
    }
}
