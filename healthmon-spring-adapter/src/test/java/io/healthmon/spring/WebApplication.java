package io.healthmon.spring;

import io.healthmon.http.HealthHandler;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A real application on a real server, MVC on Tomcat or WebFlux on Netty, at any free port. */
final class WebApplication implements AutoCloseable {

    /** What keeps the security of Spring Boot out, which is there for tests that put nothing in this place. */
    static final String EXCLUDE = "spring.autoconfigure.exclude";

    private static final List<String> SECURITY = List.of(
            "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.servlet.SecurityFilterAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.reactive.ReactiveSecurityAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.reactive.ReactiveUserDetailsServiceAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration");

    private final ConfigurableApplicationContext context;

    private WebApplication(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Starts an application.
     *
     * @param beans its configuration class
     * @param handler the bean that takes the place of the handler, or null
     */
    static WebApplication start(
            WebApplicationType type, Class<?> beans, HealthHandler handler, Map<String, String> properties) {
        SpringApplication application = new SpringApplication(beans, Everything.class);
        application.setWebApplicationType(type);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        if (handler != null) {
            application.addInitializers(context -> ((GenericApplicationContext) context)
                    .registerBean("theHandler", HealthHandler.class, () -> handler));
        }
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0", "--spring.main.banner-mode=off", "--spring.reactor.netty.shutdown-quiet-period=0s"));
        if (!properties.containsKey(EXCLUDE)) {
            arguments.add("--" + EXCLUDE + "=" + String.join(",", SECURITY));
        }
        properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return new WebApplication(application.run(arguments.toArray(String[]::new)));
    }

    URI address() {
        return URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port"));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    /** What {@code @SpringBootApplication} does, without looking for components. */
    @EnableAutoConfiguration
    static class Everything {}
}
