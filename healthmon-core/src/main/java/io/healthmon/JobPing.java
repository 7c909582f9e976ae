package io.healthmon;

import io.healthmon.check.heartbeat.Heartbeat;
import io.healthmon.check.heartbeat.Ping;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Takes what a job reports to the heartbeat that waits for it. */
final class JobPing {

    private JobPing() {}

    /**
     * Takes a ping, and has the integration checked unless it is disabled or paused.
     *
     * @return completes with the health that knows of the ping
     * @throws IntegrationHealth.UnknownException if the watch is of no heartbeat
     */
    static CompletableFuture<IntegrationHealth> take(Engine engine, Watch watch, Ping ping, @Nullable String message) {
        if (!(engine.original(watch) instanceof Heartbeat heartbeat)) {
            throw new IntegrationHealth.UnknownException(
                    "the integration with the id \"" + watch.integration().id() + "\" is no heartbeat");
        }
        Instant now = engine.services().instant();
        heartbeat.ping(ping, message, now);
        IntegrationHealth health = watch.health(now);
        return health.counts() ? FreshCheck.of(watch) : CompletableFuture.completedFuture(health);
    }
}
