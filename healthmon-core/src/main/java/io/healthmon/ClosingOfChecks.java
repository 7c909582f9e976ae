package io.healthmon;

import io.healthmon.check.HealthCheck;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Closes checks, of which one may watch several integrations, once, when nobody needs them any more. */
final class ClosingOfChecks {

    private final Registry registry;
    private final Edits edits;
    private final Consumer<Runnable> apart;

    /**
     * Makes it.
     *
     * @param apart runs something beside everything else
     */
    ClosingOfChecks(Registry registry, Edits edits, Consumer<Runnable> apart) {
        this.registry = registry;
        this.edits = edits;
        this.apart = apart;
    }

    /** Closes the checks of all watches. */
    void all(List<Watch> watches) {
        Set<HealthCheck> checks = Collections.newSetFromMap(new IdentityHashMap<>());
        watches.forEach(watch -> {
            checks.add(watch.check());
            checks.add(edits.original(watch));
        });
        checks.addAll(edits.takeRetired());
        checks.forEach(Engine::closePart);
    }

    /** Closes the checks of a watch that is gone; an operator may have moved it to one that is its own. */
    void of(Watch watch) {
        HealthCheck original = edits.original(watch);
        if (registry.byName().stream().noneMatch(other -> edits.original(other) == original)) {
            apart.accept(() -> Engine.closePart(original));
        }
        if (watch.check() != original) {
            apart.accept(() -> Engine.closePart(watch.check()));
        }
    }
}
