package io.healthmon;

import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import io.healthmon.store.OperatorSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which of what operators can change is changed, and to what.
 *
 * @param names the settings that are changed
 * @param values their values, among others
 */
record SettingsPatch(Set<String> names, OperatorSettings values) {

    private static final List<String> CHANGEABLE =
            List.of("endpoint", "enabled", "interval", "timeout", "failureThreshold", "alertOnFailure", "alertEmail");

    /** What an integration that was created is, for good. */
    private static final List<String> FIXED = List.of("id", "type", "owner", "endpoint");

    /** What stands for the endpoint in definitions. */
    private static final Set<String> TARGET = Set.of("url", "host", "port");

    /**
     * Reads a patch of an integration that the application declares by itself.
     *
     * @param check its check, which may be asked to move
     * @param workshop judges where to, and closes what was made only to see that it can be
     * @throws SettingException if a setting cannot be used, or not be changed
     */
    static SettingsPatch read(
            Map<String, ? extends @Nullable Object> patch, Integration declared, HealthCheck check, Workshop workshop) {
        refuse(
                patch,
                patch.keySet().stream()
                        .filter(name -> !CHANGEABLE.contains(name))
                        .toList(),
                "change " + String.join(", ", CHANGEABLE));
        Map<String, @Nullable Object> there = new LinkedHashMap<>(patch);
        Object endpoint = there.remove("endpoint");
        IntegrationBuilder draft = declared.toBuilder().settings(Settings.of(there));
        if (endpoint != null) {
            String address = Settings.of(patch).requireText("endpoint");
            requireReachable(check, address, workshop);
            draft.endpoint(address);
        }
        return new SettingsPatch(Set.copyOf(patch.keySet()), OperatorSettings.of(draft.build()));
    }

    /** Makes a patch that resets what was edited of settings that are declared anew. */
    static SettingsPatch reset(Set<String> names, OperatorSettings declared) {
        boolean moved = names.stream().anyMatch(TARGET::contains);
        Set<String> all = names.stream().collect(Collectors.toSet());
        if (moved) {
            all.add("endpoint");
        }
        return new SettingsPatch(all, declared);
    }

    /**
     * Refuses to change what an integration that was created is for good.
     *
     * @throws SettingException if the patch names such a setting
     */
    static void requireChangeable(Map<String, ? extends @Nullable Object> patch) {
        refuse(
                patch,
                FIXED.stream().filter(patch::containsKey).toList(),
                patch.containsKey("endpoint")
                        ? "change \"url\", or \"host\" and \"port\""
                        : "create another integration");
    }

    private static void refuse(Map<String, ? extends @Nullable Object> patch, List<String> names, String wayOut) {
        if (!names.isEmpty()) {
            Settings shown = Settings.of(patch);
            String others = names.stream().skip(1).limit(5).map(shown::path).collect(Collectors.joining(", "));
            throw new SettingException(
                    shown.path(names.get(0)),
                    "cannot be changed" + (others.isEmpty() ? "" : ", nor can " + others) + "; " + wayOut);
        }
    }

    private static void requireReachable(HealthCheck check, String endpoint, Workshop workshop) {
        if (!(check instanceof HealthCheck.Movable movable)) {
            throw new SettingException("endpoint", "cannot be changed: its check cannot be moved to another address");
        }
        try {
            HealthCheck moved = MovedCheck.guarded(check, movable.withEndpoint(endpoint), workshop.guard());
            if (moved != check) {
                workshop.close(moved);
            }
        } catch (IllegalArgumentException refused) {
            throw new SettingException("endpoint", String.valueOf(refused.getMessage()));
        }
    }

    /** Returns settings of which those that are named have the values of this patch. */
    OperatorSettings applyTo(OperatorSettings settings) {
        return new OperatorSettings(
                named("endpoint") ? values.endpoint() : settings.endpoint(),
                named("enabled") ? values.enabled() : settings.enabled(),
                named("interval") || named("cron") ? values.interval() : settings.interval(),
                named("timeout") ? values.timeout() : settings.timeout(),
                named("failureThreshold") ? values.failureThreshold() : settings.failureThreshold(),
                named("alertOnFailure") ? values.alertOnFailure() : settings.alertOnFailure(),
                named("alertEmail") ? values.alertEmail() : settings.alertEmail(),
                settings.pausedUntil());
    }

    private boolean named(String name) {
        return names.contains(name);
    }
}
