package io.healthmon.http;

import io.healthmon.Flag;
import io.healthmon.HealthMonitor;
import io.healthmon.IntegrationHealth;
import io.healthmon.check.HealthStatus;
import io.healthmon.report.RoundedPercentage;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Badges of integrations that everybody may see; of others nothing tells even that they exist. */
final class BadgeRoutes {

    private static final String SUFFIX = ".svg";
    private static final int LONGEST_LABEL = 60;
    private static final String STATUS = "status";
    private static final String UPTIME = "uptime";
    private static final double GOOD = 99;
    private static final double FAIR = 95;

    /** A picture may be shown on any site, and never runs anything, even where it is opened as a page of its own. */
    private static final Map<String, String> HEADERS = headers();

    private final HealthMonitor monitor;

    BadgeRoutes(HealthMonitor monitor) {
        this.monitor = monitor;
    }

    List<Route> routes() {
        return List.of(Route.open("GET", "/badge/*", this::badge));
    }

    private ApiResponse badge(Call call) {
        IntegrationHealth health =
                find(call.argument()).orElseThrow(() -> ProblemException.notFound("There is nothing here."));
        Parameters parameters = call.parameters();
        String label = parameters
                .single("label")
                .map(BadgeRoutes::allowed)
                .orElse(health.integration().name());
        boolean uptime =
                parameters.choice("metric", STATUS, List.of(STATUS, UPTIME)).equals(UPTIME);
        byte[] svg = (uptime ? uptime(label, health) : status(label, health)).getBytes(StandardCharsets.UTF_8);
        return Etags.answer(call.request(), svg, HEADERS);
    }

    private Optional<IntegrationHealth> find(String file) {
        return file.endsWith(SUFFIX)
                ? monitor.find(file.substring(0, file.length() - SUFFIX.length()))
                        .filter(health -> health.integration().visibleToAll())
                : Optional.empty();
    }

    private static String allowed(String label) {
        if (label.length() > LONGEST_LABEL) {
            throw ProblemException.badParameter("label", "use at most " + LONGEST_LABEL + " characters");
        }
        return label;
    }

    private static String status(String label, IntegrationHealth health) {
        if (!health.counts()) {
            return Badge.svg(label, health.is(Flag.DISABLED) ? "disabled" : "paused", Badge.Colour.GREY);
        }
        HealthStatus status = health.status();
        return Badge.svg(
                label,
                status.label(),
                switch (status) {
                    case HEALTHY -> Badge.Colour.GREEN;
                    case DEGRADED -> Badge.Colour.AMBER;
                    case DOWN -> Badge.Colour.RED;
                    case UNKNOWN -> Badge.Colour.GREY;
                });
    }

    private String uptime(String label, IntegrationHealth health) {
        Double uptime =
                RoundedPercentage.of(monitor.uptime30Days(health.integration().id()));
        if (uptime == null) {
            return Badge.svg(label, "no data", Badge.Colour.GREY);
        }
        return Badge.svg(
                label,
                uptime + " % in 30 days",
                uptime >= GOOD ? Badge.Colour.GREEN : uptime >= FAIR ? Badge.Colour.AMBER : Badge.Colour.RED);
    }

    private static Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>(DefaultHeaders.SAFE);
        headers.put("Content-Type", "image/svg+xml; charset=utf-8");
        headers.put("Cache-Control", "no-cache");
        headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
        headers.put("Cross-Origin-Resource-Policy", "cross-origin");
        return Map.copyOf(headers);
    }
}
