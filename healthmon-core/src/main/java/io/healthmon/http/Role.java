package io.healthmon.http;

import java.util.Locale;

/**
 * What a caller may do; each role may do what the ones before it may.
 *
 * @since 0.1
 */
public enum Role {
    /** May look. */
    VIEWER,
    /** May also start checks. */
    OPERATOR,
    /** May also change things. */
    ADMIN;

    /** Returns whether this role may do what the other may. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** Returns the name in lower case, as it stands in settings and messages. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
