package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.healthmon.IntegrationHealth.UnknownException;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.settings.SettingException;
import io.healthmon.store.AuditLog;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose an integration is counts at the moment of the change, whoever looked at it before. */
class OwnedIntegrationsTest {

    private final OperatedStore store = new OperatedStore();
    private final MonitorHarness here =
            MonitorHarness.of(builder -> builder.store(store).allowNetworks("127.0.0.0/8"));
    private final MonitorHarness there =
            MonitorHarness.of(builder -> builder.store(store).allowNetworks("127.0.0.0/8"));
    private final ManagedIntegrations ours = here.monitor.integrations().ownedBy("acme");

    @BeforeEach
    void start() {
        here.monitor.start();
        there.monitor.start();
        here.monitor.integrations().create(shop("acme"), "amy");
        there.time.advance(Duration.ofSeconds(5));
        MonitorHarness.await("both know it", () -> there.monitor.find("shop").isPresent());
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    private static Map<String, Object> shop(String owner) {
        Map<String, Object> definition = new HashMap<>(Map.of(
                "name", "Shop", "type", "tcp", "host", "127.0.0.1", "port", 1, "interval", "1m", "enabled", false));
        definition.put("owner", owner);
        return definition;
    }

    private void givenAway() {
        there.monitor.integrations().delete("shop", null, "root");
        there.monitor.integrations().create(shop("other"), "root");
    }

    private static void isNotThere(ThrowingCallable step) {
        assertThatExceptionOfType(UnknownException.class)
                .isThrownBy(step)
                .withMessage("no integration has the id \"shop\"");
    }

    private List<String> deedsOf(String actor) {
        return store.audit().newest(100).stream()
                .filter(entry -> entry.actor().equals(actor))
                .map(AuditLog.Entry::action)
                .toList();
    }

    @Test
    void anOwnersOwnIsChanged() {
        ours.change("shop", Map.of("timeout", "1s"), null, "amy");
        ours.pause("shop", Duration.ofHours(1), "amy");
        ours.resume("shop", "amy");

        assertThat(ours.find("shop")).isPresent();
        assertThat(deedsOf("amy")).hasSize(4);
    }

    @Test
    void whatAnotherInstanceMadeAnewForSomebodyElseIsNotThere() {
        givenAway();
        isNotThere(() -> ours.change("shop", Map.of("timeout", "1s"), null, "amy"));
        isNotThere(() -> ours.pause("shop", Duration.ofHours(1), "amy"));
        isNotThere(() -> ours.resume("shop", "amy"));
        isNotThere(() -> ours.delete("shop", null, "amy"));

        assertThat(ours.find("shop")).isEmpty();
        assertThat(deedsOf("amy")).containsExactly("integration-create");
    }

    @Test
    void whatIsGivenAwayBetweenTheLookAndTheChangeIsNotThere() {
        for (Consumer<ManagedIntegrations> change : List.<Consumer<ManagedIntegrations>>of(
                owned -> owned.change("shop", Map.of("timeout", "1s"), null, "amy"),
                owned -> owned.delete("shop", null, "amy"))) {
            store.afterFind.set(this::givenAway);
            isNotThere(() -> change.accept(ours));
            there.monitor.integrations().delete("shop", null, "root");
            there.monitor.integrations().create(shop("acme"), "root");
        }

        assertThat(deedsOf("amy")).containsExactly("integration-create");
    }

    @Test
    void whatTheApplicationDeclaresAnewForSomebodyElseMeanwhileIsNotThere() {
        here.monitor.add(Integration.named("Code").owner("acme"), context -> CheckResult.healthy());
        store.afterFind.set(() -> {
            here.monitor.remove("code");
            here.monitor.add(Integration.named("Code").owner("other"), context -> CheckResult.healthy());
        });

        assertThatExceptionOfType(UnknownException.class)
                .isThrownBy(() -> ours.change("code", Map.of("timeout", "1s"), null, "amy"));
        assertThat(deedsOf("amy")).containsExactly("integration-create");
    }

    @Test
    void anotherOwnersIsNotThereFromTheBeginning() {
        here.monitor.add(Integration.named("Theirs").owner("other"), context -> CheckResult.healthy());

        assertThat(ours.find("theirs")).isEmpty();
        assertThatExceptionOfType(UnknownException.class)
                .isThrownBy(() -> ours.pause("theirs", Duration.ofHours(1), "amy"));
    }

    @Test
    void anOwnerCreatesNothingForOthers() {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(
                        () -> ours.create(Map.of("name", "Bank", "type", "tcp", "host", "127.0.0.1", "port", 1), "amy"))
                .withMessage("owner: is another one; use \"acme\"");
    }
}
