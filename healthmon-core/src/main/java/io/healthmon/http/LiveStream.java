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
     * Sets, once, what is called when there may be something to poll: at once, on the thread that sets it, and then each
     * time that something comes after a poll has returned null. When the stream has ended it is called once more, whatever
     * the client is doing. It is called on threads that others wait for, and must not block.
     */
    void onAvailable(Runnable wakeUp);

    /** Says that the client is gone, and ends it. Calling it again has no effect. */
    void close();
}
