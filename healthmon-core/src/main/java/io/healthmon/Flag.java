package io.healthmon;

/**
 * A circumstance of an integration, beside its status.
 *
 * @since 0.1
 */
public enum Flag {
    /** It is not checked at all. */
    DISABLED,
    /** It is not checked until its pause ends. */
    PAUSED,
    /** Its last result is too old to rely on; its status is unknown until the next one. */
    STALE,
    /** Maintenance of it was announced for now; it is checked all the same. */
    IN_MAINTENANCE,
    /** Its last check failed, but not yet enough of them to be down. */
    SUSPECT,
    /** A run ignores its time limit and still holds its place. */
    STUCK
}
