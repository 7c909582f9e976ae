package io.healthmon;

import io.healthmon.check.Cause;
import io.healthmon.check.Integration;
import io.healthmon.secret.RedactedFailure;
import io.healthmon.secret.Redactor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs, with its stack trace, what a check throws that is a fault of the check and no news of its service: once for each
 * kind and integration in a row, so that a check that always fails fills no log.
 */
final class Faults {

    private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);

    /** The kind that was logged last, by integration; only of those whose checks fail. */
    private final Map<String, Class<?>> logged = new ConcurrentHashMap<>();

    private final Redactor redactor;

    Faults(Redactor redactor) {
        this.redactor = redactor;
    }

    void thrown(Integration integration, Throwable failure) {
        if (Cause.of(failure) == Cause.CHECK_ERROR
                && logged.put(integration.id(), failure.getClass()) != failure.getClass()) {
            LOG.warn("healthmon: the check of {} failed itself", integration, RedactedFailure.of(failure, redactor));
        }
    }

    /** Is told that a check came to a result, or is gone; the next fault is logged again. */
    void over(Integration integration) {
        if (!logged.isEmpty()) {
            logged.remove(integration.id());
        }
    }
}
