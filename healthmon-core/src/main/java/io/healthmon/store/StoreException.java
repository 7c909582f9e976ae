package io.healthmon.store;

import org.jspecify.annotations.Nullable;

/**
 * A store could not do its work. The message says what failed, without secrets.
 *
 * @since 0.1
 */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean ofData;

    /** Makes an exception that says what failed and why. */
    public StoreException(String message, @Nullable Throwable cause) {
        this(message, cause, false);
    }

    private StoreException(String message, @Nullable Throwable cause, boolean ofData) {
        super(message, cause);
        this.ofData = ofData;
    }

    /** Makes an exception that says what it is in the data that the store cannot keep. */
    public static StoreException ofData(String message, @Nullable Throwable cause) {
        return new StoreException(message, cause, true);
    }

    /**
     * Returns whether the store works, but cannot keep what it was given: something in it is too long, too large or not
     * allowed. The monitor then finds the result that it is and goes on without it.
     */
    public boolean ofData() {
        return ofData;
    }
}
