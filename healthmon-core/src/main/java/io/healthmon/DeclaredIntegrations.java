package io.healthmon;

import io.healthmon.check.CheckType;
import io.healthmon.check.Integration;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        Declaration declared =
                Declaration.read(settings, defaults, (read, draft) -> ProvidedTypes.make(types, read, draft));
        Integration integration = declared.integration();
        String named = Declaration.naming(settings);
        refuseTwice(settings, "name", "name", List.of(integration.name(), String.valueOf(integration.owner())));
        refuseTwice(settings, named, "id", List.of(integration.id()));
        Declaration.at(settings.path(named), () -> builder.add(integration, declared.check()));
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
}
