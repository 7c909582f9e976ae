package io.healthmon.http.jdk;

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
    private int ticks;

    Patience(Thread thread) {
        this.thread = thread;
    }

    /** Says that from now on the thread waits for its client. */
    synchronized void begin() {
        waiting = true;
        ticks = 0;
    }

    /** Says that the thread no longer waits for its client. */
    synchronized void end() {
        waiting = false;
    }

    /** Counts a tick of the watchdog, and interrupts the thread if it has been waiting for as many as are allowed. */
    synchronized void tick(int most) {
        if (waiting && ++ticks > most) {
            waiting = false;
            thread.interrupt();
        }
    }
}
