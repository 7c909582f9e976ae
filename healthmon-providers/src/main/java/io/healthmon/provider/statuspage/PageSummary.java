package io.healthmon.provider.statuspage;

import io.healthmon.check.HealthStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The summary of a page of Atlassian Statuspage, which incident.io copies with null in place of empty lists. */
final class PageSummary {

    private PageSummary() {}

    /** Reads what it says. */
    static PageReport read(Fields summary, PageAddress address) {
        Fields status = summary.group("status");
        return new PageReport(
                summary.group("page").text("name").orElse(address.page()),
                ofWord(status.raw("indicator").orElse("")),
                status.text("description").orElse("Trouble"),
                PageForm.STATUSPAGE,
                components(summary),
                open(summary, address),
                address.page());
    }

    private static Map<String, HealthStatus> components(Fields summary) {
        Map<String, HealthStatus> components = new HashMap<>();
        for (Fields component : summary.groups("components")) {
            if (!Boolean.TRUE.equals(component.values().get("group"))) {
                HealthStatus how = ofComponent(component.raw("status").orElse(""));
                names(component).forEach(name -> components.put(name, how));
            }
        }
        return components;
    }

    private static List<PageIncident> open(Fields summary, PageAddress address) {
        List<PageIncident> open = new ArrayList<>();
        for (Fields incident : summary.groups("incidents")) {
            if (PageForms.isOpen(incident.raw("status").orElse(""))) {
                String impact = incident.raw("impact").orElse("minor");
                open.add(incident(incident, ofWord(impact), impact.equals("maintenance"), address));
            }
        }
        for (Fields maintenance : summary.groups("scheduled_maintenances")) {
            if (PageForms.isOpen(maintenance.raw("status").orElse("scheduled"))) {
                open.add(incident(maintenance, HealthStatus.HEALTHY, true, address));
            }
        }
        return open;
    }

    private static PageIncident incident(
            Fields incident, HealthStatus severity, boolean maintenance, PageAddress address) {
        String state = incident.text("status").orElse("open").replace('_', ' ');
        return new PageIncident(
                incident.text("name").orElse(PageForms.UNNAMED),
                maintenance ? "maintenance " + state : state,
                severity,
                maintenance,
                address.link(incident.raw("shortlink")),
                incident.groups("components").stream()
                        .flatMap(PageSummary::names)
                        .collect(Collectors.toSet()));
    }

    private static Stream<String> names(Fields component) {
        return Stream.of("name", "id").flatMap(field -> component.raw(field).map(PageReport::key).stream());
    }

    /** Returns what an indicator or an impact means; one that is not known is no good news. */
    private static HealthStatus ofWord(String word) {
        return switch (word) {
            case "none", "maintenance" -> HealthStatus.HEALTHY;
            case "critical" -> HealthStatus.DOWN;
            default -> HealthStatus.DEGRADED;
        };
    }

    private static HealthStatus ofComponent(String status) {
        return switch (status) {
            case "operational", "under_maintenance" -> HealthStatus.HEALTHY;
            case "major_outage", "full_outage" -> HealthStatus.DOWN;
            default -> HealthStatus.DEGRADED;
        };
    }
}
