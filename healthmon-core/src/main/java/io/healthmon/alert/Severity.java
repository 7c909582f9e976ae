package io.healthmon.alert;

import io.healthmon.check.Integration;
import java.util.Locale;

/**
 * How urgent an alert is; the least urgent first.
 *
 * @since 0.1
 */
public enum Severity {
    /** Worth knowing. */
    INFO,
    /** To be looked at within hours. */
    MEDIUM,
    /** Something may go wrong. */
    WARNING,
    /** Something is wrong. */
    HIGH,
    /** The application cannot do its work. */
    CRITICAL;

    /** Returns the name in lower case, as it stands in JSON and SQL. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns how urgent it is when an integration is down: critical where it is critical, else high. */
    public static Severity ofOutage(Integration integration) {
        return integration.critical() ? CRITICAL : HIGH;
    }
}
