package io.healthmon;

import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import io.healthmon.store.HealthStore;
import io.healthmon.store.HealthStoreProvider;
import io.healthmon.store.InMemoryHealthStore;
import java.util.Collection;
import java.util.Optional;

/** A store that settings describe and that is opened last of all, when everything else has been found right. */
final class ConfiguredStore {

    private final Settings settings;
    private final Collection<? extends HealthStoreProvider> providers;

    ConfiguredStore(Settings settings, Collection<? extends HealthStoreProvider> providers) {
        this.settings = settings;
        this.providers = providers;
    }

    static ConfiguredStore of(Settings settings) {
        return new ConfiguredStore(settings, Providers.load(HealthStoreProvider.class, "a store provider"));
    }

    /** Opens the store by the first provider that the settings are meant for; {@code "type": "memory"} needs none. */
    HealthStore open() {
        if (settings.text("type").filter("memory"::equals).isPresent()) {
            return known(InMemoryHealthStore.create());
        }
        for (HealthStoreProvider provider : providers) {
            Optional<HealthStore> store = provider.create(settings);
            if (store.isPresent()) {
                return known(store.get());
            }
        }
        throw new SettingException(
                settings.path(),
                providers.isEmpty()
                        ? "needs a jar that brings a store; add healthmon-jdbc-store to the class path, or remove \"store\""
                                + " to keep results in memory"
                        : "fits no store on the class path; that of healthmon-jdbc-store wants a \"url\" that begins with"
                                + " \"jdbc:\", and \"type\": \"memory\" keeps results in memory");
    }

    private HealthStore known(HealthStore store) {
        try {
            settings.refuseUnknown();
            return store;
        } catch (SettingException unknown) {
            store.close();
            throw unknown;
        }
    }
}
