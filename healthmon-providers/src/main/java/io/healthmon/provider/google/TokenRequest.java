package io.healthmon.provider.google;

import io.healthmon.schedule.Stopwatch;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One request for an access token, for which more runs than the one that sends it may wait. */
final class TokenRequest {

    /** The longest that one lasts, so that a connection that is lost is not waited for by those with time. */
    static final Duration LONGEST = Duration.ofSeconds(10);

    private final Duration limit;
    private final Stopwatch sinceStart = Stopwatch.started();
    private final CompletableFuture<Ended> end = new CompletableFuture<>();

    private volatile boolean doubted;

    /**
     * How it ended.
     *
     * @param outcome null if it broke
     * @param broken what broke it; null otherwise
     * @param late whether its time limit was over before there was an answer, which says nothing to those with another limit
     */
    record Ended(Grant.@Nullable Outcome outcome, @Nullable Throwable broken, boolean late) {}

    /** Makes one that lasts as long as its sender has time, at most {@link #LONGEST}. */
    TokenRequest(Duration time) {
        this.limit = time.compareTo(LONGEST) < 0 ? time : LONGEST;
    }

    Duration limit() {
        return limit;
    }

    /** Returns what completes with its end, never exceptionally. */
    CompletableFuture<Ended> end() {
        return end;
    }

    /** Returns how it has ended. */
    Ended ended(Grant.@Nullable Outcome outcome, @Nullable Throwable broken) {
        boolean late = outcome != null
                && outcome.issued() == null
                && sinceStart.leftOf(limit).isZero();
        return new Ended(outcome, broken, late);
    }

    /** Says that somebody waited for it in vain, so that the next run may send another. */
    void doubt() {
        doubted = true;
    }

    boolean doubted() {
        return doubted;
    }
}
