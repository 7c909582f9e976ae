package io.healthmon.provider.statuspage;

import io.healthmon.check.HealthStatus;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a status page says now.
 *
 * @param name whose page it is
 * @param indicator what it says of the whole, apart from what is going on
 * @param description its words for that
 * @param form what kind of page it is
 * @param components how each component is, by name in lower case; empty where the page does not tell
 * @param open what is going on, worst first
 * @param link where people look at it
 */
record PageReport(
        String name,
        HealthStatus indicator,
        String description,
        PageForm form,
        Map<String, HealthStatus> components,
        List<PageIncident> open,
        String link) {

    PageReport {
        components = Map.copyOf(components);
        open = open.stream().sorted(PageIncident.BY_WEIGHT).toList();
    }

    /** Returns how it is: the worst of the whole and of what is going on, since the former alone may lie. */
    HealthStatus status() {
        return open.stream().map(PageIncident::severity).reduce(indicator, HealthStatus::worse);
    }

    /** Returns what the page says of some components alone, by names or ids; of none, the same. */
    PageReport about(Collection<String> some) {
        if (some.isEmpty()) {
            return this;
        }
        Map<String, HealthStatus> those = new TreeMap<>();
        some.forEach(component -> {
            HealthStatus known = components.get(key(component));
            if (known != null) {
                those.put(component, known);
            }
        });
        HealthStatus worst = those.values().stream().reduce(HealthStatus.HEALTHY, HealthStatus::worse);
        String ill = String.join(
                ", ",
                those.keySet().stream()
                        .filter(component -> those.get(component) == worst)
                        .toList());
        List<PageIncident> touching =
                open.stream().filter(incident -> incident.touches(some)).toList();
        return new PageReport(name, worst, "trouble with " + ill, form, those, touching, link);
    }

    /**
     * Returns those of some components of which nothing is known, as the page does not have them; none where it is of a form
     * that lists no components, or lists none although something harmful is going on that concerns all.
     */
    List<String> unknown(Collection<String> some) {
        boolean lists = form == PageForm.STATUSPAGE;
        boolean harmed = components.isEmpty() && open.stream().anyMatch(PageIncident::harmsAll);
        if (!lists || harmed) {
            return List.of();
        }
        return some.stream()
                .filter(component -> !components.containsKey(key(component)))
                .toList();
    }

    /** Returns the first of what it says is wrong or going on; empty when all is well. */
    Optional<PageIncident> worst() {
        Optional<PageIncident> first = open.stream().findFirst();
        boolean explains = first.isPresent() && first.get().severity().compareTo(indicator) <= 0;
        return explains || indicator == HealthStatus.HEALTHY ? first : Optional.of(ofIndicator());
    }

    private PageIncident ofIndicator() {
        return new PageIncident(description, indicator.label(), indicator, false, link, Set.of());
    }

    /** Returns everything that is going on, after what the whole says where nothing of it explains that. */
    List<PageIncident> all() {
        return Stream.concat(worst().filter(worst -> !open.contains(worst)).stream(), open.stream())
                .toList();
    }

    /** Returns a name as components are compared. */
    static String key(String component) {
        return component.strip().toLowerCase(Locale.ROOT);
    }
}
