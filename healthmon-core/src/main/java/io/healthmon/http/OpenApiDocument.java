package io.healthmon.http;

import io.healthmon.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The description of the routes after OpenAPI 3.1, put together from a base and one fragment for each feature, which
 * stand beside each other on the class path. It describes the routes that are there, and no others.
 */
final class OpenApiDocument {

    /** The fragments, in the order in which their paths are listed. */
    static final List<String> FRAGMENTS = List.of(
            "health",
            "integrations",
            "history",
            "reports",
            "live",
            "metrics",
            "heartbeats",
            "observation",
            "administration",
            "cron",
            "pages");

    private static final String PATHS = "paths";
    private static final String COMPONENTS = "components";
    private static final Set<String> SHARED = Set.of("parameters", "summary", "description");

    private final Map<String, @Nullable Object> document;

    private OpenApiDocument(Map<String, @Nullable Object> document) {
        this.document = document;
    }

    /** Returns the description of these routes. */
    static OpenApiDocument of(Collection<Route> routes) {
        OpenApiDocument whole = merge(
                read("base"), FRAGMENTS.stream().map(OpenApiDocument::read).toList());
        whole.keepOnly(routes.stream()
                .map(route -> operation(route.method(), "/" + String.join("/", route.pattern())))
                .collect(Collectors.toUnmodifiableSet()));
        return whole;
    }

    /**
     * Returns a base with the paths and components of fragments.
     *
     * @throws IllegalStateException if something is described twice, naming it
     */
    static OpenApiDocument merge(Map<String, @Nullable Object> base, List<Map<String, @Nullable Object>> fragments) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(base);
        for (String section : List.of(PATHS, COMPONENTS)) {
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            addAll(all, base, section);
            fragments.forEach(fragment -> addAll(all, fragment, section));
            merged.put(section, all);
        }
        return new OpenApiDocument(merged);
    }

    /** Returns the document as JSON. */
    byte[] json() {
        return Json.write(document);
    }

    /** Adds what stands two levels below a section: the operations of paths, and components by their kind. */
    private static void addAll(Map<String, @Nullable Object> all, Map<String, @Nullable Object> from, String section) {
        object(from, section).forEach((group, members) -> {
            Map<String, @Nullable Object> known = new LinkedHashMap<>(object(all, group));
            object(members).forEach((name, member) -> {
                if (known.putIfAbsent(name, member) != null) {
                    throw new IllegalStateException("OpenAPI: " + section + " describe " + group + " " + name
                            + " twice; keep it in one fragment");
                }
            });
            all.put(group, known);
        });
    }

    private void keepOnly(Set<String> operations) {
        Map<String, @Nullable Object> paths = object(document, PATHS);
        paths.replaceAll((path, item) -> {
            Map<String, @Nullable Object> kept = new LinkedHashMap<>(object(item));
            kept.keySet().removeIf(key -> !SHARED.contains(key) && !operations.contains(operation(key, path)));
            return kept;
        });
        paths.values().removeIf(item -> SHARED.containsAll(object(item).keySet()));
    }

    /** Returns what a route and its description have in common, whatever the places in the path are called. */
    private static String operation(String method, String path) {
        return method.toUpperCase(Locale.ROOT) + " " + path.replaceAll("\\{[^/]*}", "*");
    }

    private static Map<String, @Nullable Object> object(Map<String, @Nullable Object> parent, String name) {
        return object(parent.getOrDefault(name, Map.of()));
    }

    @SuppressWarnings("unchecked") // what Json reads has texts for names
    private static Map<String, @Nullable Object> object(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw new IllegalStateException("OpenAPI: there is " + value + " in the place of an object");
    }

    private static Map<String, @Nullable Object> read(String name) {
        try (InputStream in = OpenApiDocument.class.getResourceAsStream("openapi/" + name + ".json")) {
            if (in == null) {
                throw new IllegalStateException("the file openapi/" + name + ".json is missing from the jar");
            }
            return Json.readObject(in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
