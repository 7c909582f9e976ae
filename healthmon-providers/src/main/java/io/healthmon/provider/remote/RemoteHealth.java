package io.healthmon.provider.remote;

import io.healthmon.check.HealthStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an application says of itself.
 *
 * @param format how it says so
 * @param word its status, as it says it
 * @param status what that means
 * @param parts what it is made of, worst first
 */
record RemoteHealth(RemoteFormat format, String word, HealthStatus status, List<RemotePart> parts) {

    RemoteHealth {
        parts = List.copyOf(parts);
    }

    /**
     * Reads a document; empty when it is of none of the forms, or not of the one that is wanted.
     *
     * @param mediaType what its sender calls it
     * @param wanted the form that it has to have, or null for any
     */
    static Optional<RemoteHealth> of(@Nullable Object document, String mediaType, @Nullable RemoteFormat wanted) {
        if (!(document instanceof Map<?, ?> fields)) {
            return Optional.empty();
        }
        Optional<RemoteFormat> format =
                wanted != null ? Optional.of(wanted) : RemoteFormat.of(mediaType.toLowerCase(Locale.ROOT), fields);
        return format.flatMap(known -> known.meaning(fields.get("status"))
                .map(status -> new RemoteHealth(
                        known, String.valueOf(fields.get("status")), status, PartsReader.read(known, fields))));
    }

    /**
     * Returns what it comes to: what the application says, but degraded in place of healthy where it leaves it to the reader
     * to see that a part is ill.
     */
    HealthStatus judged() {
        boolean overlooked = status == HealthStatus.HEALTHY && !format.weighsParts() && anyFails();
        return overlooked ? HealthStatus.DEGRADED : status;
    }

    /** Returns the parts that make it so, worst first: those that are down or degraded, or else those that are unknown. */
    List<RemotePart> ill() {
        HealthStatus least = anyFails() ? HealthStatus.DEGRADED : HealthStatus.UNKNOWN;
        return parts.stream()
                .filter(part -> part.status().compareTo(least) <= 0)
                .toList();
    }

    private boolean anyFails() {
        return parts.stream().anyMatch(part -> part.status().compareTo(HealthStatus.DEGRADED) <= 0);
    }
}
