package io.healthmon.http;

import io.healthmon.HealthSnapshot;
import io.healthmon.IntegrationHealth;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A form of the answer to {@code /health}: a beginning that belongs to the moment, and the checks, which stay the same
 * bytes as long as the snapshot does.
 */
abstract class HealthDocument {

    private final SnapshotBytes publicChecks = new SnapshotBytes(snapshot -> checks(snapshot, false));
    private final SnapshotBytes allChecks = new SnapshotBytes(snapshot -> checks(snapshot, true));

    /** Returns the media type. */
    abstract String mediaType();

    /** Returns the beginning of the document, up to the checks. */
    abstract String beginning(HealthSnapshot snapshot, Timing timing);

    /** Returns the checks and the end of the document. */
    abstract byte[] checks(HealthSnapshot snapshot, boolean all);

    /**
     * Returns the document in two parts.
     *
     * @param all whether everything is shown, or only what is visible to all
     */
    final byte[][] parts(HealthSnapshot snapshot, Timing timing, boolean all) {
        byte[] beginning = beginning(snapshot, timing).getBytes(StandardCharsets.UTF_8);
        return new byte[][] {beginning, (all ? allChecks : publicChecks).of(snapshot)};
    }

    static boolean shown(IntegrationHealth health, boolean all) {
        return all || health.integration().visibleToAll();
    }

    /**
     * What changes from answer to answer.
     *
     * @param timestamp the time of the answer
     * @param uptimeSeconds how long the monitor has been there
     * @param responseMillis how long the answer took to make
     */
    record Timing(Instant timestamp, long uptimeSeconds, long responseMillis) {}
}
