package io.healthmon.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class BuiltInTypesTest {

    @Test
    void theTypesThatNeedNoMoreThanTheJdkAreFound() {
        assertThat(ServiceLoader.load(HealthCheckProvider.class))
                .flatExtracting(HealthCheckProvider::types)
                .extracting(CheckType::name)
                .contains("heartbeat", "jdbc", "redis", "smtp", "tls", "dns", "tcp", "disk", "heap", "deadlock")
                .doesNotHaveDuplicates();
    }
}
