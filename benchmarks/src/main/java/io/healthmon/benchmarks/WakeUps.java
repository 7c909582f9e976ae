package io.healthmon.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * How often a thread wakes up: what Linux counts as voluntary context switches; elsewhere 1 if it took any CPU time.
 */
final class WakeUps {

    private static final Path TASKS = Path.of("/proc/self/task");

    private final String thread;
    private final long before;

    private WakeUps(String thread) throws IOException {
        this.thread = thread;
        this.before = total();
    }

    /** Begins to count those of a thread by its name. */
    static WakeUps of(String thread) throws IOException {
        return new WakeUps(thread);
    }

    /** Returns how many there were since. */
    long count() throws IOException {
        long more = total() - before;
        return Files.isDirectory(TASKS) ? more : Math.min(1, more);
    }

    private long total() throws IOException {
        if (!Files.isDirectory(TASKS)) {
            return cpuTime();
        }
        long total = 0;
        try (Stream<Path> tasks = Files.list(TASKS)) {
            for (Path task : tasks.toList()) {
                total += isMeant(Files.readString(task.resolve("comm")).strip()) ? switches(task) : 0;
            }
        }
        return total;
    }

    /** Linux keeps 15 bytes of a name: the first ones, or, from newer JVMs, the first and the last with dots between. */
    private boolean isMeant(String shortened) {
        int dots = shortened.indexOf("..");
        return dots < 0
                ? thread.startsWith(shortened)
                : thread.startsWith(shortened.substring(0, dots)) && thread.endsWith(shortened.substring(dots + 2));
    }

    private static long switches(Path task) throws IOException {
        try (Stream<String> lines = Files.lines(task.resolve("status"))) {
            return lines.filter(line -> line.startsWith("voluntary_ctxt_switches:"))
                    .mapToLong(line ->
                            Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                    .sum();
        }
    }

    private long cpuTime() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long total = 0;
        for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds())) {
            total += info != null && info.getThreadName().equals(thread)
                    ? threads.getThreadCpuTime(info.getThreadId())
                    : 0;
        }
        return total;
    }
}
