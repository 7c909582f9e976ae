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
        long validUntil = Long.MAX_VALUE;
        Map<HealthStatus, List<IntegrationHealth>> byStatus = new EnumMap<>(HealthStatus.class);
        List<Watch> watches = registry.byName();
        for (Watch watch : watches) {
            IntegrationHealth health = watch.health(now);
            byStatus.computeIfAbsent(health.status(), status -> new ArrayList<>())
                    .add(health);
            validUntil = Math.min(validUntil, watch.changesAt(now));
        }
        List<IntegrationHealth> worstFirst = new ArrayList<>(watches.size());
        byStatus.values().forEach(worstFirst::addAll);
        List<IntegrationHealth> counting =
                worstFirst.stream().filter(IntegrationHealth::counts).toList();
        HealthSnapshot snapshot = new HealthSnapshot(overall(counting), List.copyOf(worstFirst), Summary.of(counting));
        kept = new Kept(snapshot, changes, validUntil);
        return snapshot;
    }

    private static HealthStatus overall(List<IntegrationHealth> counting) {
        OverallStatus overall = new OverallStatus();
        counting.forEach(
                health -> overall.add(health.status(), health.integration().critical()));
        return overall.decide();
    }

    private record Kept(HealthSnapshot snapshot, long changes, long validUntil) {}
}
