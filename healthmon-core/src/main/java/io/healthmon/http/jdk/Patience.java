package io.healthmon.http.jdk;

import java.time.Duration;

/**
 * How long a thread has been waiting for its client: to send a request, or to take an answer.
 *
 * <p>A thread that waits on a socket channel and is interrupted closes the channel, which is just what a client that
 * dawdles deserves. The lock sees to it that the interrupt never meets the next client of the same thread. Safe for use
 * by multiple threads.
 */
final class Patience {

    private final Thread thread;
    private boolean waiting;
    private boolean seen;
    private Duration waited = Duration.ZERO;
    private Duration longestInACrowd = Duration.ZERO;

    Patience(Thread thread) {
        this.thread = thread;
    }

    /** Says that from now on the thread waits for its client, and how long it may do so while others queue. */
    synchronized void begin(Duration inACrowd) {
        waiting = true;
        seen = false;
        waited = Duration.ZERO;
        longestInACrowd = inACrowd;
    }

    /** Says that the thread no longer waits for its client. */
    synchronized void end() {
        waiting = false;
    }

    /** Interrupts the thread if it has been waiting for too long while others queue. */
    synchronized void checkInACrowd(Duration tick) {
        check(tick, longestInACrowd);
    }

    /**
     * Interrupts the thread if it has been waiting for too long, counted in ticks of the watchdog from its first look on:
     * when the whole process stands still, that is not the client's fault.
     */
    synchronized void check(Duration tick, Duration longest) {
        waited = seen ? waited.plus(tick) : Duration.ZERO;
        seen = true;
        if (waiting && waited.compareTo(longest) >= 0) {
            waiting = false;
            thread.interrupt();
        }
    }
}
