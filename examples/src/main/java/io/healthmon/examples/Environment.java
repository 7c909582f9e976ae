package io.healthmon.examples;

import io.healthmon.secret.Secret;
import io.healthmon.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The environment variables that the program understands; one that is set but blank counts as not set. */
final class Environment {

    private final Map<String, String> variables;
    private final Settings settings;

    Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
        Map<String, String> set = new TreeMap<>(variables);
        set.values().removeIf(String::isBlank);
        this.settings = Settings.of(set);
    }

    /** Returns all variables as they are, for {@code ${NAME}} in a configuration. */
    Map<String, String> variables() {
        return variables;
    }

    /** Returns the configuration file of {@code HEALTHMON_CONFIG}. */
    Optional<String> file() {
        return settings.text("HEALTHMON_CONFIG");
    }

    /** Returns the port of {@code HEALTHMON_PORT}, which wins over the configuration; 0 takes any that is free. */
    OptionalLong port() {
        return settings.number("HEALTHMON_PORT", 0, 65_535);
    }

    /** Returns the folder of files that no configuration names, {@code HEALTHMON_DATA}; {@code data} if it is not set. */
    Path data() {
        return settings.parsed("HEALTHMON_DATA", Path::of).orElse(Path.of("data"));
    }

    /** Returns {@code CRON_SECRET}, for a configuration that sets none. */
    Optional<Secret> cronSecret() {
        return settings.secret("CRON_SECRET");
    }

    /** Returns whether checks run, which {@code HEALTH_MONITORING_ENABLED=false} forbids. */
    boolean monitoringEnabled() {
        return settings.flag("HEALTH_MONITORING_ENABLED").orElse(true);
    }

    /** Returns whether {@code HEALTHMON_DEBUG} asks for stack traces; a value that is none counts as no. */
    boolean debug() {
        return settings.text("HEALTHMON_DEBUG").filter("true"::equalsIgnoreCase).isPresent();
    }
}
