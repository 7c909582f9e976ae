package io.healthmon;

import io.healthmon.check.CheckType;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The integrations of a configuration on their way into the builder. */
final class DeclaredIntegrations {

    private final DefaultSettings defaults;
    private final HealthMonitorBuilder builder;

    /** Where an id, or a name of an owner, stands that was already seen. */
    private final Map<List<String>, String> seen = new HashMap<>();

    DeclaredIntegrations(DefaultSettings defaults, HealthMonitorBuilder builder) {
        this.defaults = defaults;
        this.builder = builder;
    }

    void addAll(Settings root) {
        List<Settings> declarations = root.groups("integrations");
        if (!declarations.isEmpty()) {
            ProvidedTypes<CheckType> types = ProvidedTypes.ofChecks();
            declarations.forEach(settings -> add(settings, types));
        }
    }

    private void add(Settings settings, ProvidedTypes<CheckType> types) {
        String name = settings.requireText("name");
        IntegrationBuilder draft = at(settings.path("name"), () -> Integration.named(name));
        defaults.apply(draft);
        CheckType type = types.of(settings);
        HealthCheck check = at(settings.path(), () -> type.factory().create(settings, draft));
        draft.settings(settings);
        String named = settings.has("id") ? "id" : "name";
        Integration integration = at(settings.path(named), draft::build);
        refuseTwice(settings, "name", "name", List.of(name, String.valueOf(integration.owner())));
        refuseTwice(settings, named, "id", List.of(integration.id()));
        at(settings.path(named), () -> builder.add(integration, check));
    }

    /** Refuses here what the builder would refuse too, to name both places. */
    private void refuseTwice(Settings settings, String setting, String what, List<String> key) {
        String earlier = seen.putIfAbsent(key, settings.path());
        if (earlier != null) {
            String wayOut = what.equals("id") ? "set another \"id\"" : "choose another name";
            throw new SettingException(
                    settings.path(setting),
                    "\"" + key.get(0) + "\" is the " + what + " of " + earlier + " too; " + wayOut);
        }
    }

    private static <T> T at(String path, Supplier<T> step) {
        try {
            return step.get();
        } catch (SettingException located) {
            throw located;
        } catch (IllegalArgumentException refused) {
            throw new SettingException(path, String.valueOf(refused.getMessage()));
        }
    }
}
