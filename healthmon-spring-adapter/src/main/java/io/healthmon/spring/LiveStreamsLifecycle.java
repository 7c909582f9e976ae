package io.healthmon.spring;

import org.springframework.context.SmartLifecycle;

/**
 * Ends the live streams before the server stops: it would wait for requests that are under way, and a live stream is one
 * for as long as its client stays.
 */
final class LiveStreamsLifecycle implements SmartLifecycle {

    private final Runnable end;
    private volatile boolean running;

    LiveStreamsLifecycle(Runnable end) {
        this.end = end;
    }

    @Override
    public void start() {
        running = true;
    }

    /** Comes with the first phase to stop, which is the default; servers wait in one of the next. */
    @Override
    public void stop() {
        running = false;
        end.run();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
