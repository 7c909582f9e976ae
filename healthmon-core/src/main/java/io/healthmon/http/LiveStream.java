package io.healthmon.http;

import org.jspecify.annotations.Nullable;

/**
 * What comes as it happens, for as long as the client stays.
 *
 * <p>Bounded: a client who takes too little is cut off, and holds up nobody. One thread at a time polls, whichever it is;
 * everything else is safe for use by multiple threads. No method blocks.
 *
 * @since 0.1
 * @see ApiResponse#live()
 */
public interface LiveStream {

    /**
     * Returns the next bytes, or null when there is nothing just now. They are shared with other clients and never to be
     * changed.
     */
    byte @Nullable [] poll();

    /**
     * Returns whether nothing will come any more once {@link #poll} has returned null: the adapter then ends the
     * connection. Of a client that was cut off there is nothing left to poll.
     */
    boolean isEnded();

    /**
     * Sets, once, what is called when there may be something to poll, or it has ended; at once if that is so already. It
     * must not block, and is not called again before a poll has returned null.
     */
    void onAvailable(Runnable wakeUp);

    /** Says that the client is gone, and ends it. Calling it again has no effect. */
    void close();
}
