package io.healthmon;

import io.healthmon.check.CheckResult;
import io.healthmon.check.CheckType;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthCheckProvider;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.settings.Settings;
import java.time.Duration;
import java.util.List;

/** Brings the type {@code test}, whose check is always healthy, for tests of configuration. */
public final class TestCheckProvider implements HealthCheckProvider {

    @Override
    public List<CheckType> types() {
        return List.of(new CheckType("test", TestCheckProvider::create));
    }

    private static HealthCheck create(Settings settings, IntegrationBuilder integration) {
        if (settings.flag("refused").orElse(false)) {
            throw new IllegalArgumentException("the check cannot be made");
        }
        settings.text("url").ifPresent(integration::endpoint);
        integration.provider("testing").timeout(Duration.ofSeconds(9));
        return context -> CheckResult.healthy();
    }
}
