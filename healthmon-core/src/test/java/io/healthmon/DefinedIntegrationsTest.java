package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.healthmon.ManagedIntegrations.ConflictException;
import io.healthmon.ManagedIntegrations.Managed;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.settings.Settings;
import io.healthmon.store.AuditLog;
import io.healthmon.store.IntegrationStore.Definition;
import io.healthmon.store.IntegrationStore.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DefinedIntegrationsTest {

    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Map<String, Object> SHOP =
            Map.of("name", "Shop", "type", "tcp", "host", "127.0.0.1", "port", 1);

    private final OperatedStore store = new OperatedStore();
    private final MonitorHarness here =
            MonitorHarness.of(builder -> builder.store(store).allowNetworks("127.0.0.0/8"));
    private final ManagedIntegrations integrations = here.monitor.integrations();

    @BeforeEach
    void start() {
        Integration declared =
                Integration.named("Code").every(Duration.ofMinutes(5)).build();
        here.monitor.add(declared, context -> CheckResult.healthy());
        here.monitor.start();
    }

    @AfterEach
    void close() {
        here.close();
    }

    private void poll(MonitorHarness instance) {
        int before = store.readings.get();
        instance.time.advance(POLL);
        MonitorHarness.await("the store is read", () -> store.readings.get() > before);
    }

    private void define(String id, String json) {
        Kept kept = store.find(id);
        AuditLog.Entry entry = new AuditLog.Entry(Instant.EPOCH, "other", "integration-create", id, "");
        store.change(id, kept, kept.with(new Definition(json, "one of a kind")), entry);
    }

    @Test
    void aDefinitionThatCannotBeMadeHereIsUnknownAndSaysWhy() throws Exception {
        define("odd", "{\"id\":\"odd\",\"name\":\"Odd\",\"type\":\"jdbc\",\"url\":\"jdbc:h2:mem:x\"}");
        define("torn", "not even JSON");
        define(
                "linked",
                "{\"id\":\"linked\",\"name\":\"L\",\"type\":\"tcp\",\"host\":\"127.0.0.1\",\"port\":1,"
                        + "\"documentation\":\"javascript:alert(1)\"}");
        poll(here);
        MonitorHarness.await("both are there", () -> here.monitor.find("torn").isPresent());

        IntegrationHealth odd = here.check("odd");
        assertThat(odd.integration().name()).isEqualTo("Odd");
        assertThat(odd.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(odd.state().problem().cause()).isEqualTo(Cause.CONFIGURATION);
        assertThat(odd.state().problem().message()).contains("type: \"jdbc\" is not allowed");
        assertThat(here.check("torn").state().problem().cause()).isEqualTo(Cause.CONFIGURATION);
        IntegrationHealth linked = here.check("linked");
        assertThat(linked.integration().documentation()).isNull();
        assertThat(linked.state().problem().message()).contains("use an http:// or https:// address");
        integrations.delete("odd", null, "ada");
        assertThat(here.monitor.find("odd")).isEmpty();
    }

    @Test
    void aDefinitionWhoseNameIsTakenHereIsUnknownUnderAnotherName() throws Exception {
        define("twin", "{\"id\":\"twin\",\"name\":\"Code\",\"type\":\"tcp\",\"host\":\"a\",\"port\":1}");
        poll(here);
        MonitorHarness.await("it is there", () -> here.monitor.find("twin").isPresent());
        assertThat(here.check("twin").integration().name()).isEqualTo("Code (twin)");
        assertThat(here.monitor.health("twin").state().problem().message()).contains("its name is taken");
    }

    @Test
    void whatTheApplicationDeclaresWinsOverADefinitionOfItsId() {
        define("code", "{\"id\":\"code\",\"name\":\"Other\",\"type\":\"tcp\",\"host\":\"a\",\"port\":1}");
        poll(here);
        poll(here);
        assertThat(here.monitor.health("code").integration().name()).isEqualTo("Code");
        Managed managed = integrations.find("code").orElseThrow();
        assertThat(managed.created()).isFalse();
        assertThat(managed.definition()).isEmpty();
    }

    @Test
    void defaultsOfTheConfigurationHoldForWhatIsCreated() {
        try (MonitorHarness configured =
                MonitorHarness.of(builder -> builder.settings(Settings.of(Map.of("defaults", Map.of("timeout", "9s"))))
                        .allowNetworks("127.0.0.0/8"))) {
            configured.monitor.start();
            IntegrationHealth created = configured.monitor.integrations().create(SHOP, "ada");
            assertThat(created.integration().timeout()).isEqualTo(Duration.ofSeconds(9));
        }
    }

    @Test
    void moreThanAThousandAreRefused() {
        for (int number = 0; number < ManagedIntegrations.MOST; number++) {
            define("n" + number, "{}");
        }
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> integrations.create(SHOP, "ada"))
                .withMessageContaining("1000");
    }
}
