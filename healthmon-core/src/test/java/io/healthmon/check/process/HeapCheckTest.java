package io.healthmon.check.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HeapCheckTest {

    @BeforeAll
    static void collectOnce() {
        System.gc();
    }

    @Test
    void aHeapWithRoomIsHealthyAndSaysHowMuchIsUsed() {
        CheckResult result = run(HeapCheck.create());

        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(Long.parseLong(result.details().get("usedAfterCollectionBytes")))
                .isPositive()
                .isLessThan(Runtime.getRuntime().maxMemory());
        assertThat(result.details())
                .containsEntry("maxBytes", Long.toString(Runtime.getRuntime().maxMemory()))
                .containsKey("usedPercent");
    }

    @Test
    void aboveTheFirstLimitItIsDegraded() {
        CheckResult result = run(HeapCheck.create().degradedAbovePercent(0));

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.problem().cause()).isEqualTo(Cause.QUOTA);
        assertThat(result.problem().message()).endsWith("the limit is 0 %.");
    }

    @Test
    void aboveTheSecondLimitItIsDown() {
        assertThat(run(HeapCheck.create().downAbovePercent(0)).status()).isEqualTo(HealthStatus.DOWN);
    }

    @Test
    void settingsNameTheLimits() {
        IntegrationBuilder integration = Integration.named("Heap");
        HeapCheck check = HeapCheck.from(Settings.of(Map.of("degradedAbovePercent", 0)), integration);

        assertThat(run(check).status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(integration.build().endpoint())
                .isEqualTo("heap of process " + ProcessHandle.current().pid());
    }

    @Test
    void aLimitThatIsNoShareIsRefused() {
        Settings settings = Settings.of(Map.of("downAbovePercent", 101));

        assertThatThrownBy(() -> HeapCheck.from(settings, Integration.named("Heap")))
                .isInstanceOf(SettingException.class)
                .hasMessage("downAbovePercent: \"101\" is not allowed; use a whole number from 0 to 100");
    }

    private static CheckResult run(HeapCheck check) {
        return check.check(new CheckContext(Integration.named("Heap").build(), Duration.ofSeconds(5)));
    }
}
