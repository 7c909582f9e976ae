package io.healthmon.http;

import io.healthmon.ManagedIntegrations.Managed;
import io.healthmon.check.Integration;
import io.healthmon.secret.Redactor;
import io.healthmon.settings.DurationText;
import io.healthmon.store.OperatorSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Renders what is set of an integration. */
final class ManagedJson {

    private ManagedJson() {}

    static Map<String, @Nullable Object> of(Managed managed, Sight sight, Redactor redactor) {
        Integration declared = managed.declared();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", declared.id());
        json.put("name", declared.name());
        json.put("type", declared.type());
        json.put("owner", declared.owner());
        json.put("created", managed.created());
        json.put("settings", of(managed.settings(), redactor));
        json.put("declared", of(OperatorSettings.of(declared), redactor));
        json.put("pausedUntil", Times.textOrNull(managed.settings().pausedUntil()));
        json.put("definition", managed.created() ? definition(managed, sight) : null);
        return json;
    }

    private static Map<String, @Nullable Object> definition(Managed managed, Sight sight) {
        Map<String, @Nullable Object> definition = new LinkedHashMap<>(managed.definition());
        definition.computeIfPresent(
                "dependsOn", (name, ids) -> sight.scope().isWhole() ? ids : sight.dependencies(managed.declared()));
        return definition;
    }

    /** People with SQL may have written anything. */
    private static Map<String, @Nullable Object> of(OperatorSettings settings, Redactor redactor) {
        String endpoint = settings.endpoint();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("endpoint", endpoint == null ? null : redactor.redact(endpoint));
        json.put("enabled", settings.enabled());
        json.put("interval", text(settings.interval()));
        json.put("timeout", text(settings.timeout()));
        json.put("failureThreshold", settings.failureThreshold());
        json.put("alertOnFailure", settings.alertOnFailure());
        json.put("alertEmail", List.copyOf(new TreeSet<>(settings.alertEmail())));
        return json;
    }

    private static @Nullable String text(@Nullable Duration duration) {
        return duration == null ? null : DurationText.format(duration);
    }
}
