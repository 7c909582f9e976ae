package io.healthmon.http.jdk;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A thread that cuts off slow clients until it is interrupted; it looks more often while others queue. */
final class Watchdog extends Thread {

    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration TICK_IN_A_CROWD = Duration.ofMillis(50);

    private final WorkerPool workers;

    Watchdog(WorkerPool workers) {
        super("healthmon-http-watchdog");
        this.workers = workers;
        setDaemon(true);
    }

    @Override
    public void run() {
        Duration tick = TICK;
        while (!isInterrupted()) {
            workers.cutOffSlowClients(tick);
            tick = workers.isCrowded() ? TICK_IN_A_CROWD : TICK;
            LockSupport.parkNanos(this, tick.toNanos());
        }
    }
}
