package io.healthmon.http;

import io.healthmon.HealthSnapshot;
import io.healthmon.IntegrationHealth;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A form of the answer to {@code /health}: a beginning that belongs to the moment, and the checks, which stay the same
 * bytes as long as the snapshot does.
 */
abstract class HealthDocument {

    private final SnapshotBytes publicChecks = new SnapshotBytes(
            snapshot -> checks(only(snapshot, health -> health.integration().visibleToAll()), false));
    private final SnapshotBytes allChecks = new SnapshotBytes(snapshot -> checks(snapshot.integrations(), true));
    private volatile @Nullable Beginning latest;

    /** Returns the media type. */
    abstract String mediaType();

    /** Returns the beginning of the document, up to the checks. */
    abstract String beginning(HealthSnapshot snapshot, Timing timing);

    /**
     * Returns the checks and the end of the document.
     *
     * @param shown whose checks are shown
     * @param detailed whether what is wrong with them is shown
     */
    abstract byte[] checks(List<IntegrationHealth> shown, boolean detailed);

    /**
     * Returns the document in two parts.
     *
     * @param scope what the reader sees with all details; empty for one who sees only what is visible to all
     */
    final byte[][] parts(HealthSnapshot snapshot, Timing timing, Optional<Scope> scope) {
        return new byte[][] {
            beginningBytes(snapshot, timing),
            scope.map(seen -> checks(snapshot, seen)).orElseGet(() -> publicChecks.of(snapshot))
        };
    }

    /** Keeps what it made for the next: under load, many answers belong to the same millisecond. */
    @SuppressWarnings("ReferenceEquality") // the same snapshot is the same object, as in SnapshotBytes
    private byte[] beginningBytes(HealthSnapshot snapshot, Timing timing) {
        Beginning kept = latest;
        if (kept == null || kept.snapshot != snapshot || !kept.timing.looksLike(timing)) {
            kept = new Beginning(snapshot, timing, beginning(snapshot, timing).getBytes(StandardCharsets.UTF_8));
            latest = kept;
        }
        return kept.bytes;
    }

    private byte[] checks(HealthSnapshot snapshot, Scope scope) {
        return scope.isWhole()
                ? allChecks.of(snapshot)
                : checks(only(snapshot, health -> scope.sees(health.integration())), true);
    }

    private static List<IntegrationHealth> only(HealthSnapshot snapshot, Predicate<IntegrationHealth> shown) {
        return snapshot.integrations().stream().filter(shown).toList();
    }

    /**
     * What changes from answer to answer.
     *
     * @param timestamp the time of the answer
     * @param uptimeSeconds how long the monitor has been there
     * @param responseMillis how long the answer took to make
     */
    record Timing(Instant timestamp, long uptimeSeconds, long responseMillis) {

        /** Returns whether another one is written in the same way: times are written to the millisecond. */
        boolean looksLike(Timing other) {
            return timestamp.toEpochMilli() == other.timestamp.toEpochMilli()
                    && uptimeSeconds == other.uptimeSeconds
                    && responseMillis == other.responseMillis;
        }
    }

    private static final class Beginning {
        final HealthSnapshot snapshot;
        final Timing timing;
        final byte[] bytes;

        Beginning(HealthSnapshot snapshot, Timing timing, byte[] bytes) {
            this.snapshot = snapshot;
            this.timing = timing;
            this.bytes = bytes;
        }
    }
}
