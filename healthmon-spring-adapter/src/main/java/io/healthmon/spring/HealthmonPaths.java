package io.healthmon.spring;

import io.healthmon.http.HealthHandler;
import io.healthmon.settings.Settings;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which paths of the application are the monitor's: those of its routes, and what is below where these are open, so that the
 * application's root and everything else stay untouched; with a base path, everything below that, and the page too.
 *
 * @param basePath empty, or as {@code /ops/health}, without a slash at its end
 * @param everything whether the whole server is the monitor's
 * @param exact the paths that are the monitor's one by one
 * @param families the beginnings of the others, with a slash at their ends
 */
record HealthmonPaths(String basePath, boolean everything, Set<String> exact, Set<String> families) {

    /** The page, which would take the application's root. */
    static final Set<String> PAGE = Set.of("/", "/page.css", "/page.js", "/page/*");

    /** What is answered from memory, without waiting for anything. */
    static final Set<String> FROM_MEMORY = Set.of("/health", "/health/live", "/health/ready", "/api/health");

    private static final String OPEN = "*";

    static HealthmonPaths of(HealthmonProperties properties, HealthHandler handler) {
        Settings server = properties.settings().group("server");
        return of(server.text("basePath").orElse("").trim(), handler.paths());
    }

    /**
     * Returns the paths of an application.
     *
     * @param basePath as it is set
     * @param routes the paths of the routes, with an asterisk for each segment that may be anything
     */
    static HealthmonPaths of(String basePath, Collection<String> routes) {
        String plain = basePath.endsWith("/") ? basePath.substring(0, basePath.length() - 1) : basePath;
        Set<String> families = routes.stream()
                .filter(route -> route.contains(OPEN) && !PAGE.contains(route))
                .map(route -> route.substring(0, route.indexOf(OPEN)))
                .collect(Collectors.toUnmodifiableSet());
        Set<String> exact = routes.stream()
                .filter(route -> !route.contains(OPEN) && !PAGE.contains(route))
                .collect(Collectors.toUnmodifiableSet());
        return new HealthmonPaths(plain, basePath.equals("/"), exact, families);
    }

    /** Returns them as mappings of a servlet. */
    String[] mappings() {
        if (everything) {
            return new String[] {"/*"};
        }
        if (!basePath.isEmpty()) {
            return new String[] {basePath + "/*"};
        }
        return Stream.concat(exact.stream(), families.stream().map(family -> family + OPEN))
                .collect(Collectors.toCollection(TreeSet::new))
                .toArray(String[]::new);
    }

    /** Returns whether a path of the application is the monitor's. */
    boolean contain(String path) {
        if (everything) {
            return true;
        }
        if (!basePath.isEmpty()) {
            return path.equals(basePath) || path.startsWith(basePath + "/");
        }
        return exact.contains(path) || families.stream().anyMatch(path::startsWith);
    }

    /** Returns whether a path that is the monitor's is answered from memory, without waiting for anything. */
    boolean isFromMemory(String path) {
        return FROM_MEMORY.contains(path.substring(basePath.length()));
    }
}
