package io.healthmon.check.passive;

import io.healthmon.check.Cause;
import io.healthmon.schedule.Stopwatch;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * Records what the application's own calls to one service show of it.
 *
 * <p>A success may stand in for the next check, where its integration allows that (see
 * {@link io.healthmon.check.IntegrationBuilder#passiveFor}). A failure decides nothing, but has the check run at once; further
 * failures within 5 s are taken together with the first. Costs the caller some ten nanoseconds, waits for nobody and never
 * throws; once the integration is gone, or the monitor is closed, it does nothing. Safe for use by multiple threads.
 *
 * @since 0.1
 */
public interface PassiveEvidence {

    /**
     * Records a call that the service answered.
     *
     * @param took how long that took; a negative time counts as none
     */
    void succeeded(Duration took);

    /** Records a call that the service did not answer, or by which it showed that it has failed or is overloaded. */
    void failed();

    /**
     * Makes a call and records it: a success when it returns, a failure when it throws what {@link Cause#of} knows as a
     * failure of the network, and nothing when it throws something else, which the service may well have meant.
     *
     * @implSpec measures with a {@link Stopwatch}
     * @throws Exception what the call throws
     */
    default <T> T time(Callable<T> call) throws Exception {
        Stopwatch sinceStart = Stopwatch.started();
        T value;
        try {
            value = call.call();
        } catch (Exception failure) {
            if (Cause.of(failure) != Cause.CHECK_ERROR) {
                failed();
            }
            throw failure;
        }
        succeeded(sinceStart.elapsed());
        return value;
    }
}
