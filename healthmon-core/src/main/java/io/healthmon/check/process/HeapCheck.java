package io.healthmon.check.process;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.check.Problem;
import io.healthmon.settings.Settings;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;

/**
 * Looks how much of this process's heap was still in use after the last garbage collection.
 *
 * <p>By default it is degraded above 85 % of the heap's limit and down above 95 %. Garbage that the collector has not got
 * round to does not count, so a heap that has never been collected has nothing in use; where a JVM does not tell what a
 * collection left, what is in use now counts. Immutable; safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class HeapCheck implements HealthCheck {

    private static final int DEGRADED_ABOVE = 85;
    private static final int DOWN_ABOVE = 95;

    private final int degradedAbovePercent;
    private final int downAbovePercent;

    private HeapCheck(int degradedAbovePercent, int downAbovePercent) {
        this.degradedAbovePercent = degradedAbovePercent;
        this.downAbovePercent = downAbovePercent;
    }

    /** Returns a check of this process's heap. */
    public static HeapCheck create() {
        return new HeapCheck(DEGRADED_ABOVE, DOWN_ABOVE);
    }

    /** Returns this check with another used share, 0 to 100, above which it is degraded. Default: 85. */
    public HeapCheck degradedAbovePercent(int percent) {
        return new HeapCheck(Percent.limit("degradedAbovePercent", percent), downAbovePercent);
    }

    /** Returns this check with another used share, 0 to 100, above which it is down. Default: 95. */
    public HeapCheck downAbovePercent(int percent) {
        return new HeapCheck(degradedAbovePercent, Percent.limit("downAbovePercent", percent));
    }

    /**
     * Makes a check from the settings {@code degradedAbovePercent} and {@code downAbovePercent}.
     *
     * @param settings the integration's settings
     * @param integration the integration to be; its endpoint says that it is this process
     * @throws io.healthmon.settings.SettingException if one cannot be used
     */
    public static HeapCheck from(Settings settings, IntegrationBuilder integration) {
        integration.endpoint("heap of process " + ProcessHandle.current().pid());
        return create().degradedAbovePercent(Percent.limit(settings, "degradedAbovePercent", DEGRADED_ABOVE))
                .downAbovePercent(Percent.limit(settings, "downAbovePercent", DOWN_ABOVE));
    }

    @Override
    public CheckResult check(CheckContext context) {
        long used = usedAfterCollection();
        long max = Runtime.getRuntime().maxMemory();
        double percent = Percent.of(used, max);
        return judge(percent)
                .withDetail("usedAfterCollectionBytes", used)
                .withDetail("maxBytes", max)
                .withDetail("usedPercent", Percent.text(percent));
    }

    private CheckResult judge(double percent) {
        if (percent > downAbovePercent) {
            return CheckResult.down(full(percent, downAbovePercent));
        }
        return percent > degradedAbovePercent
                ? CheckResult.degraded(full(percent, degradedAbovePercent))
                : CheckResult.healthy();
    }

    private static long usedAfterCollection() {
        long used = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                MemoryUsage left = pool.getCollectionUsage();
                MemoryUsage usage = left == null ? pool.getUsage() : left;
                used += usage == null ? 0 : usage.getUsed();
            }
        }
        return used;
    }

    private static Problem full(double percent, int limit) {
        return new Problem(
                Cause.QUOTA,
                Percent.text(percent) + " % of the heap was in use after the last garbage collection; the limit is "
                        + limit + " %.",
                "Raise -Xmx, or take a heap dump (jcmd PID GC.heap_dump FILE) and look for what is never let go.",
                null);
    }
}
