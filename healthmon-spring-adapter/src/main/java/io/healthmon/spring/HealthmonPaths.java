package io.healthmon.spring;

import io.healthmon.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which paths of the application are the monitor's: its own routes one by one, so that the application's root and
 * everything else stay untouched; with a base path, everything below that, and the page too.
 *
 * @param basePath empty, or as {@code /ops/health}, without a slash at its end
 * @param everything whether the whole server is the monitor's
 */
record HealthmonPaths(String basePath, boolean everything) {

    private static final List<String> ROUTES = List.of(
            "/health",
            "/health/live",
            "/health/ready",
            "/api/health",
            "/api/integrations",
            "/api/live",
            "/api/metrics",
            "/api/reports",
            "/api/openapi.json",
            "/api/admin/integrations/health",
            "/api/admin/audit",
            "/metrics");
    private static final List<String> FAMILIES =
            List.of("/api/integrations/", "/api/live/", "/api/cron/", "/api/heartbeats/", "/badge/");

    private static final Set<String> FROM_MEMORY = Set.of("/health", "/health/live", "/health/ready", "/api/health");

    static HealthmonPaths of(HealthmonProperties properties) {
        Settings server = properties.settings().group("server");
        String basePath = server.text("basePath").orElse("").trim();
        String plain = basePath.endsWith("/") ? basePath.substring(0, basePath.length() - 1) : basePath;
        return new HealthmonPaths(plain, basePath.equals("/"));
    }

    /** Returns them as mappings of a servlet. */
    String[] mappings() {
        if (everything) {
            return new String[] {"/*"};
        }
        if (!basePath.isEmpty()) {
            return new String[] {basePath + "/*"};
        }
        List<String> mappings = new ArrayList<>(ROUTES);
        FAMILIES.forEach(family -> mappings.add(family + "*"));
        return mappings.toArray(String[]::new);
    }

    /** Returns whether a path of the application is the monitor's. */
    boolean contain(String path) {
        if (everything) {
            return true;
        }
        if (!basePath.isEmpty()) {
            return path.equals(basePath) || path.startsWith(basePath + "/");
        }
        return ROUTES.contains(path) || FAMILIES.stream().anyMatch(path::startsWith);
    }

    /** Returns whether a path that is the monitor's is answered from memory, without waiting for anything. */
    boolean isFromMemory(String path) {
        return FROM_MEMORY.contains(path.substring(basePath.length()));
    }
}
