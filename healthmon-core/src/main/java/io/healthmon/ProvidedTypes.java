package io.healthmon;

import io.healthmon.channel.AlertChannelProvider;
import io.healthmon.channel.ChannelType;
import io.healthmon.check.CheckType;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthCheckProvider;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.check.composed.ComposedChecks;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The types of one kind that configuration can name, by their names.
 *
 * @param <T> the kind
 */
final class ProvidedTypes<T> {

    private final String kind;
    private final Map<String, T> types = new TreeMap<>();
    private final Map<String, Object> providers = new TreeMap<>();

    private ProvidedTypes(String kind) {
        this.kind = kind;
    }

    static ProvidedTypes<CheckType> ofChecks() {
        return ofChecks(Providers.load(HealthCheckProvider.class, "a check provider"));
    }

    static ProvidedTypes<CheckType> ofChecks(Collection<? extends HealthCheckProvider> providers) {
        ProvidedTypes<CheckType> types = of("check type", providers, HealthCheckProvider::types, CheckType::name);
        if (types.types.isEmpty()) {
            return types;
        }
        ComposedChecks composed = new ComposedChecks((settings, draft) -> make(types, settings, draft));
        composed.types().forEach(type -> types.put(type.name(), type, composed));
        return types;
    }

    static ProvidedTypes<ChannelType> ofChannels() {
        return ofChannels(Providers.load(AlertChannelProvider.class, "a channel provider"));
    }

    static ProvidedTypes<ChannelType> ofChannels(Collection<? extends AlertChannelProvider> providers) {
        return of("channel type", providers, AlertChannelProvider::types, ChannelType::name);
    }

    private static <P, T> ProvidedTypes<T> of(
            String kind,
            Collection<? extends P> providers,
            Function<P, Collection<T>> typesOf,
            Function<T, String> nameOf) {
        ProvidedTypes<T> types = new ProvidedTypes<>(kind);
        for (P provider : providers) {
            typesOf.apply(provider).forEach(type -> types.put(nameOf.apply(type), type, provider));
        }
        return types;
    }

    /** Returns the type that a group of settings names. */
    T of(Settings settings) {
        String name = settings.text("type").filter(text -> !text.isBlank()).orElse("");
        if (name.isEmpty()) {
            throw new SettingException(settings.path("type"), "is missing; set \"type\" to " + known());
        }
        T type = types.get(name);
        if (type == null) {
            throw settings.wrong("type", known());
        }
        return type;
    }

    /** Makes the check of the type that its settings name. */
    static HealthCheck make(ProvidedTypes<CheckType> types, Settings settings, IntegrationBuilder draft) {
        return types.of(settings).factory().create(settings, draft);
    }

    private String known() {
        return types.isEmpty()
                ? "a " + kind + " that a jar on the class path brings; none does"
                : "one of " + String.join(", ", types.keySet());
    }

    private void put(String name, T type, Object provider) {
        Object other = providers.putIfAbsent(name, provider);
        if (other != null) {
            throw new IllegalStateException("the " + kind + " \"" + name + "\" is brought by both "
                    + other.getClass().getName() + " and " + provider.getClass().getName()
                    + "; remove one of their jars");
        }
        types.put(name, type);
    }
}
