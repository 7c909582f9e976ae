package io.healthmon.store;

import io.healthmon.check.Integration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * The integrations that a store knows, and what operators changed of them.
 *
 * <p>Beside what counts for an integration the store keeps what the application declared. What differs from its
 * declaration is an operator's edit and wins; a declaration that itself changes replaces both, value by value. What
 * operators wrote comes back as it stands, allowed or not. Times may be cut to the millisecond, moments to the
 * microsecond.
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
     * edited, which counts again once they are declared again. Ids that are unknown are left out.
     */
    void withdraw(Collection<String> ids);

    /** Withdraws every integration but these. */
    void withdrawAllBut(Set<String> ids);

    /** Returns the settings of every declared integration that differ from its declaration, or that is paused; by id. */
    Map<String, OperatorSettings> edited();

    /** Writes an operator's edit; the values of the declaration reset it. An id never declared has no effect. */
    void edit(String id, OperatorSettings settings);
}
