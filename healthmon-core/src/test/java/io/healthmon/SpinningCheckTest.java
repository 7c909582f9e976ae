package io.healthmon;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.event.HealthEvent.CheckCompleted;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpinningCheckTest {

    private final AtomicBoolean spins = new AtomicBoolean(true);
    private final HealthMonitor monitor = HealthMonitor.builder().build();

    /** As many as there are processors, so that on virtual threads no carrier is left. */
    private void spinOnAllProcessors() throws InterruptedException {
        int processors = Runtime.getRuntime().availableProcessors();
        CountDownLatch spinning = new CountDownLatch(processors);
        for (int number = 0; number < processors; number++) {
            monitor.add(Integration.named("Spin " + number).timeout(Duration.ofMillis(500)), context -> {
                spinning.countDown();
                while (spins.get()) {
                    Thread.onSpinWait();
                }
                return CheckResult.healthy();
            });
            var unused = monitor.check("spin-" + number);
        }
        assertThat(spinning.await(20, SECONDS)).isTrue();
    }

    @AfterEach
    void close() {
        spins.set(false);
        monitor.close();
    }

    @Test
    void checksThatSpinDoNotStopTheOthersNorTheListeners() throws Exception {
        CountDownLatch told = new CountDownLatch(10);
        spinOnAllProcessors();
        monitor.add(Integration.named("A").every(Duration.ofMillis(100)), context -> CheckResult.healthy());
        monitor.listen(CheckCompleted.class, event -> {
            if (event.integration().id().equals("a")) {
                told.countDown();
            }
        });
        monitor.start();

        assertThat(told.await(20, SECONDS)).isTrue();
    }

    @Test
    void checksThatSpinAreTimedOutThemselves() throws Exception {
        spinOnAllProcessors();

        assertThat(monitor.check("spin-0").get(20, SECONDS).state().problem().message())
                .isEqualTo("There was no answer within 500ms.");
    }
}
