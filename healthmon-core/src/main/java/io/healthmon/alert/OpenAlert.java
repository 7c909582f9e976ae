package io.healthmon.alert;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * An alert that said "down" and has not been followed by its "recovered" yet.
 *
 * @param id the alert's id
 * @param severity how urgent it was; its "recovered" is as urgent
 * @param downSince since when the integration is down
 * @param channels the names of the channels it was meant for; only these get its "recovered"
 * @since 0.1
 */
public record OpenAlert(String id, Severity severity, Instant downSince, List<String> channels) {

    /** Refuses null and copies the names. */
    public OpenAlert {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(downSince, "downSince");
        channels = List.copyOf(channels);
    }
}
