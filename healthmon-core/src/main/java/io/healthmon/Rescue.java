package io.healthmon;

import java.util.concurrent.atomic.AtomicBoolean;

/** A run on a platform thread in place of its virtual one; its place is free when it ends or its time is over. */
final class Rescue implements Runnable {

    private final Run run;
    private final Permits permits;
    private final AtomicBoolean given = new AtomicBoolean();

    Rescue(Run run, Permits permits) {
        this.run = run;
        this.permits = permits;
    }

    @Override
    public void run() {
        try {
            run.run();
        } finally {
            giveBack();
        }
    }

    /** Gives the place back, the first time it is called. */
    void giveBack() {
        if (given.compareAndSet(false, true)) {
            permits.release();
        }
    }
}
