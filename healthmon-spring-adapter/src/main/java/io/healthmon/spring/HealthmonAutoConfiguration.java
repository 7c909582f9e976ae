package io.healthmon.spring;

import io.healthmon.HealthMonitor;
import io.healthmon.HealthMonitorBuilder;
import io.healthmon.http.Authenticator;
import io.healthmon.http.HealthHandler;
import io.healthmon.settings.Settings;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Builds the monitor of an application from its properties and beans, and the handler that shows it; starts it with the
 * context and closes it with it. {@code healthmon.enabled=false} switches all of it off.
 *
 * <p>Who asks is found out by the bearer tokens of the properties and, where Spring Security is there, by whom that has
 * signed in; a bean of the type {@link Authenticator} takes the place of both. A bean of the same type takes the place of each. A property that cannot be used stops the application with a message
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

    /** Everything that is configured is read here, whether there is a web or not, so that nothing unknown passes. */
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    HealthMonitor healthMonitor(HealthmonProperties properties, ConfigurableListableBeanFactory beans) {
        HealthMonitorBuilder builder = HealthMonitor.builder().settings(properties.settings());
        new MonitorBeans(beans, properties, builder).addAll();
        HealthMonitor monitor = builder.build();
        try {
            surface(monitor, properties, beans);
            return monitor;
        } catch (RuntimeException refused) {
            monitor.close();
            throw refused;
        }
    }

    @Bean
    MonitorLifecycle healthMonitorLifecycle(HealthMonitor monitor) {
        return new MonitorLifecycle(monitor);
    }

    @Bean
    @ConditionalOnMissingBean
    HealthHandler healthHandler(
            HealthMonitor monitor, HealthmonProperties properties, ConfigurableListableBeanFactory beans) {
        return surface(monitor, properties, beans).build();
    }

    /** Reads the last of the properties, so what nobody asked for by then is unknown. */
    private static HealthHandler.Builder surface(
            HealthMonitor monitor, HealthmonProperties properties, ConfigurableListableBeanFactory beans) {
        Settings root = properties.settings();
        HealthHandler.Builder handler = HealthHandler.builder(monitor).settings(root);
        handler.authenticator(
                Callers.of(beans.getBeanProvider(Authenticator.class).getIfAvailable(), root));
        root.refuseUnknown();
        // why: where it stands is the business of the servlet's mapping or of the filter
        return handler.basePath("");
    }
}
