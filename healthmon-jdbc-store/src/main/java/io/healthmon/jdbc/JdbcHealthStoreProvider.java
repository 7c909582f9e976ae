package io.healthmon.jdbc;

import io.healthmon.secret.Secret;
import io.healthmon.settings.Settings;
import io.healthmon.store.HealthStore;
import io.healthmon.store.HealthStoreProvider;
import java.util.Optional;

/**
 * Makes the store of settings such as {@code {"url": "jdbc:h2:file:./data/healthmon"}}: {@code url}, {@code user},
 * {@code password}, {@code migrate} and {@code required}. Made by {@link java.util.ServiceLoader}.
 *
 * @since 0.1
 */
public final class JdbcHealthStoreProvider implements HealthStoreProvider {

    /** Makes the provider. */
    public JdbcHealthStoreProvider() {}

    /**
     * Makes a store with a pool of its own, as {@link JdbcHealthStore#open} does.
     *
     * @return empty if {@code url} is not there or does not begin with {@code jdbc:}
     */
    @Override
    public Optional<HealthStore> create(Settings settings) {
        Optional<String> url = settings.text("url").filter(text -> text.startsWith("jdbc:"));
        if (url.isEmpty()) {
            return Optional.empty();
        }
        Secret password = settings.secret("password").orElse(Secret.of(""));
        JdbcHealthStoreBuilder builder =
                JdbcHealthStore.builder(url.get(), settings.text("user").orElse(""), password);
        settings.flag("migrate").ifPresent(builder::migrate);
        settings.flag("required").ifPresent(builder::required);
        return Optional.of(builder.build());
    }
}
