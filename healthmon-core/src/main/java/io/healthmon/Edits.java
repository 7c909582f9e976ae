package io.healthmon;

import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.egress.TargetGuard;
import io.healthmon.secret.Redactor;
import io.healthmon.store.AuditLog;
import io.healthmon.store.IntegrationStore;
import io.healthmon.store.IntegrationStore.Kept;
import io.healthmon.store.OperatorSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators made of integrations, by the store or by the application's own switches.
 *
 * <p>Remembers what is declared for those alone that are edited. Switches count at once and wait here until they are
 * written; what is read from the store meanwhile does not undo them. Its lock is held for arithmetic only, never while
 * the store or a check is asked. Safe for use by multiple threads, but for {@link #write} and {@link #apply}, which one
 * thread at a time may call.
 */
final class Edits {

    private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);

    /** A database may hold moments that no calendar has; a pause that long has no end anyway. */
    private static final Instant LONGEST_PAUSE = Instant.parse("9999-12-31T00:00:00Z");

    private final Registry registry;
    private final Consumer<HealthCheck> closer;
    private final TargetGuard guard;
    private final Redactor redactor;
    private final Map<Watch, Edited> edited = new ConcurrentHashMap<>();

    /** What was switched and is not in the store yet; guarded by this. */
    private final Map<Watch, SwitchEdit> unwritten = new LinkedHashMap<>();

    /** Those that are gone; guarded by this. */
    private final Set<Watch> released = new HashSet<>();

    /** Those that were declared anew; guarded by this. */
    private final Set<Watch> renewed = new HashSet<>();

    /** Moved checks that count no more, with the runs that may still be at them; guarded by this. */
    private final List<Retired> retired = new ArrayList<>();

    /**
     * Makes a memory without edits.
     *
     * @param closer closes a check, if it can be closed
     * @param guard judges where checks are moved to
     */
    Edits(Registry registry, Consumer<HealthCheck> closer, TargetGuard guard, Redactor redactor) {
        this.redactor = redactor;
        this.guard = guard;
        this.registry = registry;
        this.closer = closer;
    }

    /** Returns the integration as the application declares it. */
    Integration declared(Watch watch) {
        return present(watch).declared;
    }

    /** Returns the check that the application gave; the watch may be at another one. */
    HealthCheck original(Watch watch) {
        return present(watch).original;
    }

    /** Returns the watches that are edited. */
    Set<Watch> watches() {
        return Set.copyOf(edited.keySet());
    }

    /** Switches an integration at once; {@link #write} brings it to the store. */
    synchronized void switchTo(Watch watch, SwitchEdit edit) {
        if (isThere(watch)) {
            unwritten.merge(watch, edit, SwitchEdit::then);
            Edited present = present(watch);
            put(watch, present.with(edit.applyTo(present.settings)), watch.check());
        }
    }

    /** Takes a watch that is gone and whose checks nobody will ask for; it is forgotten once its switches are written. */
    synchronized void release(Watch watch) {
        renewed.remove(watch);
        if (edited.containsKey(watch)) {
            released.add(watch);
        }
    }

    /** Returns whether switches wait to be written. */
    synchronized boolean waiting() {
        return !unwritten.isEmpty();
    }

    /**
     * Brings what was switched to the store, and to its audit log; what others change at the same moment is left for the
     * next time.
     *
     * @param known whether the store knows of a watch yet
     */
    void write(IntegrationStore store, Predicate<Watch> known, Instant now) {
        for (Map.Entry<Watch, SwitchEdit> switched : unwritten().entrySet()) {
            Watch watch = switched.getKey();
            if (known.test(watch)) {
                String id = watch.integration().id();
                Kept before = store.find(id);
                Kept after = before.settings() == null
                        ? before
                        : before.with(switched.getValue().applyTo(before.settings()));
                AuditLog.Entry entry = AuditText.of(switched.getValue(), id, before, after, now, redactor);
                if (after.equals(before) || store.change(id, before, after, entry)) {
                    written(watch, switched.getValue());
                }
            }
        }
    }

    private synchronized Map<Watch, SwitchEdit> unwritten() {
        return new LinkedHashMap<>(unwritten);
    }

    private synchronized void written(Watch watch, SwitchEdit edit) {
        unwritten.remove(watch, edit);
    }

    /** Lets a watch go on as the store says, and as it was switched since. */
    void apply(Watch watch, OperatorSettings stored) {
        Edited before = present(watch);
        if (before.settings.equals(stored)) {
            return;
        }
        for (String why : refusals(before.declared, before.settings, stored)) {
            LOG.warn(
                    "healthmon: an edit of {} is left out, what is declared counts: {}",
                    before.declared,
                    redactor.redact(why));
        }
        LOG.info("healthmon: {} is edited: {}", before.declared, AuditText.changes(before.settings, stored, redactor));
        HealthCheck check = checkFor(watch, before, stored);
        synchronized (this) {
            HealthCheck left = watch.check();
            if (isThere(watch)) {
                SwitchEdit since = unwritten.get(watch);
                put(watch, before.with(since == null ? stored : since.applyTo(stored)), check);
            } else {
                left = check;
            }
            if (left != watch.check() && left != before.original) {
                retired.add(new Retired(left, watch));
            }
        }
    }

    /** Lets a watch go on as it is declared anew; what operators made of it stays, value by value. */
    void redeclare(Watch watch, Integration integration, HealthCheck check) {
        Edited before = present(watch);
        OperatorSettings declared = OperatorSettings.of(integration);
        OperatorSettings settings = before.settings.redeclared(OperatorSettings.of(before.declared), declared);
        Edited now = new Edited(integration, check, settings);
        HealthCheck next = Objects.equals(settings.endpoint(), declared.endpoint()) || settings.endpoint() == null
                ? check
                : MovedCheck.of(integration, check, settings.endpoint(), guard);
        synchronized (this) {
            if (!isThere(watch)) {
                retired.add(new Retired(check, watch));
                return;
            }
            Set<HealthCheck> left = Collections.newSetFromMap(new IdentityHashMap<>());
            left.add(watch.check());
            left.add(before.original);
            put(watch, now, next);
            left.forEach(each -> retired.add(new Retired(each, watch)));
            renewed.add(watch);
        }
    }

    /** Returns whether a watch was declared anew, and the store has not heard of that. */
    synchronized boolean isRenewed(Watch watch) {
        return renewed.contains(watch);
    }

    /** Is told that the store has heard of watches. */
    synchronized void settled(Collection<Watch> watches) {
        watches.forEach(renewed::remove);
    }

    /** Forgets those that are gone, and closes moved checks that are no longer at work. */
    void tidy() {
        List<Retired> idle;
        synchronized (this) {
            released.removeIf(watch -> !unwritten.containsKey(watch) && forget(watch));
            idle = retired.stream().filter(Retired::idle).toList();
            retired.removeAll(idle);
        }
        idle.forEach(each -> closer.accept(each.check));
    }

    /** Returns the moved checks that are not closed yet although they count no more, and forgets them. */
    synchronized List<HealthCheck> takeRetired() {
        List<HealthCheck> checks = retired.stream().map(each -> each.check).toList();
        retired.clear();
        return checks;
    }

    private boolean forget(Watch watch) {
        edited.remove(watch);
        return true;
    }

    private boolean isThere(Watch watch) {
        return registry.find(watch.integration().id()) == watch;
    }

    private Edited present(Watch watch) {
        synchronized (this) {
            Edited present = edited.get(watch);
            return present != null ? present : Edited.notAtAll(watch);
        }
    }

    private void put(Watch watch, Edited now, HealthCheck check) {
        boolean asDeclared = now.settings.equals(OperatorSettings.of(now.declared));
        Integration integration = asDeclared ? now.declared : now.settings.applyTo(now.declared, refused -> {});
        Instant pause = now.settings.pausedUntil();
        if (asDeclared) {
            edited.remove(watch);
        } else {
            edited.put(watch, now);
        }
        watch.edit(integration, check, pause != null && pause.isAfter(LONGEST_PAUSE) ? LONGEST_PAUSE : pause);
    }

    private HealthCheck checkFor(Watch watch, Edited before, OperatorSettings wanted) {
        String endpoint = wanted.endpoint();
        if (endpoint == null || endpoint.equals(before.declared.endpoint())) {
            return before.original;
        }
        return endpoint.equals(before.settings.endpoint())
                ? watch.check()
                : MovedCheck.of(before.declared, before.original, endpoint, guard);
    }

    /** Returns what is wrong with values now and was not before, so that it is said once. */
    static List<String> refusals(Integration declared, OperatorSettings before, OperatorSettings now) {
        List<String> known = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        before.applyTo(declared, known::add);
        now.applyTo(declared, refusals::add);
        refusals.removeAll(known);
        return refusals;
    }

    /**
     * One that is edited.
     *
     * @param declared as the application declares it
     * @param original the check that the application gave
     * @param settings what operators made of it
     */
    private record Edited(Integration declared, HealthCheck original, OperatorSettings settings) {

        static Edited notAtAll(Watch watch) {
            return new Edited(watch.integration(), watch.check(), OperatorSettings.of(watch.integration()));
        }

        Edited with(OperatorSettings other) {
            return new Edited(declared, original, other);
        }
    }

    /** A moved check that counts no more, and the watch that may still have a run at it. */
    private record Retired(HealthCheck check, Watch watch) {

        boolean idle() {
            Run run = watch.currentRun();
            return run == null || !run.asks(check);
        }
    }
}
