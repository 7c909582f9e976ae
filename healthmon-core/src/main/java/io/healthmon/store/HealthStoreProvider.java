package io.healthmon.store;

import io.healthmon.settings.Settings;
import java.util.Optional;

/**
 * Makes a store of the settings under {@code store}; found by {@link java.util.ServiceLoader}, on the class path and on
 * the module path.
 *
 * @since 0.1
 */
public interface HealthStoreProvider {

    /**
     * Makes a store.
     *
     * @param settings the group {@code store} of a configuration; what the provider does not ask for is refused
     * @return the store, or empty if the settings are meant for another provider
     * @throws io.healthmon.settings.SettingException if a setting cannot be used
     * @throws StoreException if the store cannot be opened, in words for the person who configured it
     */
    Optional<HealthStore> create(Settings settings);
}
