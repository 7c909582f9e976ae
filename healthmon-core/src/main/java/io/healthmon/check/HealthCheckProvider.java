package io.healthmon.check;

import java.util.Collection;

/**
 * Brings types of checks that configuration can name, such as {@code "type": "tcp"}.
 *
 * <p>Found by {@link java.util.ServiceLoader}, on the class path by {@code META-INF/services} and on the module path by
 * {@code provides}. Two providers with a type of the same name are refused when the monitor is built.
 *
 * @since 0.1
 */
public interface HealthCheckProvider {

    /** Returns the types that this provider brings. */
    Collection<CheckType> types();
}
