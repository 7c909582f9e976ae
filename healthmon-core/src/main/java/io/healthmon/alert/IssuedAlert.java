package io.healthmon.alert;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An alert and where it goes.
 *
 * @param alert what people are told
 * @param channels the names of the channels, at least one
 * @param follows the id of the alert that a channel must have delivered before it may deliver this one, or null
 * @since 0.1
 */
public record IssuedAlert(
        Alert alert, List<String> channels, @Nullable String follows) {

    /** Refuses null and an alert that goes nowhere. */
    public IssuedAlert {
        Objects.requireNonNull(alert, "alert");
        channels = List.copyOf(channels);
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("alert " + alert.id() + " goes to no channel");
        }
    }
}
