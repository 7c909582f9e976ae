package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import io.healthmon.store.HealthStore;
import io.healthmon.store.InMemoryHealthStore;
import io.healthmon.store.StoreException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConfiguredStoreTest {

    private static Settings root(Map<String, @Nullable Object> store) {
        return Settings.of(Map.of("store", new HashMap<>(store)));
    }

    @Test
    void theStoreThatSettingsDescribeIsOpenedWhenTheMonitorIsBuilt() {
        Settings root = root(Map.of("test", "opened"));
        HealthMonitorBuilder builder = HealthMonitor.builder().settings(root);
        root.refuseUnknown();
        assertThat(TestStoreProvider.of("opened")).isNull();
        HealthMonitor monitor = builder.build();

        assertThat(builder.store).isSameAs(TestStoreProvider.of("opened"));
        monitor.close();
        assertClosed("opened");
    }

    @Test
    void whenBuildingFailsAfterwardsTheStoreIsClosedAgain() {
        HealthMonitorBuilder builder = HealthMonitor.builder().settings(root(Map.of("test", "failed")));
        builder.add(Integration.named("A"), context -> CheckResult.healthy());
        builder.add(Integration.named("A"), context -> CheckResult.healthy());

        assertThatIllegalArgumentException().isThrownBy(builder::build);
        assertClosed("failed");
    }

    @Test
    void whenSomethingElseIsWrongTheStoreIsNotOpened() {
        HealthMonitorBuilder builder = HealthMonitor.builder().settings(root(Map.of("test", "unopened")));
        builder.alertRoute(java.util.Set.of(), "nobody");

        assertThatIllegalArgumentException().isThrownBy(builder::build);
        assertThat(TestStoreProvider.of("unopened")).isNull();
    }

    @Test
    void theStoreInMemoryNeedsNoProvider() {
        try (HealthMonitor monitor =
                HealthMonitor.builder().settings(root(Map.of("type", "memory"))).build()) {
            assertThat(monitor.cleanUp().remaining().results()).isZero();
        }
    }

    @Test
    void aSettingThatTheStoreDoesNotKnowIsRefusedAndTheStoreClosed() {
        HealthMonitorBuilder builder = HealthMonitor.builder().settings(root(Map.of("test", "unknown", "usr", "sa")));

        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(builder::build)
                .withMessage("store.usr: unknown setting; known here: test, type");
        assertClosed("unknown");
    }

    @Test
    void aStoreInCodeAfterTheSettingsReplacesTheirs() {
        HealthStore own = InMemoryHealthStore.create();
        HealthMonitorBuilder builder = HealthMonitor.builder()
                .settings(root(Map.of("test", "replaced")))
                .store(own);
        builder.build().close();

        assertThat(TestStoreProvider.of("replaced")).isNull();
    }

    @Test
    void aGroupWithoutAnyValueIsNoStore() {
        HealthMonitorBuilder builder = HealthMonitor.builder().settings(root(Collections.singletonMap("url", null)));
        HealthStore before = builder.store;
        builder.build().close();

        assertThat(builder.store).isSameAs(before);
    }

    @Test
    void whatIsMeantForNoStoreIsRefused() {
        HealthMonitorBuilder builder = HealthMonitor.builder().settings(root(Map.of("url", "jdbc:h2:mem:x")));

        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(builder::build)
                .withMessage("store: fits no store on the class path; that of healthmon-jdbc-store wants a \"url\" that"
                        + " begins with \"jdbc:\", and \"type\": \"memory\" keeps results in memory");
    }

    @Test
    void withoutAnyProviderTheMessageSaysWhatToAdd() {
        ConfiguredStore store = new ConfiguredStore(Settings.at("store", Map.of("url", "jdbc:h2:mem:x")), List.of());

        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(store::open)
                .withMessage("store: needs a jar that brings a store; add healthmon-jdbc-store to the class path, or"
                        + " remove \"store\" to keep results in memory");
    }

    @Test
    void whatIsNoGroupIsRefused() {
        Map<String, Object> wrong = Map.of("store", Arrays.asList("h2"));

        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> HealthMonitor.builder().settings(Settings.of(wrong)))
                .withMessage("store: a list is not allowed; use a group of settings: {\"name\": value, …}");
    }

    private static void assertClosed(String name) {
        HealthStore store = TestStoreProvider.of(name);
        assertThat(store).isNotNull();
        assertThatExceptionOfType(StoreException.class).isThrownBy(store::logSize);
    }
}
