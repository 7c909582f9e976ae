package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.store.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistrationTest {

    private final HealthCheck up = context -> CheckResult.healthy();
    private final HealthMonitor monitor =
            HealthMonitor.builder().add(Integration.named("Shop"), up).build();

    @AfterEach
    void close() {
        monitor.close();
    }

    @Test
    void anIdThatIsTakenIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> monitor.add(Integration.named("Other").id("shop"), up))
                .withMessage("id \"shop\" of \"Other\" is taken by \"Shop\"; set another \"id\"");
    }

    @Test
    void aNameThatIsTakenByTheSameOwnerIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> monitor.add(Integration.named("Shop").id("shop-2"), up))
                .withMessage("name \"Shop\" is taken by another integration of the same owner;"
                        + " use another \"name\" or \"owner\"");
    }

    @Test
    void theSameNameOfAnotherOwnerIsFine() {
        monitor.add(Integration.named("Shop").id("shop-ann").owner("ann"), up);
        monitor.add(Integration.named("Shop").id("shop-bob").owner("bob"), up);

        assertThat(monitor.health().integrations()).hasSize(3);
    }

    @Test
    void whatWasRefusedLeavesNothingBehind() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> monitor.add(Integration.named("Other").id("shop"), up));
        monitor.add(Integration.named("Other"), up);

        assertThat(monitor.find("other")).isPresent();
    }

    @Test
    void idAndNameOfARemovedIntegrationAreFree() {
        assertThat(monitor.remove("shop")).isTrue();
        assertThat(monitor.remove("shop")).isFalse();
        monitor.add(Integration.named("Shop"), up);

        assertThat(monitor.find("shop")).isPresent();
    }

    @Test
    void oneCheckCanWatchManyIntegrations() {
        monitor.add(Integration.named("B"), up);
        monitor.add(Integration.named("C"), up);

        assertThat(monitor.health().integrations()).hasSize(3);
    }

    @Test
    void anIdThatNobodyHasIsAnsweredInTwoWays() {
        assertThat(monitor.find("nobody")).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> monitor.health("nobody"))
                .withMessage("no integration has the id \"nobody\"");
    }

    @Test
    void aBuildThatIsRefusedLeavesTheStoreOpenAndNoThread() {
        ScriptedStore store = new ScriptedStore();
        HealthMonitorBuilder twice = HealthMonitor.builder()
                .store(store)
                .listen(io.healthmon.event.HealthEvent.class, event -> {})
                .add(Integration.named("A"), up)
                .add(Integration.named("A"), up);
        MonitorThreads threads = MonitorThreads.now();

        assertThatIllegalArgumentException().isThrownBy(twice::build);
        assertThat(store.closed.getCount()).isEqualTo(1);
        threads.awaitNoOthers();
    }

    @Test
    void aStoreThatCannotBeReadLetsTheIntegrationBeginAsUnknown() {
        ScriptedStore unreadable = new ScriptedStore() {
            @Override
            public java.util.Map<String, io.healthmon.store.StoredState> states(java.util.Collection<String> ids) {
                throw new StoreException("away", null);
            }
        };
        try (HealthMonitor other = HealthMonitor.builder()
                .store(unreadable)
                .add(Integration.named("A"), up)
                .build()) {
            assertThat(other.health("a").state().checked()).isFalse();
        }
    }
}
