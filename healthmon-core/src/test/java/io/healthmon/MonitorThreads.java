package io.healthmon;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;

/** The threads of monitors that were there at a moment, to find those that came since. */
final class MonitorThreads {

    private final Set<Thread> before;

    private MonitorThreads(Set<Thread> before) {
        this.before = before;
    }

    static MonitorThreads now() {
        return new MonitorThreads(Set.copyOf(Thread.getAllStackTraces().keySet()));
    }

    /** Returns the names of the threads of monitors that have come since. */
    List<String> others() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.startsWith("healthmon-"))
                .sorted()
                .toList();
    }

    /** Waits until the threads that have come since have ended. */
    void awaitNoOthers() {
        long end = System.nanoTime() + SECONDS.toNanos(5);
        while (!others().isEmpty()) {
            assertThat(System.nanoTime()).as("%s have ended", others()).isLessThan(end);
        }
    }
}
