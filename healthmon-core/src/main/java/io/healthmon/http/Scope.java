package io.healthmon.http;

import io.healthmon.check.Integration;
import io.healthmon.live.LiveAudience;
import org.jspecify.annotations.Nullable;

/**
 * Which integrations a caller sees.
 *
 * @param owner the owner whose integrations are all that is seen, or null for the whole application
 */
record Scope(@Nullable String owner) implements LiveAudience {

    /** The whole application. */
    static final Scope WHOLE = new Scope(null);

    static Scope of(Caller caller) {
        return new Scope(caller.owner());
    }

    /** Returns whether this is the whole application. */
    @Override
    public boolean isWhole() {
        return owner == null;
    }

    /** Returns whether an integration is seen. */
    @Override
    public boolean sees(Integration integration) {
        return owner == null || owner.equals(integration.owner());
    }
}
