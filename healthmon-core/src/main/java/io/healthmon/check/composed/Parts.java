package io.healthmon.check.composed;

import io.healthmon.check.HealthCheck;
import java.util.Collection;

/** The checks that another one is made of. */
final class Parts {

    private Parts() {}

    /**
     * Refuses a check that cannot be a part: a heartbeat is told by its integration's id, and goes on from its own results.
     *
     * @param whole what it would be a part of, for the message
     * @throws IllegalArgumentException if it is one
     */
    static void requireAlone(String whole, HealthCheck part) {
        if (part instanceof HealthCheck.Restorable) {
            throw new IllegalArgumentException(part.getClass().getSimpleName() + " cannot be a part of " + whole
                    + ", because it goes on from its own results; give it an integration of its own");
        }
    }

    /** Closes those that can be closed, all of them even if one fails. */
    static void close(Collection<HealthCheck> parts) {
        Exception first = null;
        for (HealthCheck part : parts) {
            try {
                if (part instanceof AutoCloseable closeable) {
                    closeable.close();
                }
            } catch (InterruptedException told) {
                Thread.currentThread().interrupt();
            } catch (Exception failure) {
                first = first == null ? failure : first;
            }
        }
        if (first != null) {
            throw new IllegalStateException("a part of the check could not be closed", first);
        }
    }
}
