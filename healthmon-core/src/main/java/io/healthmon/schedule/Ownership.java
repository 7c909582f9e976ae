package io.healthmon.schedule;

/**
 * Which integrations this instance of the application may run.
 *
 * <p>Alone, everything is ours. With several instances on one store, an integration has one owner at a time; each
 * change of owner raises its epoch, and the store refuses what comes with an epoch that is over. Asked before every
 * scheduled run, so the answer comes from memory. Safe for use by multiple threads.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Ownership {

    /** The answer for an integration that another instance runs. */
    long NOT_OURS = -1;

    /**
     * Returns the epoch under which this instance may run the integration now, or {@link #NOT_OURS}.
     *
     * @param integrationId the integration's id
     */
    long epoch(String integrationId);

    /** Returns the ownership of an instance that is alone: everything is ours, in epoch 0. */
    static Ownership alone() {
        return integrationId -> 0;
    }
}
