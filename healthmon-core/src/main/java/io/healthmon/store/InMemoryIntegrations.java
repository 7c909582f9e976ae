package io.healthmon.store;

import io.healthmon.check.Integration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** The integrations of the store in memory; what is known of each stands in its log. */
final class InMemoryIntegrations implements IntegrationStore {

    private final Supplier<Map<String, IntegrationLog>> logs;
    private final Function<String, IntegrationLog> log;
    private final AuditLog audit;

    /**
     * Makes the view.
     *
     * @param logs the logs there are, or an exception once the store is closed
     * @param log the log of an id, made if there is none
     * @param audit is told of changes
     */
    InMemoryIntegrations(
            Supplier<Map<String, IntegrationLog>> logs, Function<String, IntegrationLog> log, AuditLog audit) {
        this.logs = logs;
        this.log = log;
        this.audit = audit;
    }

    @Override
    public Map<String, OperatorSettings> declare(Collection<Integration> integrations) {
        Map<String, OperatorSettings> edited = new HashMap<>();
        for (Integration integration : integrations) {
            IntegrationLog own = log.apply(integration.id());
            own.declare(integration);
            putEdited(edited, integration.id(), own);
        }
        return Map.copyOf(edited);
    }

    @Override
    public void withdraw(Collection<String> ids) {
        Map<String, IntegrationLog> open = logs.get();
        for (String id : ids) {
            IntegrationLog own = open.get(id);
            if (own != null) {
                own.withdraw();
            }
        }
    }

    @Override
    public void withdrawAllBut(Set<String> ids) {
        logs.get().forEach((id, own) -> {
            if (!ids.contains(id)) {
                own.withdraw();
            }
        });
    }

    @Override
    public Map<String, OperatorSettings> edited() {
        Map<String, OperatorSettings> edited = new HashMap<>();
        logs.get().forEach((id, own) -> putEdited(edited, id, own));
        return Map.copyOf(edited);
    }

    @Override
    public Map<String, String> revisions() {
        Map<String, String> revisions = new HashMap<>();
        logs.get().forEach((id, own) -> {
            Definition definition = own.definition();
            if (definition != null) {
                revisions.put(id, definition.revision());
            }
        });
        return Map.copyOf(revisions);
    }

    @Override
    public Map<String, Definition> definitions(Collection<String> ids) {
        Map<String, IntegrationLog> open = logs.get();
        Map<String, Definition> definitions = new HashMap<>();
        for (String id : ids) {
            IntegrationLog own = open.get(id);
            Definition definition = own == null ? null : own.definition();
            if (definition != null) {
                definitions.put(id, definition);
            }
        }
        return Map.copyOf(definitions);
    }

    @Override
    public Kept find(String id) {
        IntegrationLog own = logs.get().get(id);
        return own == null ? Kept.NOTHING : own.kept();
    }

    @Override
    public boolean change(String id, Kept before, Kept after, AuditLog.Entry entry) {
        return log.apply(id).change(before, after, () -> audit.add(entry));
    }

    private static void putEdited(Map<String, OperatorSettings> edited, String id, IntegrationLog own) {
        OperatorSettings settings = own.edited();
        if (settings != null) {
            edited.put(id, settings);
        }
    }
}
