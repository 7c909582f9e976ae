package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.check.Problem;
import io.healthmon.json.JsonSettings;
import io.healthmon.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfiguredSecretTest {

    private static final String VALUE = "0123456789abcdef plain";

    private static CheckResult telling() {
        String basic = Base64.getEncoder().encodeToString(("me:" + VALUE).getBytes(StandardCharsets.UTF_8));
        return CheckResult.down(new Problem(
                        Cause.ASSERTION,
                        "It said " + VALUE,
                        "Not 0123456789abcdef+plain",
                        "https://example.com/" + basic))
                .withDetail("echo", "0123456789abcdef%20plain");
    }

    private static void assertNothingToldBy(HealthMonitorBuilder builder) throws Exception {
        try (HealthMonitor monitor =
                builder.add(Integration.named("A"), context -> telling()).build()) {
            monitor.start();
            IntegrationHealth health = monitor.check("a").get(10, java.util.concurrent.TimeUnit.SECONDS);

            assertThat(health.state().problem().message()).isEqualTo("It said ***");
            assertThat(health.state().problem().resolution()).isEqualTo("Not ***");
            assertThat(health.state().problem().documentation()).contains("***");
            assertThat(health.toString()).doesNotContain("0123456789abcdef", "MDEyMzQ1Njc4");
        }
    }

    @Test
    void aSecretThatMayBeNamedStandsInNoResult() throws Exception {
        assertNothingToldBy(HealthMonitor.builder().secret("crm", Secret.of(VALUE), "crm.example.com"));
    }

    @Test
    void aVariableOfTheConfigurationThatIsSecretStandsInNoResult() throws Exception {
        String json = "{\"secrets\": {}, \"application\": {\"version\": \"${SOME_TOKEN}\"}}";

        assertNothingToldBy(HealthMonitor.builder()
                .settings(JsonSettings.parse(json.getBytes(StandardCharsets.UTF_8), Map.of("SOME_TOKEN", VALUE))));
    }
}
