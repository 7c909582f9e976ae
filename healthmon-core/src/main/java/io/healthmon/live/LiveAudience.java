package io.healthmon.live;

import io.healthmon.check.Integration;

/**
 * Whose eyes a client has.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface LiveAudience {

    /** Returns whether it may see the events of an integration. */
    boolean sees(Integration integration);

    /**
     * Returns whether it sees the whole application; else it is shown events as the owner of their integration may see them.
     *
     * @implSpec true
     */
    default boolean isWhole() {
        return true;
    }
}
