package io.healthmon.spring;

import io.healthmon.HealthMonitorBuilder;

/**
 * A bean that has a say in how the application's monitor is built: called after properties and other beans have been taken
 * over, in the order of {@link org.springframework.core.annotation.Order}.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface HealthMonitorCustomizer {

    /** Changes the builder; what it throws stops the application. */
    void customize(HealthMonitorBuilder builder);
}
