package io.healthmon.http.jdk;

import java.util.concurrent.LinkedTransferQueue;

/**
 * Exchanges that wait for a thread. It takes one only if a thread is there to run it; so a pool adds a thread as long as
 * it may, and else has to {@link #append} it.
 */
final class ExchangeQueue extends LinkedTransferQueue<Runnable> {

    private static final long serialVersionUID = 1L;

    @Override
    public boolean offer(Runnable exchange) {
        return tryTransfer(exchange);
    }

    /** Takes an exchange in any case. */
    void append(Runnable exchange) {
        super.offer(exchange);
    }
}
