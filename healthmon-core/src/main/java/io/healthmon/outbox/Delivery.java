package io.healthmon.outbox;

import io.healthmon.alert.Alert;
import java.util.Objects;

/**
 * One alert on its way through one channel, claimed by who is to deliver it.
 *
 * @param channel the channel's name
 * @param alert what it is to tell
 * @param attempt which attempt this is, from 1 on
 * @param claim tells this claim from every other one
 * @since 0.1
 */
public record Delivery(String channel, Alert alert, int attempt, String claim) {

    /** Refuses null. */
    public Delivery {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(alert, "alert");
        Objects.requireNonNull(claim, "claim");
    }
}
