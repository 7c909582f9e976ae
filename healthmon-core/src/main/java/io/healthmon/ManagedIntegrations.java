package io.healthmon;

import io.healthmon.IntegrationHealth.UnknownException;
import io.healthmon.check.Integration;
import io.healthmon.settings.SettingException;
import io.healthmon.state.HealthState;
import io.healthmon.store.AuditLog;
import io.healthmon.store.IntegrationStore;
import io.healthmon.store.IntegrationStore.Definition;
import io.healthmon.store.IntegrationStore.Kept;
import io.healthmon.store.OperatorSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What people do to integrations while the application runs: create, change, pause and delete them, for all instances and
 * over restarts.
 *
 * <pre>{@code
 * ManagedIntegrations integrations = monitor.integrations();
 * integrations.create(Map.of("name", "Shop", "type", "tcp", "host", "shop.example.com", "port", 443), "ada");
 * integrations.change("shop", Map.of("interval", "1m"), null, "ada");
 * integrations.pause("shop", Duration.ofMinutes(30), "ada");
 * integrations.delete("shop", null, "ada");
 * }</pre>
 *
 * <p>Every change goes to the store first, in one step with its entry in the audit log: when the store is away nothing is
 * changed and {@link io.healthmon.store.StoreException} is thrown, or {@link HealthMonitor.ClosedException} once the
 * monitor is closed; one that is not started yet is a conflict. It counts here when the method returns, as far as the store answers within 2 s, and within 5 s at other instances.
 * An integration that was created is checked by each instance. Definitions hold no secret and no variable. Safe for use by
 * multiple threads.
 *
 * @since 0.1
 */
public final class ManagedIntegrations {

    /** The most integrations that are created in this way: 1,000. */
    public static final int MOST = 1_000;

    private static final int ATTEMPTS = 5;

    private final Engine engine;
    private final Parts parts;
    private final Alterations changes;

    /** Whose they are; null for everybody's. */
    private final @Nullable String owner;

    ManagedIntegrations(Engine engine, Parts parts, @Nullable String owner) {
        this.engine = engine;
        this.parts = parts;
        this.owner = owner;
        this.changes = new Alterations(parts.registry, parts.edits, parts.workshop);
    }

    /**
     * Returns the same for somebody who sees what one owner has: the integrations of others are not there, up to the moment
     * of the change itself.
     */
    public ManagedIntegrations ownedBy(String owner) {
        return new ManagedIntegrations(engine, parts, Objects.requireNonNull(owner, "owner"));
    }

    /**
     * Creates an integration.
     *
     * @param definition its settings, as in an entry of {@code integrations} of the JSON configuration; of the types http,
     *     tcp, tls, dns, smtp and heartbeat
     * @param actor who does, for the audit log
     * @return its health: unknown, as it was not checked yet
     * @throws SettingException if a setting cannot be used
     * @throws ConflictException if its id or name is taken, or there are {@value #MOST} already
     */
    public IntegrationHealth create(Map<String, ? extends @Nullable Object> definition, String actor) {
        requireStarted();
        Map<String, @Nullable Object> complete = MergePatch.apply(Map.of(), definition);
        Declaration declaration = parts.workshop.make(complete);
        parts.workshop.close(declaration.check());
        Integration integration = declaration.integration();
        if (!isOurs(integration.owner())) {
            throw new SettingException("owner", "is another one; use \"" + owner + "\"");
        }
        String id = integration.id();
        complete.put("id", id);
        Definition kept = Alterations.definition(complete);
        requirePlace(integration);
        IntegrationStore store = store();
        Kept before = store.find(id);
        AuditLog.Entry entry = entry(
                actor,
                AuditText.CREATE,
                id,
                AuditText.changes(Map.of(), complete, engine.services().redactor()));
        if (before.declared() || before.definition() != null || !store.change(id, before, before.with(kept), entry)) {
            throw new ConflictException(
                    "the id \"" + id + "\" is taken by another instance's integration; use another");
        }
        return taken(integration);
    }

    private void requirePlace(Integration integration) {
        if (!parts.registry.hasRoomFor(integration)) {
            throw new ConflictException(
                    "the id \"" + integration.id() + "\" or the name is taken by another integration; use others");
        }
        if (store().revisions().size() >= MOST) {
            throw new ConflictException(
                    "there are " + MOST + " integrations that were created in this way, which is the most;"
                            + " delete one, or declare this one in the configuration");
        }
    }

    /** Returns what is set of an integration; empty if there is none with the id. */
    public Optional<Managed> find(String id) {
        Watch watch = parts.registry.find(id);
        if (watch == null) {
            return Optional.empty();
        }
        Kept kept = store().find(id);
        return isOurs(watch, kept) ? Optional.of(managed(watch, kept)) : Optional.empty();
    }

    /**
     * Changes an integration, by a merge patch after RFC 7396. Of one that the application declares by itself an operator
     * changes {@code endpoint}, {@code enabled}, {@code interval}, {@code timeout}, {@code failureThreshold},
     * {@code alertOnFailure} and {@code alertEmail}, where null is what is declared; of one that was created here all but
     * {@code id}, {@code type} and {@code owner}, where null is the default.
     *
     * @param revision what {@link Managed#revision()} has to be, or null if that does not matter
     * @param actor who does, for the audit log
     * @return its health afterwards
     * @throws SettingException if a setting cannot be used, or not be changed
     * @throws ConflictException if the revision is another one, or its new name is taken
     * @throws IntegrationHealth.UnknownException if there is none with the id
     */
    public IntegrationHealth change(
            String id, Map<String, ? extends @Nullable Object> patch, @Nullable String revision, String actor) {
        Watch watch = watch(id);
        UnaryOperator<Kept> change = parts.defined.contains(watch)
                ? kept -> changes.redefined(watch, kept, patch)
                : kept -> changes.edited(watch, kept, patch);
        return apply(watch, revision, new Order(actor, AuditText.CHANGE, change));
    }

    /**
     * Pauses an integration: until then it is not checked and does not count for the whole.
     *
     * @param duration more than 0, at most 366 days
     * @param actor who does, for the audit log
     * @return its health afterwards
     * @throws IllegalArgumentException if the time is not allowed, or there is none with the id
     */
    public IntegrationHealth pause(String id, Duration duration, String actor) {
        return switched(id, SwitchEdit.pausedFor(duration, now()), AuditText.PAUSE, actor);
    }

    /**
     * Ends a pause before its time; the integration is checked at once.
     *
     * @param actor who does, for the audit log
     * @return its health afterwards
     * @throws IntegrationHealth.UnknownException if there is none with the id
     */
    public IntegrationHealth resume(String id, String actor) {
        return switched(id, SwitchEdit.pausedUntil(null), AuditText.RESUME, actor);
    }

    /**
     * Deletes an integration that was created here; its history stays.
     *
     * @param revision what {@link Managed#revision()} has to be, or null if that does not matter
     * @param actor who does, for the audit log
     * @throws ConflictException if the application declares it by itself, or the revision is another one
     * @throws IntegrationHealth.UnknownException if there is none with the id
     */
    public void delete(String id, @Nullable String revision, String actor) {
        Watch watch = watch(id);
        if (!parts.defined.contains(watch)) {
            throw new ConflictException(
                    "\"" + id + "\" is declared by the application; disable it, or remove it from the"
                            + " code or the configuration");
        }
        apply(watch, revision, new Order(actor, AuditText.DELETE, kept -> kept.with((Definition) null)));
    }

    private IntegrationHealth switched(String id, SwitchEdit edit, String action, String actor) {
        Watch watch = watch(id);
        return apply(watch, null, new Order(actor, action, kept -> Alterations.switched(kept, edit, id)));
    }

    /** Writes a change, again where somebody else was faster, and takes it over. */
    private IntegrationHealth apply(Watch watch, @Nullable String revision, Order order) {
        String id = watch.integration().id();
        IntegrationStore store = store();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Kept before = store.find(id);
            if (!isOurs(watch, before)) {
                throw UnknownException.of(id);
            }
            if (revision != null && !revision.equals(managed(watch, before).revision())) {
                throw new ConflictException(
                        "\"" + id + "\" is no longer as it was in revision \"" + revision + "\"; read it again", true);
            }
            Kept after = order.change.apply(before);
            if (after.equals(before)) {
                return watch.health(now());
            }
            String details = AuditText.changes(
                    Alterations.values(before),
                    Alterations.values(after),
                    engine.services().redactor());
            if (store.change(id, before, after, entry(order.actor, order.action, id, details))) {
                return taken(watch.integration());
            }
        }
        throw new ConflictException("\"" + id + "\" is being changed by others all the time; try again");
    }

    /** Takes over what was written; returns the health after it, also where the store was too slow to tell of it. */
    private IntegrationHealth taken(Integration integration) {
        parts.registration.refresh();
        Watch watch = parts.registry.find(integration.id());
        return watch != null && isOurs(watch.integration().owner())
                ? watch.health(now())
                : new IntegrationHealth(integration, HealthState.INITIAL, Set.of(), null);
    }

    private Managed managed(Watch watch, Kept kept) {
        Definition definition = kept.definition();
        boolean defined = parts.defined.contains(watch) && definition != null;
        Map<String, @Nullable Object> own = defined ? Alterations.read(Objects.requireNonNull(definition)) : Map.of();
        Integration declared = parts.edits.declared(watch);
        return new Managed(declared, changes.settings(watch, kept), defined, own);
    }

    private AuditLog.Entry entry(String actor, String action, String id, String details) {
        return new AuditLog.Entry(now(), actor, action, id, details)
                .redactedBy(engine.services().redactor());
    }

    private Watch watch(String id) {
        requireStarted();
        Watch watch = parts.registry.require(id);
        if (!isOurs(watch.integration().owner())) {
            throw UnknownException.of(id);
        }
        return watch;
    }

    /**
     * Returns whether an integration is there for the caller, by what the store keeps too: another instance may have made it
     * anew for somebody else. What was read is what is changed, or nothing is, so this holds for the change as well.
     */
    private boolean isOurs(Watch watch, Kept kept) {
        if (owner == null) {
            return true;
        }
        boolean there = parts.registry.find(watch.integration().id()) == watch;
        Definition definition = parts.defined.contains(watch) ? kept.definition() : null;
        return there
                && isOurs(watch.integration().owner())
                && (definition == null
                        || owner.equals(Alterations.read(definition).get("owner")));
    }

    private boolean isOurs(@Nullable String other) {
        return owner == null || owner.equals(other);
    }

    private void requireStarted() {
        engine.requireOpen();
        if (!engine.isStarted()) {
            throw new ConflictException("the monitor is not started, and has not asked its store; start it first");
        }
    }

    private IntegrationStore store() {
        return engine.store().integrations();
    }

    private Instant now() {
        return engine.services().instant();
    }

    /** What is needed of the engine. */
    record Parts(
            Registry registry,
            Edits edits,
            Registration registration,
            DefinedIntegrations defined,
            Workshop workshop) {}

    /** What somebody wants. */
    private record Order(String actor, String action, UnaryOperator<Kept> change) {}

    /**
     * What is set of an integration.
     *
     * @param declared as the application, or its definition, declares it
     * @param settings what counts of what operators change, as it stands in the store
     * @param created whether it was created while the application ran, and can be deleted
     * @param definition its settings if so; empty otherwise
     * @since 0.1
     */
    public record Managed(
            Integration declared,
            OperatorSettings settings,
            boolean created,
            Map<String, @Nullable Object> definition) {

        /** Returns what tells this from what it was before and will be after a change. */
        public String revision() {
            return Revision.of(this);
        }
    }

    /**
     * Something that cannot be done as things stand; the message says why and what to do.
     *
     * @since 0.1
     */
    public static final class ConflictException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** Whether somebody else has changed it since. */
        private final boolean outdated;

        ConflictException(String message) {
            this(message, false);
        }

        ConflictException(String message, boolean outdated) {
            super(message);
            this.outdated = outdated;
        }

        /** Returns whether it is because the integration was changed since the revision that was given. */
        public boolean isOutdated() {
            return outdated;
        }
    }
}
