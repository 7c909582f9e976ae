package io.healthmon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.healthmon.Flag;
import io.healthmon.HealthMonitor;
import io.healthmon.ManagedIntegrations.ConflictException;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.store.AuditLog;
import io.healthmon.store.HealthStore;
import io.healthmon.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was created while an application ran outlives it, and others follow. */
@Timeout(60)
class ManagedRestartTest {

    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Map<String, Object> SHOP =
            Map.of("name", "Shop", "type", "tcp", "host", "127.0.0.1", "port", 1, "interval", "1d", "timeout", "2s");

    private final ManualTime time = new ManualTime(Instant.parse("2026-03-15T10:30:00Z"));

    private HealthMonitor monitor(String url) {
        HealthStore store = JdbcHealthStore.open(url, "", TestDatabases.NO_PASSWORD);
        HealthMonitor monitor = HealthMonitor.builder()
                .allowNetworks("127.0.0.0/8")
                .store(store)
                .clock(time.clock())
                .scheduler(new ManualTime(time.now()).scheduler())
                .build();
        monitor.start();
        return monitor;
    }

    private static void await(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void whatWasCreatedChangedAndPausedIsThereAfterARestart(SchemaTest.Product product) {
        String url = product.url();
        try (HealthMonitor monitor = monitor(url)) {
            monitor.integrations().create(SHOP, "ada");
            monitor.integrations().change("shop", Map.of("port", 2, "tags", List.of("Größe 🚑")), null, "ada");
            monitor.integrations().pause("shop", Duration.ofDays(1), "ada");
        }
        try (HealthMonitor monitor = monitor(url)) {
            Integration shop = monitor.health("shop").integration();
            assertThat(shop.endpoint()).isEqualTo("127.0.0.1:2");
            assertThat(shop.timeout()).isEqualTo(Duration.ofSeconds(2));
            assertThat(shop.tags()).containsExactly("Größe 🚑");
            assertThat(monitor.health("shop").is(Flag.PAUSED)).isTrue();
            monitor.integrations().delete("shop", null, "bob");
        }
        try (HealthMonitor monitor = monitor(url);
                HealthStore store = JdbcHealthStore.open(url, "", TestDatabases.NO_PASSWORD)) {
            assertThat(monitor.find("shop")).isEmpty();
            assertThat(store.audit().newest(10))
                    .extracting(AuditLog.Entry::action)
                    .containsExactly(
                            "integration-delete", "integration-pause", "integration-change", "integration-create");
        }
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void anotherInstanceFollows(SchemaTest.Product product) {
        String url = product.url();
        ManualTime otherTime = new ManualTime(time.now());
        try (HealthMonitor here = monitor(url);
                HealthMonitor there = HealthMonitor.builder()
                        .allowNetworks("127.0.0.0/8")
                        .store(JdbcHealthStore.open(url, "", TestDatabases.NO_PASSWORD))
                        .clock(otherTime.clock())
                        .scheduler(otherTime.scheduler())
                        .add(Integration.named("Code").every(Duration.ofDays(1)), context -> CheckResult.healthy())
                        .build()) {
            there.start();
            here.integrations().create(SHOP, "ada");
            assertThatExceptionOfType(ConflictException.class)
                    .isThrownBy(() -> there.integrations().create(SHOP, "bob"));
            assertThatExceptionOfType(ConflictException.class)
                    .isThrownBy(() -> here.integrations()
                            .create(Map.of("name", "Code", "type", "tcp", "host", "a", "port", 1), "ada"));
            otherTime.advance(POLL);
            await("it is there", () -> there.find("shop").isPresent());
            here.integrations().change("shop", Map.of("port", 2), null, "ada");
            otherTime.advance(POLL);
            await(
                    "it is changed",
                    () -> "127.0.0.1:2"
                            .equals(there.health("shop").integration().endpoint()));
            there.integrations().delete("shop", null, "bob");
            assertThat(there.find("shop")).isEmpty();
        }
    }
}
