package io.healthmon.state;

import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import io.healthmon.check.Thresholds;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one integration: the decided status and how it came about.
 *
 * <p>A value: {@link #next} makes the state after one more result and changes nothing. A decided status needs a number
 * of equal results in a row, a streak; any other result in between begins a new one. Immutable; safe for use by
 * multiple threads.
 *
 * @param status the decided status; unknown until results decide otherwise
 * @param since when the decided status began, or null before the first result
 * @param observed what the last check saw
 * @param streak how many checks in a row saw that, 0 before the first
 * @param lastCheckAt when the last check ended, or null
 * @param lastSuccessAt when a check last ended that was neither down nor unknown, or null
 * @param responseTimeMillis the last check's response time, or -1
 * @param problem what the last check complained of, or null
 * @param problemSince since when every check saw the same for the same cause, or null without a problem
 * @since 0.1
 */
public record HealthState(
        HealthStatus status,
        @Nullable Instant since,
        HealthStatus observed,
        int streak,
        @Nullable Instant lastCheckAt,
        @Nullable Instant lastSuccessAt,
        long responseTimeMillis,
        @Nullable Problem problem,
        @Nullable Instant problemSince) {

    /** The state before the first result. */
    public static final HealthState INITIAL =
            new HealthState(HealthStatus.UNKNOWN, null, HealthStatus.UNKNOWN, 0, null, null, -1, null, null);

    /**
     * Returns the state after one more result; a pure function.
     *
     * @param result what the check saw
     * @param thresholds how many equal results in a row decide
     */
    public HealthState next(Observation result, Thresholds thresholds) {
        HealthStatus seen = result.status();
        int length = seen == observed && streak > 0 ? Math.max(streak, streak + 1) : 1;
        HealthStatus decided = length >= thresholds.of(seen) ? seen : status;
        boolean success = seen == HealthStatus.HEALTHY || seen == HealthStatus.DEGRADED;
        Problem complaint = result.problem();
        return new HealthState(
                decided,
                since == null || decided != status ? result.at() : since,
                seen,
                length,
                result.at(),
                success ? result.at() : lastSuccessAt,
                result.responseTimeMillis(),
                complaint,
                complaint == null ? null : continues(seen, complaint) ? problemSince : result.at());
    }

    private boolean continues(HealthStatus seen, Problem complaint) {
        return problem != null && seen == observed && problem.cause() == complaint.cause();
    }

    /** Returns how many checks in a row failed, 0 when the last one did not. */
    public int consecutiveFailures() {
        return observed == HealthStatus.DOWN ? streak : 0;
    }

    /** Returns whether the last check failed but not yet enough of them to be down. */
    public boolean suspect() {
        return observed == HealthStatus.DOWN && status != HealthStatus.DOWN;
    }

    /** Returns whether there is any result yet. */
    public boolean checked() {
        return lastCheckAt != null;
    }
}
