package io.healthmon.store;

import io.healthmon.alert.IssuedAlert;
import io.healthmon.maintenance.MaintenanceStore;
import io.healthmon.outbox.AlertOutbox;
import io.healthmon.state.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps states and the newest results in memory, and nothing beyond the end of the process.
 *
 * <p>Holds up to a number of results for each integration; an older one makes room for a newer one. A result takes some
 * 16 bytes; its problem is kept as it is, but only once as long as it equals the one before; its details are kept if it
 * has a problem, is the newest, or is followed by one with the same details. Times are cut to the microsecond. What is kept of an integration is never given up, except its results by
 * {@link #removeBefore}.
 *
 * <p>Safe for use by multiple threads; different integrations do not wait for each other.
 *
 * @since 0.1
 */
public final class InMemoryHealthStore implements HealthStore {

    /** How many results of each integration are kept unless told otherwise: 60. */
    public static final int RESULTS_PER_INTEGRATION = 60;

    private static final int MOST_RESULTS = 1_000_000;

    private final int resultsPerIntegration;

    /** Null once closed, so that a call under way cannot bring back what was given up. */
    private volatile @Nullable Map<String, IntegrationLog> logs = new ConcurrentHashMap<>();

    private final InMemoryOutbox outbox = new InMemoryOutbox();
    private final InMemoryAuditLog audit = new InMemoryAuditLog();
    private final InMemoryMetrics metrics = new InMemoryMetrics();
    private final InMemoryMaintenance maintenance = new InMemoryMaintenance();

    private InMemoryHealthStore(int resultsPerIntegration) {
        this.resultsPerIntegration = resultsPerIntegration;
    }

    /** Returns an empty store that keeps {@link #RESULTS_PER_INTEGRATION} results of each integration. */
    public static InMemoryHealthStore create() {
        return create(RESULTS_PER_INTEGRATION);
    }

    /**
     * Returns an empty store that keeps a number of results of each integration.
     *
     * @throws IllegalArgumentException if it is not from 1 to 1,000,000
     */
    public static InMemoryHealthStore create(int resultsPerIntegration) {
        if (resultsPerIntegration < 1 || resultsPerIntegration > MOST_RESULTS) {
            throw new IllegalArgumentException("resultsPerIntegration " + resultsPerIntegration
                    + " is not allowed; use 1 to " + MOST_RESULTS + ", or a store with a database for more");
        }
        return new InMemoryHealthStore(resultsPerIntegration);
    }

    @Override
    public List<Entry> append(List<Entry> entries) {
        Map<String, IntegrationLog> open = open();
        List<Entry> refused = List.of();
        for (Entry entry : entries) {
            IssuedAlert issued = entry.issued();
            if (!log(open, entry.integrationId()).append(entry)) {
                refused = refused.isEmpty() ? new ArrayList<>() : refused;
                refused.add(entry);
            } else if (issued != null) {
                outbox.add(issued);
            }
        }
        return refused.isEmpty() ? refused : List.copyOf(refused);
    }

    private IntegrationLog log(Map<String, IntegrationLog> open, String integrationId) {
        // get first: computeIfAbsent alone would make a lambda for every result
        IntegrationLog known = open.get(integrationId);
        return known != null
                ? known
                : open.computeIfAbsent(integrationId, id -> new IntegrationLog(resultsPerIntegration));
    }

    @Override
    public Map<String, StoredState> states(Collection<String> integrationIds) {
        Map<String, IntegrationLog> open = open();
        Map<String, StoredState> states = new HashMap<>();
        for (String id : integrationIds) {
            IntegrationLog log = open.get(id);
            StoredState state = log == null ? null : log.state();
            if (state != null) {
                states.put(id, state);
            }
        }
        return Map.copyOf(states);
    }

    @Override
    public IntegrationStore integrations() {
        return new InMemoryIntegrations(this::open, id -> log(open(), id), audit);
    }

    @Override
    public AlertOutbox outbox() {
        return outbox;
    }

    @Override
    public List<Observation> history(String integrationId, TimeRange range, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + " is not allowed; use 1 or more");
        }
        IntegrationLog log = open().get(integrationId);
        return log == null ? List.of() : log.history(range, limit);
    }

    @Override
    public List<Observation> page(String integrationId, TimeRange range, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + " is not allowed; use 1 or more");
        }
        List<Observation> all = history(integrationId, range, resultsPerIntegration);
        return all.size() <= limit ? all : all.subList(0, limit);
    }

    /** Returns the figures of those results that are kept; made when they are asked for. */
    @Override
    public RollupStore rollups() {
        return new InMemoryRollups(id -> open().get(id), maintenance);
    }

    /** Returns up to 10,000 windows. */
    @Override
    public MaintenanceStore maintenance() {
        return maintenance;
    }

    @Override
    public MetricStore metrics() {
        return metrics;
    }

    /** Returns the newest 1,000 entries. */
    @Override
    public AuditLog audit() {
        return audit;
    }

    @Override
    public LogSize logSize() {
        long results = 0;
        Instant oldest = null;
        for (IntegrationLog log : open().values()) {
            LogSize size = log.size();
            results += size.results();
            Instant first = size.oldest();
            if (first != null && (oldest == null || first.isBefore(oldest))) {
                oldest = first;
            }
        }
        return new LogSize(results, oldest);
    }

    @Override
    public long removeBefore(Instant moment) {
        long removed = 0;
        for (IntegrationLog log : open().values()) {
            removed += log.removeBefore(moment);
        }
        return removed;
    }

    @Override
    public void close() {
        logs = null;
        outbox.close();
        audit.close();
        metrics.close();
        maintenance.close();
    }

    private Map<String, IntegrationLog> open() {
        Map<String, IntegrationLog> open = logs;
        if (open == null) {
            throw new StoreException("the store in memory is closed", null);
        }
        return open;
    }
}
