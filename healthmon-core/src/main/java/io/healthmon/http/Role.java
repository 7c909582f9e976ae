package io.healthmon.http;

import java.util.Locale;

/**
 * What a caller may do. An admin may do what an operator may, and an operator what a viewer and an ingest may.
 *
 * @since 0.1
 */
public enum Role {
    /** May look. */
    VIEWER,
    /** May also start checks. */
    OPERATOR,
    /** May also change things. */
    ADMIN,
    /** May send metrics, and do nothing else: its token stands in browsers and functions. */
    INGEST,
    /** May do nothing: somebody who is known to the host, but has no part in this. Not for settings. */
    NONE;

    /** Returns whether this role may do what the other may. */
    public boolean includes(Role other) {
        return switch (this) {
            case VIEWER, INGEST -> other == this;
            case NONE -> false;
            case OPERATOR -> other != ADMIN;
            case ADMIN -> true;
        };
    }

    /** Returns the name in lower case, as it stands in settings and messages. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
