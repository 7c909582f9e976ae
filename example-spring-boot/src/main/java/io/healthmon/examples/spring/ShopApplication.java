package io.healthmon.examples.spring;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.event.HealthEvent.StatusChanged;
import io.healthmon.event.HealthListener;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The dependency, a bean and three properties: {@code /health} knows of both. */
@SpringBootApplication
public class ShopApplication {

    private static final Logger LOG = LoggerFactory.getLogger(ShopApplication.class);

    /** Runs until the process is told to end. */
    public static void main(String[] arguments) {
        SpringApplication.run(ShopApplication.class, arguments);
    }

    @Bean
    HealthCheck inboxCheck() {
        Path inbox = Path.of(System.getProperty("java.io.tmpdir"));
        return context ->
                Files.isWritable(inbox) ? CheckResult.healthy() : CheckResult.down(Cause.PERMISSION, "read-only");
    }

    @Bean
    HealthListener<StatusChanged> announcer() {
        return change -> LOG.info("{} is now {}", change.integration(), change.to());
    }
}
