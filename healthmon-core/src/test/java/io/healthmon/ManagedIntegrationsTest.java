package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.healthmon.ManagedIntegrations.ConflictException;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.event.HealthEvent.IntegrationAdded;
import io.healthmon.event.HealthEvent.IntegrationEdited;
import io.healthmon.event.HealthEvent.IntegrationRemoved;
import io.healthmon.event.HealthEvent.IntegrationSwitched;
import io.healthmon.schedule.Schedule;
import io.healthmon.settings.SettingException;
import io.healthmon.store.AuditLog;
import io.healthmon.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagedIntegrationsTest {

    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Map<String, Object> SHOP =
            Map.of("name", "Shop", "type", "tcp", "host", "127.0.0.1", "port", 1, "interval", "1m", "tags", "money");

    private final OperatedStore store = new OperatedStore();
    private final MonitorHarness here =
            MonitorHarness.of(builder -> builder.store(store).allowNetworks("127.0.0.0/8"));
    private final MonitorHarness there =
            MonitorHarness.of(builder -> builder.store(store).allowNetworks("127.0.0.0/8"));
    private final ManagedIntegrations integrations = here.monitor.integrations();

    @BeforeEach
    void start() {
        Integration declared =
                Integration.named("Code").every(Duration.ofMinutes(5)).build();
        for (MonitorHarness each : List.of(here, there)) {
            each.monitor.add(declared, context -> CheckResult.healthy());
            each.monitor.start();
        }
    }

    @AfterEach
    void close() {
        store.away(false);
        here.close();
        there.close();
    }

    private void poll(MonitorHarness instance) {
        int before = store.readings.get();
        instance.time.advance(POLL);
        MonitorHarness.await("the store is read", () -> store.readings.get() > before);
    }

    private List<AuditLog.Entry> audit() {
        return store.audit().newest(100);
    }

    @Test
    void whatIsCreatedIsWatchedAtOnceAndByOthersFiveSecondsLater() {
        IntegrationHealth created = integrations.create(SHOP, "ada");

        assertThat(created.integration().id()).isEqualTo("shop");
        assertThat(created.integration().endpoint()).isEqualTo("127.0.0.1:1");
        assertThat(created.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(created.nextCheckAt()).isNotNull();
        assertThat(here.next(IntegrationAdded.class).integration().name()).isIn("Code", "Shop");
        there.time.advance(POLL);
        MonitorHarness.await(
                "the other one has it", () -> there.monitor.find("shop").isPresent());
        assertThat(there.monitor.health("shop").integration().tags()).containsExactly("money");
    }

    @Test
    void whatIsCreatedIsThereAfterARestart() {
        integrations.create(SHOP, "ada");
        here.close();
        try (MonitorHarness later =
                MonitorHarness.of(builder -> builder.store(store).allowNetworks("127.0.0.0/8"))) {
            later.monitor.start();
            assertThat(later.monitor.find("shop")).isPresent();
            assertThat(later.monitor.find("code")).isEmpty();
            assertThat(store.find("code").declared()).isTrue();
        }
    }

    @Test
    void whatIsCreatedStandsInTheAuditLogWithItsSettings() {
        integrations.create(SHOP, "ada");
        AuditLog.Entry entry = audit().get(0);
        assertThat(entry.actor()).isEqualTo("ada");
        assertThat(entry.action()).isEqualTo("integration-create");
        assertThat(entry.subject()).isEqualTo("shop");
        assertThat(entry.details()).contains("host null -> 127.0.0.1").contains("interval null -> 1m");
    }

    @Test
    void anIdOrANameThatIsTakenIsRefused() {
        integrations.create(SHOP, "ada");
        for (Map<String, Object> taken : List.of(
                SHOP,
                Map.<String, Object>of("name", "Code", "id", "other", "type", "tcp", "host", "a", "port", 1),
                Map.<String, Object>of("name", "Other", "id", "code", "type", "tcp", "host", "a", "port", 1))) {
            assertThatExceptionOfType(ConflictException.class)
                    .isThrownBy(() -> integrations.create(taken, "ada"))
                    .withMessageContaining("taken");
        }
        assertThat(audit()).hasSize(1);
    }

    @Test
    void anIdThatAnotherInstanceHasAlreadyIsRefused() {
        there.monitor.integrations().create(SHOP, "bob");
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> integrations.create(SHOP, "ada"))
                .withMessageContaining("\"shop\" is taken");
    }

    @Test
    void ofManyWhoCreateOneIdAtTheSameTimeOneSucceeds() {
        List<CompletableFuture<Boolean>> all = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            ManagedIntegrations those = (number % 2 == 0 ? here : there).monitor.integrations();
            all.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return those.create(SHOP, "ada") != null;
                } catch (ConflictException taken) {
                    return false;
                }
            }));
        }
        assertThat(all.stream().filter(CompletableFuture::join)).hasSize(1);
        assertThat(audit()).hasSize(1);
    }

    @Test
    void whileTheStoreIsAwayNothingIsChanged() {
        store.away(true);
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> integrations.create(SHOP, "ada"));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> integrations.pause("code", Duration.ofHours(1), "ada"));
        store.away(false);
        poll(here);
        assertThat(here.monitor.find("shop")).isEmpty();
        assertThat(here.monitor.health("code").is(Flag.PAUSED)).isFalse();
        assertThat(audit()).isEmpty();
    }

    @Test
    void whatTheApplicationDeclaresIsEditedOnlyInWhatAnOperatorMayChange() {
        integrations.change("code", Map.of("interval", "1m", "timeout", "2s", "failureThreshold", 7), null, "ada");

        Integration edited = here.monitor.health("code").integration();
        assertThat(edited.schedule()).isEqualTo(Schedule.every(Duration.ofMinutes(1)));
        assertThat(edited.timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(edited.thresholds().failure()).isEqualTo(7);
        assertThat(here.next(IntegrationEdited.class).integration().id()).isEqualTo("code");
        assertThat(audit().get(0).details()).isEqualTo("interval 5m -> 1m; timeout 5s -> 2s; failureThreshold 3 -> 7");
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> integrations.change("code", Map.of("name", "Other"), null, "ada"))
                .withMessage("name: cannot be changed; change endpoint, enabled, interval, timeout, failureThreshold,"
                        + " alertOnFailure, alertEmail");
    }

    @Test
    void nullResetsToWhatIsDeclared() {
        integrations.change("code", Map.of("timeout", "2s", "enabled", false), null, "ada");
        Map<String, Object> reset = new HashMap<>();
        reset.put("timeout", null);
        integrations.change("code", reset, null, "ada");

        Integration edited = here.monitor.health("code").integration();
        assertThat(edited.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(edited.enabled()).isFalse();
    }

    @Test
    void twoWhoChangeDifferentSettingsDoNotUndoEachOther() {
        integrations.change("code", Map.of("timeout", "2s"), null, "ada");
        there.monitor.integrations().change("code", Map.of("failureThreshold", 9), null, "bob");

        assertThat(store.held("code").timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(store.held("code").failureThreshold()).isEqualTo(9);
    }

    @Test
    void aChangeOfWhatSomebodyElseHasChangedSinceIsRefused() {
        String revision = integrations.find("code").orElseThrow().revision();
        store.sql(here.monitor.health("code").integration(), old -> OperatedStore.threshold(old, 9));
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> integrations.change("code", Map.of("timeout", "2s"), revision, "ada"))
                .matches(ConflictException::isOutdated);
        String now = integrations.find("code").orElseThrow().revision();
        assertThat(integrations.change("code", Map.of("timeout", "2s"), now, "ada"))
                .isNotNull();
    }

    @Test
    void aPatchThatChangesNothingIsNotWrittenDown() {
        integrations.change("code", Map.of("timeout", "5s"), null, "ada");
        assertThat(audit()).isEmpty();
    }

    @Test
    void anEndpointIsRefusedWhereTheCheckCannotMove() {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> integrations.change("code", Map.of("endpoint", "a:1"), null, "ada"))
                .withMessageStartingWith("endpoint: cannot be changed");
    }

    @Test
    void whatWasCreatedIsChangedInAllItsSettingsAndKeepsItsState() throws Exception {
        integrations.create(SHOP, "ada");
        there.time.advance(POLL);
        MonitorHarness.await(
                "the other one has it", () -> there.monitor.find("shop").isPresent());
        here.check("shop");
        Instant checked = here.monitor.health("shop").state().lastCheckAt();

        integrations.change("shop", Map.of("name", "Big shop", "port", 2, "tags", List.of("a", "b")), null, "ada");

        IntegrationHealth changed = here.monitor.health("shop");
        assertThat(changed.integration().name()).isEqualTo("Big shop");
        assertThat(changed.integration().endpoint()).isEqualTo("127.0.0.1:2");
        assertThat(changed.integration().tags()).containsExactly("a", "b");
        assertThat(changed.state().lastCheckAt()).isEqualTo(checked);
        assertThat(audit().get(0).details()).contains("name Shop -> Big shop").contains("port 1 -> 2");
        there.time.advance(POLL);
        MonitorHarness.await(
                "the other one follows",
                () -> there.monitor.health("shop").integration().name().equals("Big shop"));
        assertThat(there.monitor.health("shop").integration().endpoint()).isEqualTo("127.0.0.1:2");
    }

    @Test
    void aChangeOfTagsAloneIsToldToo() {
        integrations.create(SHOP, "ada");
        integrations.change("shop", Map.of("tags", "other"), null, "ada");
        assertThat(here.next(IntegrationEdited.class).integration().tags()).containsExactly("other");
    }

    @Test
    void aChangeOfADefinitionWinsOverAnEditOfTheSameSetting() {
        integrations.create(SHOP, "ada");
        store.sql(here.monitor.health("shop").integration(), old -> OperatedStore.threshold(old, 9));
        integrations.change("shop", Map.of("failureThreshold", 3), null, "ada");
        assertThat(here.monitor.health("shop").integration().thresholds().failure())
                .isEqualTo(3);
    }

    @Test
    void aNameThatWasGivenUpIsFreeAgain() {
        integrations.create(SHOP, "ada");
        integrations.change("shop", Map.of("name", "Big shop"), null, "ada");
        Map<String, Object> again = new HashMap<>(SHOP);
        again.put("id", "second");
        assertThat(integrations.create(again, "ada").integration().name()).isEqualTo("Shop");
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> integrations.change("second", Map.of("name", "Big shop"), null, "ada"));
    }

    @Test
    void whatMakesACreatedOneWhatItIsCannotBeChanged() {
        integrations.create(SHOP, "ada");
        for (String fixed : List.of("id", "type", "owner", "endpoint")) {
            assertThatExceptionOfType(SettingException.class)
                    .isThrownBy(() -> integrations.change("shop", Map.of(fixed, "x"), null, "ada"))
                    .withMessageStartingWith(fixed + ": cannot be changed");
        }
    }

    @Test
    void whatWasCreatedCanBeDeletedEverywhereAndCreatedAgain() {
        integrations.create(SHOP, "ada");
        there.time.advance(POLL);
        MonitorHarness.await(
                "the other one has it", () -> there.monitor.find("shop").isPresent());
        integrations.pause("shop", Duration.ofHours(1), "ada");

        integrations.delete("shop", null, "ada");

        assertThat(here.monitor.find("shop")).isEmpty();
        assertThat(here.next(IntegrationRemoved.class).integration().id()).isEqualTo("shop");
        assertThat(store.find("shop").declared()).isFalse();
        there.time.advance(POLL);
        MonitorHarness.await(
                "the other one is rid of it", () -> there.monitor.find("shop").isEmpty());
        assertThat(integrations.create(SHOP, "ada").is(Flag.PAUSED)).isFalse();
        assertThat(audit()).extracting(AuditLog.Entry::action).contains("integration-delete", "integration-pause");
    }

    @Test
    void whatTheApplicationDeclaresCannotBeDeleted() {
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> integrations.delete("code", null, "ada"))
                .withMessageContaining("disable it, or remove it from the code");
        assertThatIllegalArgumentException().isThrownBy(() -> integrations.delete("nobody", null, "ada"));
    }

    @Test
    void pausedAndResumedItIsToldAndWrittenDown() {
        assertThat(integrations.pause("code", Duration.ofMinutes(30), "ada").is(Flag.PAUSED))
                .isTrue();
        assertThat(here.next(IntegrationSwitched.class).integration().id()).isEqualTo("code");
        assertThat(integrations.resume("code", "bob").is(Flag.PAUSED)).isFalse();
        assertThat(audit())
                .extracting(entry -> entry.actor() + " " + entry.action())
                .containsExactly("bob integration-resume", "ada integration-pause");
    }

    @Test
    void whatTheApplicationSwitchesIsWrittenDownToo() {
        here.monitor.disable("code");
        MonitorHarness.await("it is written", () -> !audit().isEmpty());
        assertThat(audit().get(0)).satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo("application");
            assertThat(entry.details()).isEqualTo("enabled true -> false");
        });
    }

    @Test
    void beforeTheStartNothingIsChanged() {
        try (MonitorHarness early =
                MonitorHarness.of(builder -> builder.store(store).allowNetworks("127.0.0.0/8"))) {
            assertThatExceptionOfType(ConflictException.class)
                    .isThrownBy(() -> early.monitor.integrations().create(SHOP, "ada"))
                    .withMessageContaining("start it first");
        }
    }

    @Test
    void afterTheEndNothingIsChanged() {
        here.close();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> integrations.create(SHOP, "ada"));
    }
}
