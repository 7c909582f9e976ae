package io.healthmon;

import io.healthmon.check.Integration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who is watched: ids are unique, names are unique among the integrations of one owner. */
final class Registry {

    private static final Comparator<Watch> BY_NAME = Comparator.comparing(
                    (Watch watch) -> watch.integration().name(), String.CASE_INSENSITIVE_ORDER)
            .thenComparing(watch -> watch.integration().id());

    private final Map<String, Watch> watches = new ConcurrentHashMap<>();

    /** The names in use; those of an owner's integrations with the owner before them. */
    private final Set<String> names = new HashSet<>();

    private volatile @Nullable List<Watch> byName;

    /**
     * Adds a watch.
     *
     * @throws IllegalArgumentException if the id or the name is taken
     */
    synchronized void add(Watch watch) {
        Integration integration = watch.integration();
        Watch holder = watches.get(integration.id());
        if (holder != null) {
            throw new IllegalArgumentException("id \"" + integration.id() + "\" of \"" + integration.name()
                    + "\" is taken by \"" + holder.integration().name() + "\"; set another \"id\"");
        }
        if (!names.add(ownedName(integration))) {
            throw new IllegalArgumentException("name \"" + integration.name()
                    + "\" is taken by another integration of the same owner; use another \"name\" or \"owner\"");
        }
        watches.put(integration.id(), watch);
        byName = null;
    }

    synchronized @Nullable Watch remove(String id) {
        Watch watch = watches.remove(id);
        if (watch != null) {
            names.remove(ownedName(watch.integration()));
            byName = null;
        }
        return watch;
    }

    @Nullable Watch find(String id) {
        return watches.get(id);
    }

    int size() {
        return watches.size();
    }

    /** Returns the integrations of all watches, by their names. */
    List<Integration> integrations() {
        return byName().stream().map(Watch::integration).toList();
    }

    /** Returns all watches by the names of their integrations; sorted only after additions and removals. */
    List<Watch> byName() {
        List<Watch> sorted = byName;
        return sorted != null ? sorted : sort();
    }

    private synchronized List<Watch> sort() {
        List<Watch> sorted = new ArrayList<>(watches.values());
        sorted.sort(BY_NAME);
        List<Watch> unmodifiable = Collections.unmodifiableList(sorted);
        byName = unmodifiable;
        return unmodifiable;
    }

    private static String ownedName(Integration integration) {
        String owner = integration.owner();
        return owner == null ? integration.name() : owner + '\0' + integration.name();
    }
}
