package io.healthmon.spring;

import io.healthmon.HealthMonitor;
import org.springframework.context.SmartLifecycle;

/** Starts the monitor when everything else of the application runs; the context closes it. */
final class MonitorLifecycle implements SmartLifecycle {

    private final HealthMonitor monitor;
    private volatile boolean running;

    MonitorLifecycle(HealthMonitor monitor) {
        this.monitor = monitor;
    }

    @Override
    public void start() {
        monitor.start();
        running = true;
    }

    /** The schedule goes on until the monitor is closed: a context that is only stopped may be started again. */
    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
