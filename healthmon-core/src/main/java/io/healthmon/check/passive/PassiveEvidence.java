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
     * Records a call that threw an exception, if that shows that no answer came: what {@link Cause#of} knows as a failure of
     * the network, and an {@link java.io.IOException} that is no more than that, which is how an answer breaks off. All else
     * is nothing: the service may well have meant it, or the caller gave up by an interrupt or by cancelling, or failed
     * itself while it read the answer.
     *
     * @param thrown what the call threw, or what its future failed with
     */
    default void threw(Throwable thrown) {
        if (CallFailure.isOfService(thrown)) {
            failed();
        }
    }

    /**
     * Makes a call and records it: as a success when it returns, and as {@link #threw} does when it throws.
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
            threw(failure);
            throw failure;
        }
        succeeded(sinceStart.elapsed());
        return value;
    }
}
