package io.healthmon;

import io.healthmon.HealthSnapshot.Summary;
import io.healthmon.check.HealthStatus;
import io.healthmon.state.OverallStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a ready snapshot: made anew by the first reader after a change, or after the moment at which something turns
 * stale or a pause ends, so that age is judged when it is read, even if nothing runs any more.
 */
final class Snapshots {

    private final Registry registry;
    private final Journal journal;
    private final Clock clock;
    private volatile @Nullable Kept kept;

    Snapshots(Registry registry, Journal journal, Clock clock) {
        this.registry = registry;
        this.journal = journal;
        this.clock = clock;
    }

    HealthSnapshot now() {
        Kept ready = kept;
        if (ready != null && ready.changes == journal.changes() && clock.millis() < ready.validUntil) {
            return ready.snapshot;
        }
        return make();
    }

    /** The count is read first: a change during the making makes the result outdated, never wrong for long. */
    private HealthSnapshot make() {
        long changes = journal.changes();
        Instant now = clock.instant();
        Instant validUntil = Instant.MAX;
        Map<HealthStatus, List<IntegrationHealth>> byStatus = new EnumMap<>(HealthStatus.class);
        List<Watch> watches = registry.byName();
        for (Watch watch : watches) {
            IntegrationHealth health = watch.health(now);
            byStatus.computeIfAbsent(health.effectiveStatus(), status -> new ArrayList<>())
                    .add(health);
            Instant change = watch.changesAt(now);
            validUntil = change.isBefore(validUntil) ? change : validUntil;
        }
        List<IntegrationHealth> worstFirst = new ArrayList<>(watches.size());
        byStatus.values().forEach(worstFirst::addAll);
        HealthSnapshot snapshot = summarize(worstFirst);
        kept = new Kept(snapshot, changes, validUntil == Instant.MAX ? Long.MAX_VALUE : validUntil.toEpochMilli());
        return snapshot;
    }

    private static HealthSnapshot summarize(List<IntegrationHealth> integrations) {
        OverallStatus overall = new OverallStatus();
        int[] counts = new int[HealthStatus.values().length];
        int total = 0;
        int timed = 0;
        long responseTimes = 0;
        for (IntegrationHealth health : integrations) {
            if (health.counts()) {
                overall.add(health.effectiveStatus(), health.integration().critical());
                counts[health.effectiveStatus().ordinal()]++;
                total++;
            }
            if (health.counts() && health.state().checked()) {
                timed++;
                responseTimes += health.state().responseTimeMillis();
            }
        }
        Summary summary = new Summary(
                total,
                counts[HealthStatus.HEALTHY.ordinal()],
                counts[HealthStatus.DEGRADED.ordinal()],
                counts[HealthStatus.DOWN.ordinal()],
                counts[HealthStatus.UNKNOWN.ordinal()],
                timed == 0 ? 0 : Math.round((double) responseTimes / timed));
        return new HealthSnapshot(overall.decide(), List.copyOf(integrations), summary);
    }

    private record Kept(HealthSnapshot snapshot, long changes, long validUntil) {}
}
