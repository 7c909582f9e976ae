package io.healthmon;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.store.TimeRange;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunNowTest {

    private final HealthCheck up = context -> CheckResult.healthy();
    private final MonitorHarness harness = MonitorHarness.of(builder -> builder);
    private final HealthMonitor monitor = harness.monitor;
    private final GatedCheck hanging = GatedCheck.deaf();

    @AfterEach
    void close() {
        hanging.close();
        harness.close();
    }

    @Test
    void aCheckUnderWayIsJoined() throws Exception {
        monitor.add(Integration.named("A"), hanging);
        CompletableFuture<IntegrationHealth> first = monitor.check("a");
        hanging.awaitBegun();
        CompletableFuture<IntegrationHealth> second = monitor.check("a");
        hanging.open();

        assertThat(first.get(10, SECONDS)).isEqualTo(second.get(10, SECONDS));
        assertThat(hanging.calls).hasValue(1);
    }

    @Test
    void whoCancelsHisAnswerTakesItFromNobodyElse() throws Exception {
        monitor.add(Integration.named("A"), hanging);
        CompletableFuture<IntegrationHealth> first = monitor.check("a");
        CompletableFuture<IntegrationHealth> second = monitor.check("a");
        first.cancel(true);
        hanging.open();

        assertThat(second.get(10, SECONDS).status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void aDisabledIntegrationCanBeCheckedByHand() throws Exception {
        monitor.add(Integration.named("A").enabled(false), up);

        assertThat(harness.check("a").status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void aPausedIntegrationCanBeCheckedByHand() throws Exception {
        monitor.add(Integration.named("A"), up);
        monitor.pause("a", Duration.ofHours(1));

        assertThat(harness.check("a").status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void theResultIsInTheStoreWhenTheAnswerComes() throws Exception {
        monitor.add(Integration.named("A"), up);
        harness.check("a");

        TimeRange all = new TimeRange(MonitorHarness.START.minusSeconds(1), MonitorHarness.START.plusSeconds(1));
        assertThat(monitor.history("a", all, 10)).hasSize(1);
    }

    @Test
    void anIdThatNobodyHasIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> monitor.check("nobody"))
                .withMessage("no integration has the id \"nobody\"");
    }

    @Test
    void removalCancelsTheAnswerOfACheckUnderWay() throws Exception {
        monitor.add(Integration.named("A"), hanging);
        CompletableFuture<IntegrationHealth> answer = monitor.check("a");
        hanging.awaitBegun();
        monitor.remove("a");

        assertThat(answer).failsWithin(Duration.ofSeconds(10));
        assertThat(answer).isCancelled();
    }

    @Test
    void whoBlocksOnTheCancellationHoldsUpNeitherRemovalNorClosing() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        monitor.add(Integration.named("A"), hanging);
        var unused = monitor.check("a").handle((health, cancelled) -> {
            blocked.countDown();
            return awaited(never);
        });
        hanging.awaitBegun();
        monitor.remove("a");
        monitor.close();

        assertThat(blocked.await(10, SECONDS)).isTrue();
        never.countDown();
    }

    @Test
    void allAreCheckedButForThoseSwitchedOff() throws Exception {
        monitor.add(Integration.named("A"), up);
        monitor.add(Integration.named("B"), up);
        monitor.add(Integration.named("Off").enabled(false), up);
        monitor.add(Integration.named("Paused"), up);
        monitor.pause("paused", Duration.ofHours(1));
        List<IntegrationHealth> all = monitor.checkAllServices().get(10, SECONDS);

        assertThat(all).extracting(health -> health.integration().id()).containsExactly("a", "b");
        assertThat(all).allMatch(health -> health.status() == HealthStatus.HEALTHY);
    }

    @Test
    void ofAllOneThatHangsIsOverAtItsLimit() throws Exception {
        monitor.add(Integration.named("A"), up);
        monitor.add(Integration.named("Hung"), hanging);
        CompletableFuture<List<IntegrationHealth>> all = monitor.checkAllServices();
        hanging.awaitBegun();
        harness.time.advance(Duration.ofSeconds(5));

        assertThat(all.get(10, SECONDS).get(1).state().problem().cause()).isEqualTo(Cause.TIMEOUT);
    }

    @Test
    void ofAllOneThatIsRemovedMeanwhileIsLeftOut() throws Exception {
        monitor.add(Integration.named("A"), up);
        monitor.add(Integration.named("Hung"), hanging);
        CompletableFuture<List<IntegrationHealth>> all = monitor.checkAllServices();
        hanging.awaitBegun();
        monitor.remove("hung");

        assertThat(all.get(10, SECONDS))
                .extracting(health -> health.integration().id())
                .containsExactly("a");
    }

    @Test
    void closingCancelsTheCheckOfAll() throws Exception {
        monitor.add(Integration.named("Hung"), hanging);
        CompletableFuture<List<IntegrationHealth>> all = monitor.checkAllServices();
        hanging.awaitBegun();
        monitor.close();

        assertThat(all).failsWithin(Duration.ofSeconds(10));
        assertThat(all).isCancelled();
    }

    @Test
    void ofNothingTheCheckOfAllIsDoneAtOnce() throws Exception {
        assertThat(monitor.checkAllServices().get(10, SECONDS)).isEmpty();
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
