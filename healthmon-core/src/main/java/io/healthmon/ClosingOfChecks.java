package io.healthmon;

import io.healthmon.check.HealthCheck;
import io.healthmon.secret.RedactedFailure;
import io.healthmon.secret.Redactor;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes checks, of which one may watch several integrations, once, when nobody needs them any more. */
final class ClosingOfChecks {

    private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);

    private final Registry registry;
    private final Edits edits;
    private final Consumer<Runnable> apart;
    private final Redactor redactor;

    /**
     * Makes it.
     *
     * @param apart runs something beside everything else
     */
    ClosingOfChecks(Registry registry, Edits edits, Consumer<Runnable> apart, Redactor redactor) {
        this.registry = registry;
        this.edits = edits;
        this.apart = apart;
        this.redactor = redactor;
    }

    /** Closes the checks of all watches. */
    void all(List<Watch> watches) {
        Set<HealthCheck> checks = Collections.newSetFromMap(new IdentityHashMap<>());
        watches.forEach(watch -> {
            checks.add(watch.check());
            checks.add(edits.original(watch));
        });
        checks.addAll(edits.takeRetired());
        checks.forEach(check -> close(check, redactor));
    }

    /** Closes the checks of a watch that is gone; an operator may have moved it to one that is its own. */
    void of(Watch watch) {
        HealthCheck original = edits.original(watch);
        if (registry.byName().stream().noneMatch(other -> edits.original(other) == original)) {
            apart.accept(() -> close(original, redactor));
        }
        if (watch.check() != original) {
            apart.accept(() -> close(watch.check(), redactor));
        }
    }

    /** Closes a part that somebody gave, if it can be closed; a failure is logged. */
    static void close(Object part, Redactor redactor) {
        if (part instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception | LinkageError | AssertionError failure) {
                RedactedFailure shown = RedactedFailure.of(failure, redactor);
                LOG.warn("healthmon: {} could not be closed", part.getClass().getName(), shown);
            }
        }
    }
}
