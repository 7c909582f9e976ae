package io.healthmon;

import java.util.concurrent.CompletableFuture;

/** A check that begins after what it shall see. */
final class FreshCheck {

    private FreshCheck() {}

    /** Checks now, and once more after a run under way, which may have begun before. */
    static CompletableFuture<IntegrationHealth> of(Watch watch) {
        boolean underWay = watch.currentRun() != null;
        CompletableFuture<IntegrationHealth> checked = watch.checkNow();
        return underWay ? checked.thenCompose(before -> watch.checkNow()) : checked;
    }
}
