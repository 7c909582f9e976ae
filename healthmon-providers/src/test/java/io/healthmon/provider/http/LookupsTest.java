package io.healthmon.provider.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LookupsTest {

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    @Test
    void allWhoWantANameAreToldByOneLookup() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        Lookups lookups = new Lookups(host -> {
            asked.incrementAndGet();
            hold(answer);
            return List.of();
        });
        lookups.look("shop", new Told("first"));
        lookups.look("shop", new Told("second"));
        answer.countDown();

        assertThat(told.poll(10, SECONDS)).isEqualTo("first: found");
        assertThat(told.poll(10, SECONDS)).isEqualTo("second: found");
        assertThat(asked).hasValue(1);
    }

    @Test
    void aNameIsLookedUpAnewAfterwards() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Lookups lookups = new Lookups(host -> {
            asked.incrementAndGet();
            return List.of();
        });
        lookups.look("shop", new Told("first"));
        assertThat(told.poll(10, SECONDS)).isEqualTo("first: found");
        while (asked.get() < 2) {
            lookups.look("shop", new Told("again"));
            assertThat(told.poll(10, SECONDS)).isEqualTo("again: found");
        }
    }

    @Test
    void whateverAResolverThrowsIsAFailure() throws Exception {
        Lookups lookups = new Lookups(host -> {
            throw new IllegalStateException("no resolver");
        });
        lookups.look("shop", new Told("first"));

        assertThat(told.poll(10, SECONDS)).isEqualTo("first: failed");
    }

    @Test
    void itsThreadsAreBoundedAndWhatIsBeyondWaitsForItsTurn() throws Exception {
        Semaphore answers = new Semaphore(0);
        Semaphore begun = new Semaphore(0);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Lookups lookups = new Lookups(host -> {
            threads.add(Thread.currentThread());
            begun.release();
            answers.acquireUninterruptibly();
            return List.of();
        });
        for (int count = 0; count < Lookups.MOST_THREADS + 10; count++) {
            lookups.look("host" + count, new Told("asker"));
        }
        assertThat(begun.tryAcquire(Lookups.MOST_THREADS, 10, SECONDS)).isTrue();
        answers.release(Lookups.MOST_THREADS + 10);
        for (int count = 0; count < Lookups.MOST_THREADS + 10; count++) {
            assertThat(told.poll(10, SECONDS)).isEqualTo("asker: found");
        }

        assertThat(threads).hasSize(Lookups.MOST_THREADS).allMatch(Thread::isDaemon);
    }

    private static void hold(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private final class Told implements Lookups.Asker {

        private final String name;

        Told(String name) {
            this.name = name;
        }

        @Override
        public boolean waits() {
            return true;
        }

        @Override
        public void found(List<InetAddress> addresses) {
            told.add(name + ": found");
        }

        @Override
        public void failed(IOException why) {
            told.add(name + ": failed");
        }
    }
}
