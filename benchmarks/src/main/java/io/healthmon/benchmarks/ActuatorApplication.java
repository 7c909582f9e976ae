package io.healthmon.benchmarks;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** A web application with Actuator and indicators that answer at once; prints its port. Run in JVMs of its own. */
@EnableAutoConfiguration
public class ActuatorApplication {

    /**
     * Starts it.
     *
     * @param arguments how many indicators
     */
    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(ActuatorApplication.class);
        HealthIndicator indicator = () -> Health.up().build();
        application.addInitializers(context -> {
            for (int number = 0; number < Integer.parseInt(arguments[0]); number++) {
                context.getBeanFactory().registerSingleton("service" + number + "HealthIndicator", indicator);
            }
        });
        var context = application.run(
                "--server.port=0",
                "--server.tomcat.max-keep-alive-requests=-1",
                "--management.endpoint.health.show-details=always",
                "--management.health.defaults.enabled=false",
                "--spring.main.banner-mode=off",
                "--logging.level.root=off");
        System.out.println(context.getEnvironment().getProperty("local.server.port"));
    }
}
