package io.healthmon.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.provider.remote.RemoteHealthCheck;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A real Actuator, asked by a check. */
@Timeout(120)
class RemoteActuatorTest {

    private static volatile Health inbox = Health.up().build();

    private final ConfigurableApplicationContext application = SpringApplication.run(
            Remote.class,
            "--server.port=0",
            "--spring.main.banner-mode=off",
            "--spring.config.location=optional:classpath:/none/",
            "--management.endpoint.health.show-components=always");

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Remote {

        @Bean
        HealthIndicator inbox() {
            return () -> inbox;
        }
    }

    @AfterEach
    void close() {
        application.close();
    }

    @Test
    void whatTheActuatorSaysIsWhatTheCheckSays() throws Exception {
        inbox = Health.up().build();
        CheckResult up = ask();
        assertThat(up.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(up.details()).containsEntry("format", "actuator").containsEntry("part.inbox", "healthy");

        inbox = Health.down().withDetail("error", "the queue is full").build();
        CheckResult down = ask();
        assertThat(down.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(down.problem().message()).endsWith(" says that it is down: inbox (down).");
        assertThat(down.details()).containsEntry("http.status", "503");

        inbox = Health.outOfService().build();
        assertThat(ask().status()).isEqualTo(HealthStatus.DOWN);
    }

    private CheckResult ask() throws Exception {
        String port = application.getEnvironment().getProperty("local.server.port");
        HealthCheck check = RemoteHealthCheck.get("http://localhost:" + port + "/actuator/health");
        return check.check(new CheckContext(Integration.named("Remote").build(), Duration.ofSeconds(10)));
    }
}
