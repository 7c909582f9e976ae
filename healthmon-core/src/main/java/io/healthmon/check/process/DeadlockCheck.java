package io.healthmon.check.process;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.check.Problem;
import io.healthmon.settings.Settings;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for threads of this process that wait for each other without end.
 *
 * <p>Down when there are any, with their names and what each waits for: they will never go on. It sees platform threads
 * only, as the JVM does not look for deadlocks of virtual ones. Immutable; safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class DeadlockCheck implements HealthCheck {

    private static final int MOST_NAMED = 10;

    private DeadlockCheck() {}

    /** Returns a check of this process's threads. */
    public static DeadlockCheck create() {
        return new DeadlockCheck();
    }

    /**
     * Makes a check; it has no settings of its own.
     *
     * @param settings the integration's settings
     * @param integration the integration to be; its endpoint says that it is this process
     */
    public static DeadlockCheck from(Settings settings, IntegrationBuilder integration) {
        integration.endpoint("threads of process " + ProcessHandle.current().pid());
        return create();
    }

    @Override
    public CheckResult check(CheckContext context) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long[] ids = threads.findDeadlockedThreads();
        if (ids == null) {
            return CheckResult.healthy().withDetail("threads", threads.getThreadCount());
        }
        List<ThreadInfo> deadlocked = new ArrayList<>();
        for (ThreadInfo thread : threads.getThreadInfo(ids)) {
            if (thread != null) {
                deadlocked.add(thread);
            }
        }
        return deadlocked(deadlocked, ids.length);
    }

    private static CheckResult deadlocked(List<ThreadInfo> threads, int count) {
        List<String> names = threads.stream()
                .limit(MOST_NAMED)
                .map(thread -> "\"" + thread.getThreadName() + "\"")
                .toList();
        String more = count > names.size() ? " and " + (count - names.size()) + " more" : "";
        CheckResult result = CheckResult.down(new Problem(
                Cause.SERVER_ERROR,
                count + " threads wait for each other without end: " + String.join(", ", names) + more + ".",
                "Restart the process; take a thread dump before (jcmd PID Thread.print) to see who took which lock.",
                null));
        for (ThreadInfo thread : threads.subList(0, names.size())) {
            result = result.withDetail(
                    thread.getThreadName(), thread.getLockName() + " held by " + thread.getLockOwnerName());
        }
        return result.withDetail("deadlockedThreads", count);
    }
}
