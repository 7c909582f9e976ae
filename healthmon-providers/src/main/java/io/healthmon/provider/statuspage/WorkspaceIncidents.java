package io.healthmon.provider.statuspage;

import io.healthmon.check.HealthStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The incidents of Google Workspace, past and present. */
final class WorkspaceIncidents {

    private WorkspaceIncidents() {}

    /** Reads them; empty when it is a list of something else. */
    static Optional<PageReport> read(List<?> list, PageAddress address) {
        List<Fields> incidents = Fields.groups(list);
        boolean foreign = incidents.size() < list.size()
                || incidents.stream().anyMatch(incident -> !incident.values().containsKey("status_impact"));
        if (foreign) {
            return Optional.empty();
        }
        List<PageIncident> open = incidents.stream()
                .filter(WorkspaceIncidents::isOpen)
                .map(incident -> incident(incident, address))
                .toList();
        return Optional.of(new PageReport(
                "Google Workspace", HealthStatus.HEALTHY, "", PageForm.WORKSPACE, Map.of(), open, address.page()));
    }

    private static boolean isOpen(Fields incident) {
        boolean ended = incident.text("end").isPresent();
        return !ended
                && !incident.group("most_recent_update")
                        .raw("status")
                        .orElse("")
                        .equals("AVAILABLE");
    }

    private static PageIncident incident(Fields incident, PageAddress address) {
        String impact = incident.group("most_recent_update")
                .raw("status")
                .or(() -> incident.raw("status_impact"))
                .orElse("");
        Set<String> products = new HashSet<>();
        incident.groups("affected_products")
                .forEach(product -> Stream.of("title", "id")
                        .flatMap(field -> product.raw(field).stream())
                        .forEach(name -> products.add(PageReport.key(name))));
        Stream.of("service_name", "service_key")
                .flatMap(field -> incident.raw(field).stream())
                .forEach(name -> products.add(PageReport.key(name)));
        return new PageIncident(
                title(incident),
                impact.toLowerCase(Locale.ROOT).replace('_', ' '),
                switch (impact) {
                    case "SERVICE_INFORMATION" -> HealthStatus.HEALTHY;
                    case "SERVICE_OUTAGE" -> HealthStatus.DOWN;
                    default -> HealthStatus.DEGRADED;
                },
                false,
                address.below(incident.raw("uri")),
                products);
    }

    /** Returns the first line of a description, which may be set off by a heading. */
    private static String title(Fields incident) {
        String description = incident.raw("external_desc").orElse("");
        String plain = description
                .replaceFirst("^\\s*\\*\\*(Title|Summary):?\\*\\*:?\\s*", "")
                .strip();
        String first = plain.lines().findFirst().orElse("");
        return Fields.of(Map.of("title", first)).text("title").orElse(PageForms.UNNAMED);
    }
}
