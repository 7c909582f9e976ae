package io.healthmon;

import io.healthmon.store.LogSize;
import java.time.Duration;

/**
 * What a clean-up did.
 *
 * @param deleted how many results were removed
 * @param deletedFigures how many figures of hours and days were removed
 * @param deletedAlerts how many alerts were removed
 * @param remaining what results are left
 * @param retention how long results are kept
 * @since 0.1
 */
public record Cleanup(long deleted, long deletedFigures, long deletedAlerts, LogSize remaining, Duration retention) {

    /** Returns what was done in one line. */
    @Override
    public String toString() {
        return deleted + " results, " + deletedFigures + " figures of hours and days and " + deletedAlerts
                + " alerts removed; " + remaining.results() + " results left";
    }
}
