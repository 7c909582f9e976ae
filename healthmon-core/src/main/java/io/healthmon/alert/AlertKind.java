package io.healthmon.alert;

import java.util.Locale;

/**
 * What an alert tells.
 *
 * @since 0.1
 */
public enum AlertKind {
    /** The integration was decided to be down. */
    DOWN,
    /** It works again after an alert said that it was down. */
    RECOVERED;

    /** Returns the name in lower case, as it stands in JSON and SQL. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
