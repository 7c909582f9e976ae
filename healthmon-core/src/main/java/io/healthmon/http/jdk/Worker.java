package io.healthmon.http.jdk;

/** A thread that serves one client at a time; a platform thread, which no check's virtual thread can hold up. */
final class Worker extends Thread {

    final Patience patience = new Patience(this);

    Worker(Runnable work, int number) {
        super(work, "healthmon-http-" + number);
        setDaemon(true);
    }

    /** Says that from now on the current thread, if it is a worker, waits for its client. */
    static void waitsForClient() {
        if (Thread.currentThread() instanceof Worker worker) {
            worker.patience.begin();
        }
    }

    /** Says that the current thread, if it is a worker, no longer waits for its client. */
    static void isBusy() {
        if (Thread.currentThread() instanceof Worker worker) {
            worker.patience.end();
        }
    }
}
