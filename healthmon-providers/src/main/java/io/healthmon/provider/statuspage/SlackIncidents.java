package io.healthmon.provider.statuspage;

import io.healthmon.check.HealthStatus;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What Slack says is going on. */
final class SlackIncidents {

    private SlackIncidents() {}

    /** Reads it. */
    static PageReport read(Fields current, PageAddress address) {
        List<PageIncident> open = current.groups("active_incidents").stream()
                .filter(incident -> PageForms.isOpen(incident.raw("status").orElse("active")))
                .map(incident -> incident(incident, address))
                .toList();
        boolean unexplained =
                open.isEmpty() && !current.raw("status").orElse("ok").equals("ok");
        return new PageReport(
                "Slack",
                unexplained ? HealthStatus.DEGRADED : HealthStatus.HEALTHY,
                PageForms.UNNAMED,
                PageForm.SLACK,
                Map.of(),
                open,
                address.page());
    }

    private static PageIncident incident(Fields incident, PageAddress address) {
        String type = incident.text("type").orElse("incident");
        return new PageIncident(
                incident.text("title").orElse(PageForms.UNNAMED),
                type + " " + incident.text("status").orElse("active"),
                switch (type) {
                    case "notice" -> HealthStatus.HEALTHY;
                    case "outage" -> HealthStatus.DOWN;
                    default -> HealthStatus.DEGRADED;
                },
                false,
                address.link(incident.raw("url")),
                incident.texts("services").stream().map(PageReport::key).collect(Collectors.toSet()));
    }
}
