package io.healthmon;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Checks everything at once that is neither disabled nor paused. */
final class CheckOfAll {

    private CheckOfAll() {}

    /** Returns what completes when all checks are done, and is cancelled when the engine was closed meanwhile. */
    static CompletableFuture<List<IntegrationHealth>> start(Engine engine) {
        Instant now = engine.services().instant();
        List<CompletableFuture<IntegrationHealth>> checks = engine.registry().byName().stream()
                .filter(watch -> watch.health(now).counts())
                .map(Watch::checkNow)
                .toList();
        CompletableFuture<List<IntegrationHealth>> all = new CompletableFuture<>();
        CompletableFuture<Void> done = CompletableFuture.allOf(checks.toArray(CompletableFuture[]::new));
        var unused = done.whenComplete((none, cancelled) -> {
            if (engine.closed()) {
                all.cancel(false);
            }
            all.complete(answered(checks));
        });
        return all;
    }

    private static List<IntegrationHealth> answered(List<CompletableFuture<IntegrationHealth>> checks) {
        return checks.stream()
                .filter(check -> !check.isCompletedExceptionally())
                .map(CompletableFuture::join)
                .toList();
    }
}
