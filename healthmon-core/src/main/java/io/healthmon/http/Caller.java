package io.healthmon.http;

import java.util.Objects;

/**
 * Who asks, as far as the {@link Authenticator} knows.
 *
 * @param name the name for logs
 * @param role what the caller may do
 * @since 0.1
 */
public record Caller(String name, Role role) {

    /** Refuses null. */
    public Caller {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(role, "role");
    }
}
