package io.healthmon;

import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.egress.TargetGuard;
import io.healthmon.json.Json;
import io.healthmon.json.JsonException;
import io.healthmon.secret.KnownSecrets;
import io.healthmon.secret.Redactor;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes integrations and their checks of definitions that somebody sent while the application runs: the one place where
 * settings from outside become a check. Safe for use by multiple threads.
 */
final class Workshop {

    private static final int LONGEST_NAME = 200;

    private final DefaultSettings defaults;
    private final OutsideChecks checks;
    private final Redactor redactor;

    private Workshop(DefaultSettings defaults, OutsideChecks checks, Redactor redactor) {
        this.defaults = defaults;
        this.checks = checks;
        this.redactor = redactor;
    }

    /**
     * Makes the workshop of a monitor, which takes types from the jars that the calling thread knows.
     *
     * @param known what no definition may hold, and no log show
     */
    static Workshop of(HealthMonitorBuilder setup, KnownSecrets known) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        OutsideChecks outside = new OutsideChecks(setup.guard, setup.secrets, known.unmistakable(), loader);
        return new Workshop(setup.defaults, outside, known.redactor());
    }

    /** Returns what judges where checks may be moved to. */
    TargetGuard guard() {
        return checks.guard();
    }

    /** Makes what a stored definition says. */
    Declaration make(String json) {
        return make(Json.readObject(json.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Makes what a definition says.
     *
     * @throws io.healthmon.settings.SettingException if a setting cannot be used, is not known, or must not come from
     *     outside
     */
    Declaration make(Map<String, ? extends @Nullable Object> definition) {
        ForeignSettings.requireAllowed(definition);
        Settings settings = checks.settings("", definition);
        Declaration declaration = Declaration.read(settings, defaults, this::check);
        try {
            settings.refuseUnknown();
        } catch (IllegalArgumentException unknown) {
            close(declaration.check());
            throw unknown;
        }
        return declaration;
    }

    private HealthCheck check(Settings settings, IntegrationBuilder draft) {
        try {
            return checks.check(settings, draft);
        } catch (IllegalStateException brokenJar) {
            throw new SettingException(settings.path("type"), String.valueOf(brokenJar.getMessage()));
        }
    }

    /** Closes a check that was made only to see that it can be. */
    void close(HealthCheck check) {
        ClosingOfChecks.close(check, redactor);
    }

    /**
     * Returns an integration that stands in for one that cannot be made here, with as much of its definition as can be
     * read.
     *
     * @param suffix what follows its name
     */
    Integration standIn(String id, String json, String suffix) {
        Map<String, @Nullable Object> definition = new LinkedHashMap<>();
        try {
            definition.putAll(Json.readObject(json.getBytes(StandardCharsets.UTF_8)));
        } catch (JsonException somebodyElsesText) {
            return Integration.named(id).id(id).build();
        }
        Object written = definition.get("name");
        String name = (written instanceof String text && !text.isBlank() ? text : id) + suffix;
        String bounded = name.length() <= LONGEST_NAME ? name : id;
        definition.put("id", id);
        try {
            IntegrationBuilder draft = Integration.named(bounded);
            defaults.apply(draft);
            return draft.settings(Settings.of(definition)).build();
        } catch (IllegalArgumentException unreadable) {
            return Integration.named(id).id(id).build();
        }
    }
}
