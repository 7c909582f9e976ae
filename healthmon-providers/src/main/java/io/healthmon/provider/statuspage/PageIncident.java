package io.healthmon.provider.statuspage;

import io.healthmon.check.HealthStatus;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;

/**
 * Something that a page says is going on.
 *
 * @param title what
 * @param state how far it is, such as investigating
 * @param severity what it makes the service; healthy where it only informs, and for maintenance
 * @param maintenance whether it was announced
 * @param link where more of it stands
 * @param components what it touches, by names and ids in lower case; empty where it names nothing, which is all
 */
record PageIncident(
        String title, String state, HealthStatus severity, boolean maintenance, String link, Set<String> components) {

    /** Worst first, maintenance last. */
    static final Comparator<PageIncident> BY_WEIGHT =
            Comparator.comparing(PageIncident::maintenance).thenComparing(PageIncident::severity);

    PageIncident {
        components = Set.copyOf(components);
    }

    /** Returns whether it touches one of these; one that names no components concerns all. */
    boolean touches(Collection<String> some) {
        return components.isEmpty() || some.stream().map(PageReport::key).anyMatch(components::contains);
    }

    /** Returns whether it names no components, as the pages of incident.io do, and is more than news or maintenance. */
    boolean harmsAll() {
        return components.isEmpty() && severity != HealthStatus.HEALTHY;
    }

    /** Returns what, how far and where, as it stands in details. */
    String told() {
        return title + " (" + state + "), " + link;
    }
}
