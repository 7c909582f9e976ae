package io.healthmon;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.check.Problem;
import io.healthmon.event.HealthEvent.IntegrationAdded;
import io.healthmon.event.HealthEvent.IntegrationEdited;
import io.healthmon.store.IntegrationStore;
import io.healthmon.store.IntegrationStore.Definition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The integrations that were made while the application ran, by this instance or another one: goes along with what the
 * store holds of them.
 *
 * <p>One that the application declares by itself wins over a definition of its id. A definition that cannot be made here
 * is there all the same, and unknown. One thread at a time may call {@link #follow} and {@link #begin}; the rest is safe
 * for use by multiple threads.
 */
final class DefinedIntegrations {

    private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);

    private static final String NAME_TAKEN = "its name is taken by another integration of the same owner";

    private final Registry registry;
    private final Services services;
    private final Edits edits;
    private final Staff staff;

    private final Map<String, Made> made = new ConcurrentHashMap<>();

    /** Ids of definitions that do not count, because the application declares them by itself. */
    private final Set<String> shadowed = new HashSet<>();

    private final List<Watch> fresh = new ArrayList<>();
    private volatile boolean known;

    DefinedIntegrations(Registry registry, Services services, Edits edits, Staff staff) {
        this.registry = registry;
        this.services = services;
        this.edits = edits;
        this.staff = staff;
    }

    /** Returns whether the store was asked already. */
    boolean known() {
        return known;
    }

    /** Returns whether a watch is of an integration that was made while the application ran. */
    boolean contains(Watch watch) {
        Made one = made.get(watch.integration().id());
        return one != null && one.watch == watch;
    }

    /** Returns whether the store may be told of a watch's declaration: not where it is made up because it cannot be made. */
    boolean declares(Watch watch) {
        Made one = made.get(watch.integration().id());
        return one == null || one.watch != watch || one.genuine;
    }

    /** Goes along with what the store holds now. */
    News follow(IntegrationStore store) {
        Map<String, String> revisions = store.revisions();
        Set<String> changed = new HashSet<>();
        revisions.forEach((id, revision) -> {
            Made present = made.get(id);
            if (present == null || !present.revision.equals(revision)) {
                changed.add(id);
            }
        });
        Map<String, Definition> definitions = changed.isEmpty() ? Map.of() : store.definitions(changed);
        News news = new News(new ArrayList<>(), new ArrayList<>());
        shadowed.retainAll(revisions.keySet());
        for (String id : List.copyOf(made.keySet())) {
            if (!revisions.containsKey(id)) {
                leave(id, news);
            }
        }
        definitions.forEach((id, definition) -> take(id, definition, news));
        known = true;
        return news;
    }

    /** Begins the schedules of those that are new, once the store has heard of them or cannot. */
    void begin() {
        fresh.forEach(staff.starting);
        fresh.clear();
    }

    private void leave(String id, News news) {
        Made gone = made.remove(id);
        if (gone != null && staff.leaving.test(gone.watch)) {
            fresh.remove(gone.watch);
            news.left.add(gone.watch);
            LOG.info("healthmon: {} was deleted", gone.watch.integration());
        }
    }

    private void take(String id, Definition definition, News news) {
        Watch watch = registry.find(id);
        Made present = made.get(id);
        if (watch != null && (present == null || present.watch != watch)) {
            if (shadowed.add(id)) {
                LOG.warn(
                        "healthmon: {} was also created over the API; what the application declares counts, remove one"
                                + " of the two",
                        watch.integration());
            }
        } else if (present == null) {
            add(id, definition, news);
        } else if (watch != null) {
            change(id, watch, definition, news);
        }
    }

    private void add(String id, Definition definition, News news) {
        Offer offer = offer(id, definition);
        Watch watch = watch(offer);
        try {
            registry.add(watch);
        } catch (IllegalArgumentException taken) {
            offer = refused(staff.workshop.standIn(id, definition.json(), " (" + id + ")"), NAME_TAKEN);
            watch = watch(offer);
            if (!registry.hasRoomFor(watch.integration())) {
                LOG.warn("healthmon: {} is left out: {}", watch.integration(), NAME_TAKEN);
                return;
            }
            registry.add(watch);
        }
        made.put(id, new Made(definition.revision(), watch, offer.genuine));
        services.journal().event(new IntegrationAdded(watch.integration(), services.instant()));
        LOG.info("healthmon: {} was created", watch.integration());
        fresh.add(watch);
        news.declared.add(watch);
    }

    private Watch watch(Offer offer) {
        return new Watch(services, offer.declaration.integration(), offer.declaration.check());
    }

    private void change(String id, Watch watch, Definition definition, News news) {
        Integration before = watch.integration();
        Offer offer = offer(id, definition);
        if (!registry.rename(watch, offer.declaration.integration())) {
            offer = refused(edits.declared(watch), NAME_TAKEN);
        }
        made.put(id, new Made(definition.revision(), watch, offer.genuine));
        edits.redeclare(watch, offer.declaration.integration(), offer.declaration.check());
        registry.renamed(watch);
        Instant now = services.instant();
        Integration after = watch.integration();
        boolean told = new Change(before, after, null, null)
                .events(now).stream().anyMatch(event -> event instanceof IntegrationEdited);
        if (!told) {
            services.journal().event(new IntegrationEdited(after, now));
        }
        LOG.info("healthmon: {} was changed", after);
        news.declared.add(watch);
    }

    /** Makes what a definition says, or says why that cannot be. */
    private Offer offer(String id, Definition definition) {
        try {
            return new Offer(staff.workshop.make(definition.json()), true);
        } catch (RuntimeException | LinkageError failure) {
            return refused(staff.workshop.standIn(id, definition.json(), ""), String.valueOf(failure.getMessage()));
        }
    }

    private Offer refused(Integration integration, String why) {
        LOG.warn(
                "healthmon: {} cannot be checked by this instance: {}",
                integration,
                services.redactor().redact(why));
        Problem problem = new Problem(
                Cause.CONFIGURATION,
                "This instance cannot check it: " + why,
                "Change or delete it, or give this instance what it needs.",
                null);
        return new Offer(new Declaration(integration, context -> CheckResult.unknown(problem)), false);
    }

    /**
     * Who makes, ends and begins.
     *
     * @param workshop makes what definitions say
     * @param leaving takes a watch out and ends it; tells whether it was still there
     * @param starting begins the schedule of a watch
     */
    record Staff(Workshop workshop, Predicate<Watch> leaving, Consumer<Watch> starting) {}

    /**
     * What was taken over in one round.
     *
     * @param declared the watches that are new or declared anew
     * @param left those that are gone
     */
    record News(List<Watch> declared, List<Watch> left) {}

    private record Offer(Declaration declaration, boolean genuine) {}

    private record Made(String revision, Watch watch, boolean genuine) {}
}
