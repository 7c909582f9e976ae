package io.healthmon.benchmarks;

import java.lang.management.ManagementFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** A web application of nothing, which says how long its JVM had run when it was up; run in JVMs of its own. */
@EnableAutoConfiguration
public class BareSpringApplication {

    /** Starts, says it, and ends. */
    public static void main(String[] arguments) {
        var context = SpringApplication.run(
                BareSpringApplication.class,
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--logging.level.root=off");
        System.out.println(ManagementFactory.getRuntimeMXBean().getUptime());
        context.close();
    }
}
