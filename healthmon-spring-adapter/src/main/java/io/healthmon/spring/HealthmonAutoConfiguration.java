package io.healthmon.spring;

import io.healthmon.HealthMonitor;
import io.healthmon.HealthMonitorBuilder;
import io.healthmon.http.Authenticator;
import io.healthmon.http.HealthHandler;
import io.healthmon.settings.Settings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Builds the monitor of an application from its properties and beans, and the handler that shows it; starts it with the
 * context and closes it with it. {@code healthmon.enabled=false} switches all of it off.
 *
 * <p>A bean of the same type takes the place of each. A property that cannot be used stops the application with a message
 * that names it.
 *
 * @since 0.1
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "io.healthmon.spring.HealthmonJdbcAutoConfiguration"
        })
@ConditionalOnProperty(prefix = HealthmonProperties.PREFIX, name = "enabled", matchIfMissing = true)
public final class HealthmonAutoConfiguration {

    /** Made by Spring. */
    public HealthmonAutoConfiguration() {}

    @Bean
    HealthmonProperties healthmonProperties(ConfigurableEnvironment environment) {
        return HealthmonProperties.of(environment);
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    HealthMonitor healthMonitor(
            HealthmonProperties properties, Environment environment, ConfigurableListableBeanFactory beans) {
        Settings root = properties.settings();
        root.flag("enabled");
        HealthMonitorBuilder builder = HealthMonitor.builder()
                .application(
                        environment.getProperty("spring.application.version", "unknown"),
                        environment.getActiveProfiles().length == 0
                                ? "production"
                                : environment.getActiveProfiles()[0])
                .settings(root);
        new MonitorBeans(beans, builder).addAll(root.group("checks"));
        return builder.build();
    }

    @Bean
    MonitorLifecycle healthMonitorLifecycle(HealthMonitor monitor) {
        return new MonitorLifecycle(monitor);
    }

    /** Reads the last of the properties, so what nobody asked for by then is unknown. */
    @Bean
    @ConditionalOnMissingBean
    HealthHandler healthHandler(
            HealthMonitor monitor, HealthmonProperties properties, ObjectProvider<Authenticator> authenticator) {
        Settings root = properties.settings();
        HealthHandler.Builder handler = HealthHandler.builder(monitor).settings(root);
        authenticator.ifUnique(handler::authenticator);
        // why: where it stands is the business of the servlet's mapping or of the filter
        handler.basePath("");
        root.refuseUnknown();
        return handler.build();
    }
}
