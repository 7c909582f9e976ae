package io.healthmon.check;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A check that needs no thread while it waits, so that a thousand hanging servers cost none.
 *
 * <p>The monitor calls {@link #checkAsync}; {@link #check} is there for everybody else.
 *
 * @since 0.1
 */
public interface AsyncHealthCheck extends HealthCheck {

    /**
     * Begins to look and returns at once. Called on a worker thread of the monitor, which it should not keep; the
     * monitor keeps the thread that completes the answer no longer than to note it.
     *
     * @param context whom the check is for and how much time there is
     * @return completes with what the check saw, or with the exception that {@link #check} would throw. When the time
     *     limit is over the monitor cancels it; the check then gives up its connections
     */
    CompletableFuture<CheckResult> checkAsync(CheckContext context);

    /**
     * Looks once and waits for the answer.
     *
     * @implSpec waits for {@link #checkAsync}; when interrupted, cancels it and throws {@link InterruptedException}
     */
    @Override
    default CheckResult check(CheckContext context) throws Exception {
        CompletableFuture<CheckResult> answer = checkAsync(context);
        try {
            return answer.get();
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            throw interrupted;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        }
    }
}
