package io.healthmon.spring;

import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.util.PlaceholderResolutionException;

/**
 * The properties below {@code healthmon} as the settings that a JSON configuration would be: names with dashes become
 * names in camel case, but for names that are free, such as those of headers and channels.
 */
final class HealthmonProperties {

    static final String PREFIX = "healthmon";

    /** The type of store that only Spring knows: one in the database of the application itself. */
    static final String TYPE_DATA_SOURCE = "datasource";

    private static final Set<String> SETTINGS_OF_DATA_SOURCE = Set.of("migrate", "required");

    private final Settings settings;
    private final Map<String, @Nullable Object> defaults;
    private final @Nullable Settings storeOfDataSource;

    private HealthmonProperties(Map<String, @Nullable Object> tree) {
        Map<String, @Nullable Object> store = group(tree, "store");
        if (isOfDataSource(store)) {
            tree.remove("store");
            this.storeOfDataSource = Settings.at(PREFIX + ".store", store);
        } else {
            this.storeOfDataSource = null;
        }
        this.defaults = group(tree, "defaults");
        this.settings = Settings.at(PREFIX, tree);
    }

    /**
     * Reads them.
     *
     * @throws SettingException if a placeholder cannot be resolved, or a list has a gap
     */
    static HealthmonProperties of(Environment environment) {
        PropertyTree tree = new PropertyTree();
        for (WrittenProperty property : WrittenProperties.in(environment)) {
            tree.put(property.steps(), value(property, environment));
        }
        // why: here and not by the builder, whose two settings are one
        tree.put(List.of("application", "version"), environment.getProperty("spring.application.version"));
        tree.put(List.of("application", "environment"), activeProfile(environment));
        HealthmonProperties properties = new HealthmonProperties(tree.toMap(PREFIX));
        properties.settings.flag("enabled");
        return properties;
    }

    /** Returns all of them; what was asked for is remembered there. */
    Settings settings() {
        return settings;
    }

    /** Returns what holds for every integration, to be read once more without making more names known. */
    Settings defaults() {
        return Settings.at(PREFIX + ".defaults", defaults);
    }

    /** Returns what is said of a store in the application's own database; empty when nothing is said of that one. */
    Optional<Settings> storeOfDataSource() {
        return Optional.ofNullable(storeOfDataSource);
    }

    /** Returns the settings of a bean, however its name is spelt there; without any, an empty group. */
    Settings ofBean(String beanName) {
        Settings checks = settings.group("checks");
        Optional<String> spelt = checks.names().stream()
                .filter(name -> SettingNames.letters(name).equals(SettingNames.letters(beanName)))
                .findFirst();
        return checks.group(spelt.orElse(beanName));
    }

    private static @Nullable String activeProfile(Environment environment) {
        return Stream.of(environment.getActiveProfiles()).findFirst().orElse(null);
    }

    /** Returns the value with its placeholders resolved: one that stayed in a secret would be a secret all can guess. */
    private static Object value(WrittenProperty property, Environment environment) {
        Object value = property.property().getValue();
        if (!(value instanceof CharSequence text)) {
            return value;
        }
        try {
            String resolved = environment.resolveRequiredPlaceholders(text.toString());
            return property.isList() && resolved.contains(",") ? words(resolved) : resolved;
        } catch (PlaceholderResolutionException unset) {
            // why: the exception's own message holds the value, and with it what else is secret there
            throw new SettingException(property.path() + ": \"" + unset.getPlaceholder()
                    + "\" is not set; set it, or write ${" + unset.getPlaceholder() + ":default} in its place");
        } catch (IllegalArgumentException unreadable) {
            throw new SettingException(property.path(), "has a \"${\" that is no placeholder; write ${name:default}");
        }
    }

    private static List<String> words(String text) {
        return Stream.of(text.split(",", -1))
                .map(String::trim)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static boolean isOfDataSource(Map<String, @Nullable Object> store) {
        return TYPE_DATA_SOURCE.equals(store.get("type"))
                || (!store.isEmpty() && SETTINGS_OF_DATA_SOURCE.containsAll(store.keySet()));
    }

    private static Map<String, @Nullable Object> group(Map<String, @Nullable Object> tree, String name) {
        Map<String, @Nullable Object> group = new LinkedHashMap<>();
        if (tree.get(name) instanceof Map<?, ?> values) {
            values.forEach((key, value) -> group.put(String.valueOf(key), value));
        }
        return group;
    }
}
