package io.healthmon.store;

import io.healthmon.check.Integration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The integrations that a store knows, what operators changed of them, and those that were made while the application ran.
 *
 * <p>Beside what counts for an integration the store keeps what the application declared. What differs from its
 * declaration is an operator's edit and wins; a declaration that itself changes replaces both, value by value. What
 * operators wrote comes back as it stands, allowed or not. Times may be cut to the millisecond, moments to the
 * microsecond.
 *
 * <p>An integration that was made while the application ran has a definition besides, which any instance can make it of;
 * it is declared by each that did, as others are.
 *
 * <p>Safe for use by multiple threads. A method that cannot do its work throws {@link StoreException}.
 *
 * @since 0.1
 */
public interface IntegrationStore {

    /**
     * Says that integrations are declared here, new ones or known ones.
     *
     * @return the settings of those that an operator edited, by id, as {@link #edited()} would return them
     */
    Map<String, OperatorSettings> declare(Collection<Integration> integrations);

    /**
     * Says that integrations are no longer declared: they show as disabled, and keep their history and what operators
     * edited, which counts again once they are declared again. Ids that are unknown, and those with a definition, are left
     * out.
     */
    void withdraw(Collection<String> ids);

    /** Withdraws every integration but these and those with a definition. */
    void withdrawAllBut(Set<String> ids);

    /** Returns the settings of every declared integration that differ from its declaration, or that is paused; by id. */
    Map<String, OperatorSettings> edited();

    /** Returns the revisions of all definitions, by id; a definition that changes gets another. */
    Map<String, String> revisions();

    /** Returns the definitions of integrations, by id; without those that have none. */
    Map<String, Definition> definitions(Collection<String> ids);

    /** Returns what is kept of an integration; {@link Kept#NOTHING} of one that nobody knows. */
    Kept find(String id);

    /**
     * Changes what is kept of an integration and adds an entry to the audit log: both, or neither if it is no longer as it
     * was before.
     *
     * <p>A definition that is added begins with whatever was left of the id. One that is taken away withdraws its
     * integration, and what operators edited is forgotten. Settings of an id never declared stay null. Whether it is
     * declared is not changed otherwise.
     *
     * @param before as {@link #find} returned it
     * @param after as it shall be
     * @return whether it was changed
     */
    boolean change(String id, Kept before, Kept after, AuditLog.Entry entry);

    /**
     * What an integration that was made while the application ran can be made of again.
     *
     * @param json its settings, as an object of the configuration's {@code integrations}; nothing secret
     * @param revision tells it from what it was before, up to 40 characters
     */
    record Definition(String json, String revision) {

        /** Refuses null. */
        public Definition {
            Objects.requireNonNull(json, "json");
            Objects.requireNonNull(revision, "revision");
        }
    }

    /**
     * What is kept of an integration, beside its state.
     *
     * @param declared whether it is declared now
     * @param settings what counts for it, while it is withdrawn too; null if it was never declared
     * @param definition what it is made of; null if the application declares it by itself
     */
    record Kept(
            boolean declared,
            @Nullable OperatorSettings settings,
            @Nullable Definition definition) {

        /** Of an integration that nobody knows. */
        public static final Kept NOTHING = new Kept(false, null, null);

        /** Returns the same with other settings. */
        public Kept with(@Nullable OperatorSettings other) {
            return new Kept(declared, other, definition);
        }

        /** Returns the same with another definition. */
        public Kept with(@Nullable Definition other) {
            return new Kept(declared, settings, other);
        }
    }
}
