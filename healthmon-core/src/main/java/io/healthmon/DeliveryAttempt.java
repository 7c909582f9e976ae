package io.healthmon;

import io.healthmon.channel.AlertChannel;
import io.healthmon.channel.AlertMessage;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way through a channel, which may be told to give up. An interrupt meets this send and never the next
 * one on the same thread.
 */
final class DeliveryAttempt {

    private final AlertChannel channel;
    private final AlertMessage message;
    private @Nullable Thread thread;
    private @Nullable Throwable failure;
    private boolean expired;
    private boolean over;

    DeliveryAttempt(AlertChannel channel, AlertMessage message) {
        this.channel = channel;
        this.message = message;
    }

    AlertMessage message() {
        return message;
    }

    /** Sends; returns whether that ended before the time was over. */
    boolean run() {
        synchronized (this) {
            thread = Thread.currentThread();
        }
        Throwable thrown = null;
        try {
            channel.send(message);
        } catch (Throwable anything) {
            thrown = anything;
        }
        synchronized (this) {
            thread = null;
            Thread.interrupted();
            failure = thrown;
            over = true;
            return !expired;
        }
    }

    /** Returns what the channel threw, or null if it took the message. */
    synchronized @Nullable Throwable failure() {
        return failure;
    }

    /** Says that the time is over; returns whether the channel is still at it, and has to be taken for failed. */
    synchronized boolean expire() {
        expired = !over;
        interrupt();
        return expired;
    }

    /** Returns whether the channel is still at it. */
    synchronized boolean busy() {
        return !over;
    }

    /** Tells the channel to give up; whether it listens is its own affair. */
    synchronized void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
