package io.healthmon.state;

import io.healthmon.check.HealthStatus;

/**
 * Decides the status of the whole from the parts; pure arithmetic.
 *
 * <p>The whole is as bad as its worst critical part; another part that is down makes it degraded. A part without a
 * fresh result counts as unknown. The whole is unknown while a critical part is (unless another is worse) or, without
 * critical parts, while every part is. Not safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class OverallStatus {

    private HealthStatus worstCritical = HealthStatus.HEALTHY;
    private boolean anyCritical;
    private boolean anyKnown;
    private boolean otherDown;

    /** Begins without any part. */
    public OverallStatus() {}

    /**
     * Adds a part that counts.
     *
     * @param status its decided status; unknown when its result is stale
     */
    public void add(HealthStatus status, boolean critical) {
        if (critical) {
            anyCritical = true;
            worstCritical = worstCritical.worse(status);
        } else {
            otherDown |= status == HealthStatus.DOWN;
        }
        anyKnown |= status != HealthStatus.UNKNOWN;
    }

    /** Returns the status of the whole; unknown without any part. */
    public HealthStatus decide() {
        boolean unknown = !anyCritical && !anyKnown;
        HealthStatus status = unknown ? HealthStatus.UNKNOWN : worstCritical;
        return otherDown ? status.worse(HealthStatus.DEGRADED) : status;
    }
}
