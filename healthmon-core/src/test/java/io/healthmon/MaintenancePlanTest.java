package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.maintenance.MaintenanceWindow;
import io.healthmon.metric.Uptime;
import io.healthmon.store.AuditLog;
import io.healthmon.store.InMemoryHealthStore;
import io.healthmon.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MaintenancePlanTest {

    private static final Instant START = MonitorHarness.START;

    private final InMemoryHealthStore store = InMemoryHealthStore.create();
    private final MonitorHarness harness = MonitorHarness.of(builder -> builder.store(store));
    private final MaintenancePlan plan = harness.monitor.maintenance();

    @AfterEach
    void close() {
        harness.close();
    }

    private Uptime uptimeOfTheFirstTenMinutes(String id) {
        harness.monitor.add(Integration.named(id).every(Duration.ofMinutes(5)), context -> CheckResult.healthy());
        harness.monitor.check(id).join();
        TimeRange range = new TimeRange(START, START.plusSeconds(600));
        return store.rollups()
                .tallies(List.of(id), range)
                .get(id)
                .figures(Duration.ofMinutes(40))
                .uptime();
    }

    @Test
    void timeOfMaintenanceIsNeitherUpNorDown() {
        plan.put(MaintenanceWindow.of("a", START.plusSeconds(60), START.plusSeconds(120), "new disks"), "ops");
        Uptime uptime = uptimeOfTheFirstTenMinutes("a");
        assertThat(uptime.maintenance()).isEqualTo(Duration.ofMinutes(1));
        assertThat(uptime.healthy()).isEqualTo(Duration.ofMinutes(9));
    }

    @Test
    void whileAWindowHoldsTheIntegrationIsInMaintenance() {
        harness.monitor.add(Integration.named("A").every(Duration.ofMinutes(5)), context -> CheckResult.healthy());
        harness.monitor.add(Integration.named("B").every(Duration.ofMinutes(5)), context -> CheckResult.healthy());
        plan.put(MaintenanceWindow.of("a", START.plusSeconds(60), START.plusSeconds(120), "new disks"), "ops");
        assertThat(inMaintenance()).isEmpty();
        harness.time.advance(Duration.ofSeconds(60).plusMillis(1));
        assertThat(inMaintenance()).containsExactly("a");
        harness.time.advance(Duration.ofSeconds(60));
        assertThat(inMaintenance()).isEmpty();
    }

    @Test
    void aWindowThatStandsInTheStoreIsSeenSoon() {
        harness.monitor.add(Integration.named("A").every(Duration.ofMinutes(5)), context -> CheckResult.healthy());
        harness.monitor.start();
        store.maintenance().put(MaintenanceWindow.ofAll(START, START.plusSeconds(3_600), "new disks"));
        harness.time.advance(Duration.ofSeconds(5));
        MonitorHarness.await("it is seen", () -> inMaintenance().equals(List.of("a")));
    }

    private List<String> inMaintenance() {
        return harness.monitor.health().integrations().stream()
                .filter(health -> health.is(Flag.IN_MAINTENANCE))
                .map(health -> health.integration().id())
                .toList();
    }

    @Test
    void windowsThatOverlapCountOnce() {
        plan.put(MaintenanceWindow.of("a", START.plusSeconds(60), START.plusSeconds(120), "new disks"), "ops");
        plan.put(MaintenanceWindow.ofAll(START.plusSeconds(90), START.plusSeconds(180), "new network"), "ops");
        assertThat(uptimeOfTheFirstTenMinutes("a").maintenance()).isEqualTo(Duration.ofMinutes(2));
        assertThat(uptimeOfTheFirstTenMinutes("b").maintenance()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void aWindowCanBeChangedAndTakenBack() {
        MaintenanceWindow window = MaintenanceWindow.ofAll(START.plusSeconds(60), START.plusSeconds(120), "disks");
        plan.put(window, "ops");
        MaintenanceWindow longer =
                new MaintenanceWindow(window.id(), null, window.from(), START.plusSeconds(240), "disks");
        plan.put(longer, "ops");
        assertThat(plan.windows(START, START.plusSeconds(600))).containsExactly(longer);
        assertThat(plan.remove(window.id(), "ops")).isTrue();
        assertThat(plan.remove(window.id(), "ops")).isFalse();
        assertThat(plan.windows(START, START.plusSeconds(600))).isEmpty();
    }

    @Test
    void figuresAreMadeAnewOfThoseAloneWhomThePastWindowIsAbout() {
        RolledUpStore rolledUp = new RolledUpStore();
        try (MonitorHarness other = MonitorHarness.of(builder -> builder.store(rolledUp))) {
            Instant begin = START.minus(Duration.ofHours(2));
            other.monitor.maintenance().put(MaintenanceWindow.of("a", begin, START, "new disks"), "ops");
            assertThat(rolledUp.rebuiltFrom).isEqualTo(begin);
            assertThat(rolledUp.rebuiltAlone).isEqualTo("a");
        }
    }

    @Test
    void whatIsPlannedStandsInTheAuditLog() {
        plan.put(MaintenanceWindow.of("a", START.plusSeconds(60), START.plusSeconds(120), "new disks"), "ops");
        assertThat(store.audit().newest(1))
                .containsExactly(new AuditLog.Entry(
                        START,
                        "ops",
                        "maintenance-put",
                        "a",
                        "2026-03-15T10:31:00Z to 2026-03-15T10:32:00Z: new disks"));
    }

    @Test
    void aWindowThatDoesNotEndAfterItBeginsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MaintenanceWindow.ofAll(START, START, ""))
                .withMessage("maintenance from 2026-03-15T10:30:00Z to 2026-03-15T10:30:00Z is not allowed;"
                        + " it has to end after it begins");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan.put(MaintenanceWindow.ofAll(START, START.plus(Duration.ofDays(367)), ""), "ops"))
                .withMessageEndingWith("use at most 366 days, or remove the integration");
    }
}
