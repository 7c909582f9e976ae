package io.healthmon.http;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as far as the {@link Authenticator} knows.
 *
 * @param name the name for logs
 * @param role what the caller may do
 * @param owner whose integrations the caller sees, and no others; null for one who sees the whole application
 * @since 0.1
 */
public record Caller(String name, Role role, @Nullable String owner) {

    /**
     * Refuses null.
     *
     * @throws IllegalArgumentException if the owner is blank, which would see nothing, or the role is
     *     {@link Role#INGEST}: what that sends belongs to the whole application
     */
    public Caller {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(role, "role");
        if (owner != null && owner.isBlank()) {
            throw new IllegalArgumentException("the owner of \"" + name
                    + "\" is blank; name one, or leave it out for a caller who sees the whole application");
        }
        if (owner != null && role == Role.INGEST) {
            throw new IllegalArgumentException(
                    "\"" + name
                            + "\" has an owner and the role ingest, but metrics belong to the whole application; leave the owner out");
        }
    }

    /** Makes a caller who sees the whole application. */
    public Caller(String name, Role role) {
        this(name, role, null);
    }
}
