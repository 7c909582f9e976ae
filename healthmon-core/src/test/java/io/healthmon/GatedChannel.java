package io.healthmon;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.channel.AlertChannel;
import io.healthmon.channel.AlertMessage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** A channel whose sends hang until the test lets them go on; deaf to the interrupt or not. */
final class GatedChannel implements AlertChannel {

    final CountDownLatch interrupted = new CountDownLatch(1);
    private final Semaphore begun = new Semaphore(0);
    private final CountDownLatch open = new CountDownLatch(1);
    private final boolean deaf;

    GatedChannel(boolean deaf) {
        this.deaf = deaf;
    }

    @Override
    public void send(AlertMessage message) throws InterruptedException {
        begun.release();
        boolean hangs = true;
        while (hangs) {
            try {
                open.await();
                hangs = false;
            } catch (InterruptedException told) {
                interrupted.countDown();
                if (!deaf) {
                    throw told;
                }
            }
        }
    }

    /** Waits until one more send has begun. */
    void awaitBegun() throws InterruptedException {
        assertThat(begun.tryAcquire(10, SECONDS)).as("a send has begun").isTrue();
    }

    /** Returns whether no send has begun that was not waited for. */
    boolean untouched() {
        return begun.availablePermits() == 0;
    }

    /** Lets all sends go on. */
    void open() {
        open.countDown();
    }
}
