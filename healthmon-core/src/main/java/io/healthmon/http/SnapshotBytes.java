package io.healthmon.http;

import io.healthmon.HealthSnapshot;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What was made of the latest snapshot, kept as long as the snapshot is the same. Safe for use by many threads. */
final class SnapshotBytes {

    private final Function<HealthSnapshot, byte[]> rendering;
    private volatile @Nullable Rendered latest;

    SnapshotBytes(Function<HealthSnapshot, byte[]> rendering) {
        this.rendering = rendering;
    }

    @SuppressWarnings("ReferenceEquality") // the same snapshot is the same object; comparing by value would cost more
    byte[] of(HealthSnapshot snapshot) {
        Rendered kept = latest;
        if (kept == null || kept.snapshot != snapshot) {
            kept = new Rendered(snapshot, rendering.apply(snapshot));
            latest = kept;
        }
        return kept.bytes;
    }

    private static final class Rendered {
        final HealthSnapshot snapshot;
        final byte[] bytes;

        Rendered(HealthSnapshot snapshot, byte[] bytes) {
            this.snapshot = snapshot;
            this.bytes = bytes;
        }
    }
}
