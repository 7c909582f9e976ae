package io.healthmon;

import io.healthmon.check.CheckType;
import io.healthmon.check.HealthCheckProvider;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The types of checks that configuration can name, by their names. */
final class CheckTypes {

    private final Map<String, CheckType> types = new TreeMap<>();
    private final Map<String, HealthCheckProvider> providers = new TreeMap<>();

    private CheckTypes() {}

    /** Finds the types of all providers on the class path or module path. */
    static CheckTypes load() {
        try {
            return of(ServiceLoader.load(HealthCheckProvider.class));
        } catch (ServiceConfigurationError broken) {
            throw new IllegalStateException(
                    "a check provider cannot be loaded: " + broken.getMessage() + "; mend or remove its jar", broken);
        }
    }

    static CheckTypes of(Iterable<? extends HealthCheckProvider> providers) {
        CheckTypes types = new CheckTypes();
        for (HealthCheckProvider provider : providers) {
            provider.types().forEach(type -> types.put(type, provider));
        }
        return types;
    }

    CheckType of(Settings settings) {
        String name = settings.text("type").filter(text -> !text.isBlank()).orElse("");
        if (name.isEmpty()) {
            throw new SettingException(settings.path("type"), "is missing; set \"type\" to " + known());
        }
        CheckType type = types.get(name);
        if (type == null) {
            throw settings.wrong("type", known());
        }
        return type;
    }

    private String known() {
        return types.isEmpty()
                ? "a check type that a jar on the class path brings; none does"
                : "one of " + String.join(", ", types.keySet());
    }

    private void put(CheckType type, HealthCheckProvider provider) {
        HealthCheckProvider other = providers.putIfAbsent(type.name(), provider);
        if (other != null) {
            throw new IllegalStateException("the check type \"" + type.name() + "\" is brought by both "
                    + other.getClass().getName() + " and " + provider.getClass().getName()
                    + "; remove one of their jars");
        }
        types.put(type.name(), type);
    }
}
