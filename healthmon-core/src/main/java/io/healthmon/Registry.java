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
import java.util.function.Consumer;
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

    /** Does something with each run that waits or is under way. */
    void eachRun(Consumer<Run> action) {
        for (Watch watch : byName()) {
            Run run = watch.currentRun();
            if (run != null) {
                action.accept(run);
            }
        }
    }

    synchronized @Nullable Watch remove(String id) {
        Watch watch = watches.remove(id);
        if (watch != null) {
            names.remove(ownedName(watch.integration()));
            byName = null;
        }
        return watch;
    }

    /** Removes a watch if it is still there. */
    synchronized boolean remove(Watch watch) {
        return watches.get(watch.integration().id()) == watch
                && remove(watch.integration().id()) != null;
    }

    /** Takes the name that a watch is about to have, in place of its present one; returns false if that is taken. */
    synchronized boolean rename(Watch watch, Integration to) {
        String before = ownedName(watch.integration());
        String after = ownedName(to);
        if (!before.equals(after)) {
            if (!names.add(after)) {
                return false;
            }
            names.remove(before);
        }
        return true;
    }

    /** Is told that a watch has its new name. */
    synchronized void renamed(Watch watch) {
        if (watches.get(watch.integration().id()) != watch) {
            names.remove(ownedName(watch.integration()));
        }
        byName = null;
    }

    /** Returns whether a watch could have the name of an integration. */
    synchronized boolean hasNameFor(Watch watch, Integration to) {
        String name = ownedName(to);
        return name.equals(ownedName(watch.integration())) || !names.contains(name);
    }

    /** Returns whether an integration could be added now. */
    synchronized boolean hasRoomFor(Integration integration) {
        return !watches.containsKey(integration.id()) && !names.contains(ownedName(integration));
    }

    @Nullable Watch find(String id) {
        return watches.get(id);
    }

    /**
     * Returns the watch of an integration.
     *
     * @throws IntegrationHealth.UnknownException if there is none with the id
     */
    Watch require(String id) {
        Watch watch = find(id);
        if (watch == null) {
            throw IntegrationHealth.UnknownException.of(id);
        }
        return watch;
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
