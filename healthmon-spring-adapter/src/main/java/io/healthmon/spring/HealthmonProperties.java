package io.healthmon.spring;

import io.healthmon.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The properties below {@code healthmon} as the settings that a JSON configuration would be: names with dashes become
 * names in camel case, but for names that are free, such as those of headers and channels.
 */
record HealthmonProperties(Settings settings) {

    static final String PREFIX = "healthmon";

    /** Groups whose names are the user's own and stay as they are. */
    private static final Set<String> FREE = Set.of("channels", "checks", "header", "headers", "json", "providers");

    private static final Pattern DASHED = Pattern.compile("-([a-z0-9])");

    /** Groups that an environment variable may add to; others of its names may be meant for somebody else. */
    private static final Set<String> KNOWN = Set.of(
            "alerts",
            "application",
            "channels",
            "checks",
            "concurrency",
            "defaults",
            "enabled",
            "integrations",
            "retention",
            "security",
            "server",
            "store");

    static HealthmonProperties of(ConfigurableEnvironment environment) {
        Map<String, Object> bound = new LinkedHashMap<>(bound(environment));
        // why: Kubernetes sets HEALTHMON_PORT and the like beside every pod, if a service of that name is there
        Set<String> elsewhere = environment.getPropertySources().stream()
                .filter(source -> !(source instanceof SystemEnvironmentPropertySource))
                .filter(EnumerablePropertySource.class::isInstance)
                .flatMap(source -> Stream.of(((EnumerablePropertySource<?>) source).getPropertyNames()))
                .filter(name -> name.startsWith(PREFIX + "."))
                .map(name -> name.substring(PREFIX.length() + 1).split("[.\\[]", 2)[0])
                .collect(Collectors.toSet());
        bound.keySet().removeIf(name -> !KNOWN.contains(name) && !elsewhere.contains(name));
        return new HealthmonProperties(Settings.at(PREFIX, group(bound, false)));
    }

    private static Map<String, Object> bound(ConfigurableEnvironment environment) {
        return Binder.get(environment)
                .bind(PREFIX, Bindable.mapOf(String.class, Object.class))
                .orElseGet(Map::of);
    }

    private static Map<String, @Nullable Object> group(Map<?, ?> bound, boolean free) {
        Map<String, @Nullable Object> group = new LinkedHashMap<>();
        bound.forEach((key, value) -> {
            String name = String.valueOf(key);
            group.put(free ? name : camelCase(name), value(value, !free && FREE.contains(name)));
        });
        return group;
    }

    private static @Nullable Object value(@Nullable Object value, boolean free) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<String, @Nullable Object> group = group(map, free);
        return free ? group : listIfNumbered(group);
    }

    /** Returns a list for a group whose names are 0, 1, 2 and so on, which is how the binder shows one. */
    private static Object listIfNumbered(Map<String, @Nullable Object> group) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int index = 0; index < group.size(); index++) {
            String name = String.valueOf(index);
            if (!group.containsKey(name)) {
                return group;
            }
            list.add(group.get(name));
        }
        return list.isEmpty() ? group : list;
    }

    private static String camelCase(String name) {
        return DASHED.matcher(name).replaceAll(dash -> dash.group(1).toUpperCase(Locale.ROOT));
    }
}
