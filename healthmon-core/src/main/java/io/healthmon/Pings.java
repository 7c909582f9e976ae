package io.healthmon;

import io.healthmon.check.heartbeat.Heartbeat;
import io.healthmon.check.heartbeat.Ping;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Takes what jobs report, and has it seen. */
final class Pings {

    private Pings() {}

    /**
     * Takes a ping, and has its integration checked unless that is disabled or paused.
     *
     * @throws IntegrationHealth.UnknownException if it is no heartbeat
     */
    static CompletableFuture<IntegrationHealth> take(Engine engine, Watch watch, Ping ping, @Nullable String message) {
        if (!(engine.original(watch) instanceof Heartbeat heartbeat)) {
            throw new IntegrationHealth.UnknownException(
                    "the integration with the id \"" + watch.integration().id() + "\" is no heartbeat");
        }
        Instant now = engine.services().instant();
        heartbeat.ping(ping, message, now);
        IntegrationHealth health = watch.health(now);
        return health.counts() ? checkAfresh(watch) : CompletableFuture.completedFuture(health);
    }

    /** Checks once more after a run under way, which may have begun before what it shall see. */
    private static CompletableFuture<IntegrationHealth> checkAfresh(Watch watch) {
        boolean underWay = watch.currentRun() != null;
        CompletableFuture<IntegrationHealth> checked = watch.checkNow();
        return underWay ? checked.thenCompose(before -> watch.checkNow()) : checked;
    }
}
