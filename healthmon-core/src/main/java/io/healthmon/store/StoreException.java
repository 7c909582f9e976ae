package io.healthmon.store;

import org.jspecify.annotations.Nullable;

/**
 * A store could not do its work. The message says what failed, without secrets.
 *
 * @since 0.1
 */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Makes an exception that says what failed and why. */
    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
