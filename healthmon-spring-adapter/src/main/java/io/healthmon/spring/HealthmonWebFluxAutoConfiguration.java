package io.healthmon.spring;

import io.healthmon.http.HealthHandler;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/**
 * Serves the monitor's routes in a reactive application.
 *
 * @since 0.1
 */
@AutoConfiguration(after = HealthmonAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBean(HealthHandler.class)
public final class HealthmonWebFluxAutoConfiguration {

    /** Made by Spring. */
    public HealthmonWebFluxAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    HealthWebFilter healthWebFilter(HealthHandler handler, HealthmonProperties properties) {
        return new HealthWebFilter(handler, HealthmonPaths.of(properties, handler));
    }

    @Bean
    LiveStreamsLifecycle healthLiveStreamsLifecycle(HealthWebFilter filter) {
        return new LiveStreamsLifecycle(filter::endLiveStreams);
    }
}
