package io.healthmon.jdbc;

import io.healthmon.metric.Bucket;
import io.healthmon.metric.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the figures of integrations came to over the spans that were asked for last, merged: a page asks for the same 30 days
 * again and again, and each time that would be dozens of rows of each integration.
 *
 * <p>What is remembered counts as long as the integration's figures have the version that it was made of. Figures that
 * another process removed because they are old may be told until the next hour is rolled up. Safe for use by multiple
 * threads.
 */
final class RecentFigures {

    /** Some 300 bytes for each integration and span. */
    private static final int MOST_SPANS = 4;

    /** By the begin of their span; guarded by this. */
    private final Map<Instant, Map<Integer, Merged>> spans = new LinkedHashMap<>(8, 0.75f, true);

    /** Returns what is remembered of an integration from a moment up to another one. */
    synchronized Optional<Bucket> find(Instant from, Instant to, Progress progress) {
        Map<Integer, Merged> span = spans.get(from);
        Merged merged = span == null ? null : span.get(progress.key());
        return merged == null || merged.version != progress.version() || !merged.to.equals(to)
                ? Optional.empty()
                : Optional.of(new Bucket(from, Tally.decode(merged.figures, Duration.between(from, to))));
    }

    /** Remembers what figures came to, those that began last longest. */
    synchronized void keep(Instant from, Instant to, Progress progress, Tally tally) {
        byte[] figures = tally.encode(Duration.between(from, to));
        spans.computeIfAbsent(from, unseen -> new HashMap<>())
                .put(progress.key(), new Merged(to, progress.version(), figures));
        if (spans.size() > MOST_SPANS) {
            spans.remove(Objects.requireNonNull(spans.keySet().iterator().next()));
        }
    }

    synchronized void forget() {
        spans.clear();
    }

    /** What the figures up to a moment came to, and their version. */
    private static final class Merged {
        final Instant to;
        final long version;
        final byte[] figures;

        Merged(Instant to, long version, byte[] figures) {
            this.to = to;
            this.version = version;
            this.figures = figures;
        }
    }
}
