package io.healthmon;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreAwayTest {

    private final ScriptedStore store = new ScriptedStore();
    private final MonitorHarness harness = MonitorHarness.of(builder -> builder.store(store));

    @AfterEach
    void close() {
        store.goOn();
        harness.close();
    }

    private void add(String name) {
        harness.monitor.add(Integration.named(name), context -> CheckResult.healthy());
    }

    @Test
    void whileTheStoreFailsHealthGoesOnFromMemory() throws Exception {
        store.fail(new NoClassDefFoundError("driver"));
        add("A");

        assertThat(harness.check("a").status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(harness.monitor.health().summary().healthy()).isEqualTo(1);
    }

    @Test
    void aSecondAfterItFailedTheStoreIsTriedAgain() throws Exception {
        store.fail(new NoClassDefFoundError("driver"));
        add("A");
        add("B");
        harness.check("a");
        harness.check("b");
        store.recover();
        harness.time.advance(Duration.ofSeconds(1));
        add("C");
        harness.check("c");

        harness.close();
        assertThat(store.written()).extracting(entry -> entry.integrationId()).containsExactly("a", "b", "c");
    }

    @Test
    void aStoreThatHangsHoldsUpNobodyElse() throws Exception {
        store.hang();
        add("A");
        add("B");
        var unused = harness.monitor.check("a");
        assertThat(store.hangs.await(10, SECONDS)).isTrue();

        assertThat(harness.check("b").status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void whoWaitsForTheCheckWhoseThreadHangsInTheStoreIsToldAfterASecond() throws Exception {
        store.hang();
        add("A");
        CompletableFuture<IntegrationHealth> answer = harness.monitor.check("a");
        assertThat(store.hangs.await(10, SECONDS)).isTrue();
        harness.time.advance(Duration.ofSeconds(1));

        assertThat(answer.get(10, SECONDS).status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void timeLimitsAreKeptWhileTheStoreHangs() throws Exception {
        store.hang();
        add("A");
        var unused = harness.monitor.check("a");
        assertThat(store.hangs.await(10, SECONDS)).isTrue();
        for (int number = 0; number < 3; number++) {
            GatedCheck hung = GatedCheck.listening();
            harness.monitor.add(Integration.named("Hung " + number), hung);
            CompletableFuture<IntegrationHealth> answer = harness.monitor.check("hung-" + number);
            hung.awaitBegun();
            harness.time.advance(Duration.ofSeconds(5));

            assertThat(answer.get(10, SECONDS).state().problem().cause()).isEqualTo(Cause.TIMEOUT);
            assertThat(hung.interrupted.await(10, SECONDS)).isTrue();
        }
    }
}
