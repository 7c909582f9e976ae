package io.healthmon.report;

import io.healthmon.check.Integration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * By what integrations are put together.
 *
 * @since 0.1
 */
public enum Grouping {
    /** By who offers the service. */
    PROVIDER,
    /** By what kind of service it is. */
    TYPE,
    /** By tag; an integration with two tags counts in both groups. */
    TAG,
    /** By the user or tenant it belongs to. */
    OWNER,
    /** All in one group, whose name is empty. */
    NONE;

    /** Returns the word for it in addresses and answers: {@code provider}, {@code type}, {@code tag} and so on. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the groups that an integration belongs to; the one with the empty name if it has no such value. */
    Collection<String> of(Integration integration) {
        return switch (this) {
            case PROVIDER -> one(integration.provider());
            case TYPE -> one(integration.type());
            case TAG -> integration.tags().isEmpty() ? one(null) : integration.tags();
            case OWNER -> one(integration.owner());
            case NONE -> one(null);
        };
    }

    private static List<String> one(@Nullable String value) {
        return List.of(Objects.requireNonNullElse(value, ""));
    }
}
