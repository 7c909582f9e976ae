package io.healthmon.store;

import io.healthmon.alert.AlertState;
import io.healthmon.check.Integration;
import io.healthmon.metric.Accounting;
import io.healthmon.metric.Accounting.Maintenance;
import io.healthmon.metric.Bucket;
import io.healthmon.metric.Resolution;
import io.healthmon.state.HealthState;
import io.healthmon.state.Observation;
import io.healthmon.store.HealthStore.Entry;
import io.healthmon.store.IntegrationStore.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is kept of one integration; guards itself, so that integrations do not wait for each other. */
final class IntegrationLog {

    private final ResultRing results;
    private @Nullable HealthState state;
    private AlertState alert = AlertState.INITIAL;

    /** As the application declares it or did so last, or null. */
    private @Nullable Integration declared;

    private boolean withdrawn;

    /** What an operator made of it, or null for what is declared. */
    private @Nullable OperatorSettings edited;

    /** What it can be made of, or null. */
    private IntegrationStore.@Nullable Definition definition;

    private long epoch = Long.MIN_VALUE;

    IntegrationLog(int capacity) {
        results = new ResultRing(capacity);
    }

    /** Returns whether the entry was written; it is not when its epoch is over. */
    synchronized boolean append(Entry entry) {
        if (entry.epoch() < epoch) {
            return false;
        }
        epoch = entry.epoch();
        results.add(entry.observation());
        state = entry.state();
        alert = entry.alert();
        return true;
    }

    synchronized @Nullable StoredState state() {
        HealthState health = state;
        return health == null ? null : new StoredState(health, alert);
    }

    synchronized void declare(Integration integration) {
        Integration before = declared;
        OperatorSettings edit = edited;
        if (before != null && edit != null) {
            edited = edit.redeclared(OperatorSettings.of(before), OperatorSettings.of(integration));
        }
        declared = integration;
        withdrawn = false;
    }

    /** Withdraws what has no definition. */
    synchronized void withdraw() {
        withdrawn |= definition == null;
    }

    /** Returns what an operator made of it, or null if that is what is declared, or nothing is. */
    synchronized @Nullable OperatorSettings edited() {
        Integration present = declared;
        OperatorSettings edit = edited;
        boolean none = withdrawn
                || present == null
                || edit == null
                || OperatorSettings.of(present).equals(edit);
        return none ? null : edit;
    }

    synchronized IntegrationStore.@Nullable Definition definition() {
        return definition;
    }

    synchronized Kept kept() {
        Integration known = declared;
        OperatorSettings settings = known == null || edited != null ? edited : OperatorSettings.of(known);
        return new Kept(known != null && !withdrawn, settings, definition);
    }

    /** Changes it, unless it is not as it was expected to be. */
    synchronized boolean change(Kept before, Kept after, Runnable audit) {
        if (!kept().equals(before)) {
            return false;
        }
        audit.run();
        boolean removed = definition != null && after.definition() == null;
        definition = after.definition();
        if (removed) {
            withdrawn = true;
            edited = null;
        } else if (declared != null) {
            edited = after.settings();
        }
        return true;
    }

    synchronized List<Observation> history(TimeRange range, int limit) {
        return results.history(range, limit);
    }

    /** Returns what results in a span of time came to, by hours. */
    synchronized List<Bucket> account(Instant from, Instant to, List<Maintenance> maintenance) {
        Duration validity = declared == null ? RollupStore.UNDECLARED_VALIDITY : declared.longestValidity();
        Instant oldest = results.oldest();
        if (oldest == null || !oldest.isBefore(to)) {
            return List.of();
        }
        // before its first result an integration has no time of any kind
        Instant first = Resolution.HOUR.floor(oldest);
        Accounting account = Accounting.of(first.isBefore(from) ? from : first, to, validity, maintenance);
        results.history(new TimeRange(Instant.MIN, to), Integer.MAX_VALUE)
                .forEach(result -> account.add(result.at(), result.status(), result.responseTimeMillis()));
        return account.finish();
    }

    synchronized LogSize size() {
        return new LogSize(results.size(), results.oldest());
    }

    synchronized int removeBefore(Instant moment) {
        return results.removeBefore(moment);
    }
}
