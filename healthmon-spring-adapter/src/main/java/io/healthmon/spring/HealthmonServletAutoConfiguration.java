package io.healthmon.spring;

import io.healthmon.http.HealthHandler;
import io.healthmon.servlet.HealthServlet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;

/**
 * Serves the monitor's routes by a servlet beside Spring MVC's own.
 *
 * @since 0.1
 */
@AutoConfiguration(after = HealthmonAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(HealthHandler.class)
public final class HealthmonServletAutoConfiguration {

    /** Made by Spring. */
    public HealthmonServletAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "healthServletRegistration")
    ServletRegistrationBean<HealthServlet> healthServletRegistration(
            HealthHandler handler, HealthmonProperties properties) {
        HealthmonPaths paths = HealthmonPaths.of(properties, handler);
        ServletRegistrationBean<HealthServlet> registration =
                new ServletRegistrationBean<>(new HealthServlet(handler, paths.basePath()), paths.mappings());
        registration.setName("healthmon");
        registration.setAsyncSupported(true);
        return registration;
    }

    @Bean
    LiveStreamsLifecycle healthLiveStreamsLifecycle(
            ObjectProvider<ServletRegistrationBean<HealthServlet>> registrations) {
        return new LiveStreamsLifecycle(() ->
                registrations.forEach(registration -> registration.getServlet().endLiveStreams()));
    }
}
