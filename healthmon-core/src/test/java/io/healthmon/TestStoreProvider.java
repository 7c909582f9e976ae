package io.healthmon;

import io.healthmon.settings.Settings;
import io.healthmon.store.HealthStore;
import io.healthmon.store.HealthStoreProvider;
import io.healthmon.store.InMemoryHealthStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Brings a store in memory for settings with a name under {@code test}, and remembers it by that name. */
public final class TestStoreProvider implements HealthStoreProvider {

    private static final Map<String, HealthStore> OPENED = new ConcurrentHashMap<>();

    static @Nullable HealthStore of(String name) {
        return OPENED.get(name);
    }

    @Override
    public Optional<HealthStore> create(Settings settings) {
        return settings.text("test").map(name -> {
            HealthStore store = InMemoryHealthStore.create();
            OPENED.put(name, store);
            return store;
        });
    }
}
