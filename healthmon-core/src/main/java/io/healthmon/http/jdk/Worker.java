package io.healthmon.http.jdk;

import java.util.concurrent.Semaphore;

/**
 * A thread that serves one client at a time; a platform thread, which no check's virtual thread can hold up.
 *
 * <p>It either waits for its client or is busy with an answer; many may wait, few are busy at a time.
 */
final class Worker extends Thread {

    private final Patience patience = new Patience(this);
    private final Semaphore busyPlaces;
    private boolean busy;

    Worker(Runnable work, int number, Semaphore busyPlaces) {
        super(work, "healthmon-http-" + number);
        this.busyPlaces = busyPlaces;
        setDaemon(true);
    }

    /** Says that from now on the current thread, if it is a worker, waits for its client. */
    static void waitsForClient() {
        if (Thread.currentThread() instanceof Worker worker) {
            worker.leavePlace();
            worker.patience.begin(WorkerPool.LONGEST_WAIT_IN_A_CROWD);
        }
    }

    /** Says that the current thread, if it is a worker, no longer waits for its client; returns when it has a place. */
    static void isBusy() {
        if (Thread.currentThread() instanceof Worker worker) {
            worker.patience.end();
            worker.takePlace();
        }
    }

    /** Says that this thread waits for the head of a request. */
    void begins() {
        patience.begin(WorkerPool.LONGEST_HEAD_IN_A_CROWD);
    }

    /** Says that this thread is done with a request, however it went. */
    void ends() {
        patience.end();
        leavePlace();
    }

    Patience patience() {
        return patience;
    }

    private void takePlace() {
        if (!busy) {
            busyPlaces.acquireUninterruptibly();
            busy = true;
        }
    }

    private void leavePlace() {
        if (busy) {
            busy = false;
            busyPlaces.release();
        }
    }
}
