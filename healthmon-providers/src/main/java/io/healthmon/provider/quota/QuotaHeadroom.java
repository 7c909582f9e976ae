package io.healthmon.provider.quota;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import io.healthmon.settings.DurationText;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much of an allowance is left, as an answer tells it.
 *
 * <p>Read are {@code RateLimit} and {@code RateLimit-Policy} of the newer drafts, {@code RateLimit-Limit},
 * {@code -Remaining} and {@code -Reset} of the older ones, and the same with {@code X-RateLimit-} and
 * {@code X-Rate-Limit-}. Of several allowances the tightest counts: the one with the smallest share left, but of those
 * that are renewed within a minute only when there is no other. Less than nothing left is nothing left, and a limit of 0
 * or less is none. A reset of up to thirty years is in seconds, a later one a moment in seconds or milliseconds since
 * 1970; one that is more than 400 days away is not told. What cannot be read is not there. Pure; safe for use by multiple
 * threads.
 *
 * @param limit how many calls are allowed in all, or null if that is not told
 * @param remaining how many are left
 * @param resetAfter when the allowance is renewed, or null if that is not told
 * @since 0.1
 */
public record QuotaHeadroom(
        @Nullable Long limit, long remaining, @Nullable Duration resetAfter) {

    /** The share below which headroom is low unless set otherwise: 10 %. */
    public static final int USUAL_LOW_PERCENT = 10;

    /** What is renewed so soon is a rate and no allowance: nobody runs out of it. */
    private static final Duration RATE = Duration.ofMinutes(1);

    private static final int ALL = 100;

    /**
     * Reads the headers of an answer; empty if they tell nothing. A moment of renewal is held against the answer's own
     * {@code Date}; without one it is not told when the allowance is renewed.
     */
    public static Optional<QuotaHeadroom> of(HttpHeaders headers) {
        return of(headers, null);
    }

    /**
     * Reads the headers of an answer; empty if they tell nothing.
     *
     * @param now what counts as the answer's {@code Date} where it has none, or null
     */
    public static Optional<QuotaHeadroom> of(HttpHeaders headers, @Nullable Instant now) {
        return QuotaHeaders.read(headers, now);
    }

    /** Returns whether it is renewed within a minute. */
    boolean rate() {
        Duration reset = resetAfter;
        return reset != null && reset.compareTo(RATE) <= 0;
    }

    /** Returns whether less than a share is left of an allowance that is not renewed within a minute. */
    public boolean low(int percent) {
        if (rate()) {
            return false;
        }
        Long all = limit;
        return (all == null || all <= 0) ? remaining == 0 : (double) remaining * ALL < (double) all * percent;
    }

    /**
     * Returns a result with what is left in the details {@code quota.limit}, {@code quota.remaining} and
     * {@code quota.resetAfter} (seconds); one that was healthy is degraded with {@link Cause#QUOTA} where that is low. All else of it stays.
     *
     * @param percent the share below which it is low, from 0 to 100
     */
    public CheckResult judge(CheckResult result, int percent) {
        boolean nearlyUsedUp = result.status() == HealthStatus.HEALTHY && low(percent);
        CheckResult judged = nearlyUsedUp ? result.with(HealthStatus.DEGRADED, problem(percent)) : result;
        judged = limit == null ? judged : judged.withDetail("quota.limit", limit);
        judged = judged.withDetail("quota.remaining", remaining);
        return resetAfter == null ? judged : judged.withDetail("quota.resetAfter", resetAfter.toSeconds());
    }

    private Problem problem(int percent) {
        String of = limit == null ? "" : " of " + limit;
        String until = resetAfter == null
                ? ""
                : " for the next " + DurationText.format(Duration.ofSeconds(resetAfter.toSeconds()));
        return new Problem(
                Cause.QUOTA,
                "The service has " + remaining + of + " calls left" + until + ", less than " + percent + " %.",
                "Look for what calls the service so often with the same credentials, call it less, or raise the quota.",
                null);
    }
}
