package io.healthmon.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.HealthMonitor;
import io.healthmon.http.ApiRequest;
import io.healthmon.http.HealthHandler;
import io.healthmon.json.Json;
import io.healthmon.secret.Secret;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpringPathsTest {

    private final HealthMonitor monitor = HealthMonitor.builder().build();
    private final HealthHandler handler =
            HealthHandler.builder(monitor).cronSecret(Secret.of("cron-secret")).build();
    private final HealthmonPaths paths = HealthmonPaths.of("", handler.paths());

    @AfterEach
    void close() {
        monitor.close();
    }

    @Test
    void everyDescribedPathButThePageIsTheMonitors() {
        Set<String> described = described();
        described.removeAll(HealthmonPaths.PAGE);

        assertThat(described).isNotEmpty().allSatisfy(path -> {
            assertThat(paths.contain(path)).isTrue();
            assertThat(paths.mappings()).contains(path);
        });
    }

    @Test
    void nothingIsTheMonitorsThatIsNotDescribed() {
        Set<String> described = described().stream()
                .filter(path -> !HealthmonPaths.PAGE.contains(path))
                .collect(Collectors.toSet());

        assertThat(paths.mappings()).containsExactlyInAnyOrderElementsOf(described);
    }

    @Test
    void thePageAndWhatAnswersFromMemoryAreRoutes() {
        assertThat(handler.paths()).containsAll(HealthmonPaths.PAGE).containsAll(HealthmonPaths.FROM_MEMORY);
    }

    @Test
    void whatOnlyBeginsLikeARouteIsTheApplications() {
        for (String path :
                new String[] {"/", "/page.css", "/healthy", "/health/", "/api", "/api/live/other", "/badge"}) {
            assertThat(paths.contain(path)).as(path).isFalse();
        }
    }

    @Test
    void theCronRoutesAreTheApplicationsWithoutASecret() {
        HealthHandler without = HealthHandler.builder(monitor).build();

        assertThat(paths.contain("/api/cron/cleanup-health-logs")).isTrue();
        assertThat(HealthmonPaths.of("", without.paths()).contain("/api/cron/cleanup-health-logs"))
                .isFalse();
    }

    private Set<String> described() {
        Map<String, Object> document = Json.readObject(
                handler.handle(ApiRequest.of("GET", "/api/openapi.json")).body());
        return ((Map<?, ?>) document.get("paths"))
                .keySet().stream()
                        .map(String::valueOf)
                        .map(path -> path.replaceAll("\\{.*", "*"))
                        .collect(Collectors.toCollection(TreeSet::new));
    }
}
