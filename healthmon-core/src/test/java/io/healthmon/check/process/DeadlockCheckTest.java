package io.healthmon.check.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.settings.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class DeadlockCheckTest {

    @Test
    void threadsThatAllGoOnAreHealthy() {
        CheckResult result = run();

        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(Integer.parseInt(result.details().get("threads"))).isPositive();
    }

    @Test
    void threadsThatWaitForEachOtherAreDownWithTheirNames() throws InterruptedException {
        Deadlock deadlock = new Deadlock();
        try {
            CheckResult result = run();

            assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
            assertThat(result.problem().message())
                    .startsWith("2 threads wait for each other without end: ")
                    .contains("\"left-handed\"", "\"right-handed\"");
            assertThat(result.details())
                    .containsEntry("deadlockedThreads", "2")
                    .hasEntrySatisfying("left-handed", lock -> assertThat(lock).endsWith("held by right-handed"));
        } finally {
            deadlock.end();
        }
    }

    @Test
    void whenTheDeadlockIsOverItIsHealthyAgain() throws InterruptedException {
        Deadlock deadlock = new Deadlock();
        assertThat(run().status()).isEqualTo(HealthStatus.DOWN);
        deadlock.end();

        assertThat(run().status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void itsEndpointIsThisProcess() {
        IntegrationBuilder integration = Integration.named("Threads");
        DeadlockCheck.from(Settings.of(Map.of()), integration);

        assertThat(integration.build().endpoint())
                .isEqualTo("threads of process " + ProcessHandle.current().pid());
    }

    private static CheckResult run() {
        return DeadlockCheck.create()
                .check(new CheckContext(Integration.named("Threads").build(), Duration.ofSeconds(5)));
    }

    /** Two threads, each with the lock that the other waits for, until they are interrupted. */
    private static final class Deadlock {

        private final CyclicBarrier bothHoldOne = new CyclicBarrier(2);
        private final ReentrantLock left = new ReentrantLock();
        private final ReentrantLock right = new ReentrantLock();
        private final Thread leftHanded = new Thread(() -> take(left, right), "left-handed");
        private final Thread rightHanded = new Thread(() -> take(right, left), "right-handed");

        Deadlock() {
            leftHanded.start();
            rightHanded.start();
            while (!right.hasQueuedThread(leftHanded)
                    || !left.hasQueuedThread(rightHanded)
                    || leftHanded.getState() != Thread.State.WAITING
                    || rightHanded.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }

        private void take(Lock first, Lock second) {
            first.lock();
            try {
                bothHoldOne.await();
                second.lockInterruptibly();
                second.unlock();
            } catch (Exception endOfTheDeadlock) {
                Thread.currentThread().interrupt();
            } finally {
                first.unlock();
            }
        }

        void end() throws InterruptedException {
            leftHanded.interrupt();
            rightHanded.interrupt();
            leftHanded.join();
            rightHanded.join();
        }
    }
}
