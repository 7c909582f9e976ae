package io.healthmon;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A check that hangs until the test lets it go on; deaf to the interrupt or not. */
final class GatedCheck implements HealthCheck, AutoCloseable {

    final AtomicInteger calls = new AtomicInteger();
    final AtomicInteger atOnce = new AtomicInteger();
    final AtomicInteger mostAtOnce = new AtomicInteger();
    final CountDownLatch interrupted = new CountDownLatch(1);
    private final Semaphore begun = new Semaphore(0);
    private final CountDownLatch open = new CountDownLatch(1);
    private final boolean deaf;

    private GatedCheck(boolean deaf) {
        this.deaf = deaf;
    }

    static GatedCheck deaf() {
        return new GatedCheck(true);
    }

    static GatedCheck listening() {
        return new GatedCheck(false);
    }

    @Override
    public CheckResult check(CheckContext context) throws Exception {
        calls.incrementAndGet();
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        begun.release();
        try {
            hang();
            return CheckResult.healthy();
        } finally {
            atOnce.decrementAndGet();
        }
    }

    private void hang() throws InterruptedException {
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

    /** Waits until one more call has begun. */
    void awaitBegun() throws InterruptedException {
        assertThat(begun.tryAcquire(10, SECONDS)).as("the check has begun").isTrue();
    }

    /** Lets this and every later call go on. */
    void open() {
        open.countDown();
    }

    @Override
    public void close() {
        open();
    }
}
