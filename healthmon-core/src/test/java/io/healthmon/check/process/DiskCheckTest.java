package io.healthmon.check.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCheckTest {

    @TempDir
    private Path directory;

    @Test
    void aDiskWithEnoughRoomIsHealthyAndSaysHowMuch() throws IOException {
        CheckResult result = run(roomy());

        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(Long.parseLong(result.details().get("freeBytes")))
                .isPositive()
                .isLessThanOrEqualTo(Long.parseLong(result.details().get("totalBytes")));
        assertThat(Double.parseDouble(result.details().get("freePercent"))).isBetween(0.0, 100.0);
    }

    @Test
    void belowTheFirstLimitItIsDegraded() throws IOException {
        CheckResult result = run(roomy().degradedBelowPercent(100));

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.problem().cause()).isEqualTo(Cause.QUOTA);
        assertThat(result.problem().message())
                .matches("Only [0-9.]+ % of the disk of .+ is free; the limit is 100 %\\.");
    }

    @Test
    void belowTheSecondLimitItIsDown() throws IOException {
        assertThat(run(roomy().downBelowPercent(100)).status()).isEqualTo(HealthStatus.DOWN);
    }

    @Test
    void aPathThatIsNotThereIsDown() throws IOException {
        CheckResult result = run(DiskCheck.of(directory.resolve("missing")));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
        assertThat(result.problem().message()).isEqualTo("There is no " + directory.resolve("missing") + ".");
    }

    @Test
    void settingsNameThePathAndTheLimits() throws IOException {
        IntegrationBuilder integration = Integration.named("Disk");
        Map<String, Object> values =
                Map.of("path", directory.toString(), "degradedBelowPercent", 100, "downBelowPercent", "0");
        DiskCheck check = DiskCheck.from(Settings.of(values), integration);

        assertThat(run(check).status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(integration.build().endpoint()).isEqualTo(directory.toString());
    }

    @Test
    void withoutAPathItIsTheWorkingDirectory() {
        IntegrationBuilder integration = Integration.named("Disk");
        DiskCheck.from(Settings.of(Map.of()), integration);

        assertThat(integration.build().endpoint())
                .isEqualTo(Path.of("").toAbsolutePath().toString());
    }

    @Test
    void aLimitThatIsNoShareIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DiskCheck.of(directory).downBelowPercent(101))
                .withMessage("downBelowPercent 101 is not allowed; use from 0 to 100");
    }

    @Test
    void aPathThatIsNoneIsRefused() {
        assertThatThrownBy(() -> DiskCheck.from(Settings.of(Map.of("path", "a\u0000b")), Integration.named("Disk")))
                .isInstanceOf(SettingException.class)
                .hasMessage("path: \"a b\" is not allowed; use the path of a file or directory");
    }

    private DiskCheck roomy() {
        return DiskCheck.of(directory).degradedBelowPercent(0).downBelowPercent(0);
    }

    private static CheckResult run(DiskCheck check) throws IOException {
        return check.check(new CheckContext(Integration.named("Disk").build(), Duration.ofSeconds(5)));
    }
}
