package io.healthmon.provider.remote;

import io.healthmon.check.HealthStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of an application, as that tells of it.
 *
 * @param name its name; of what stands within another, with a dot between
 * @param status how it is; a word that is not of the form counts as unknown
 */
record RemotePart(String name, HealthStatus status) {

    private static final int DEEPEST = 8;

    /** Reads the parts of a document, worst first; what has no status of its own is left out. */
    static List<RemotePart> of(RemoteFormat format, Map<?, ?> document) {
        List<RemotePart> parts = new ArrayList<>();
        switch (format) {
            case HEALTHMON, HEALTH_JSON -> addChecks(parts, format, document.get("checks"));
            case ACTUATOR -> {
                // why: Boot up to 2.1 calls them details.
                boolean old = !(document.get("components") instanceof Map);
                addComponents(parts, "", document.get(old ? "details" : "components"), DEEPEST);
            }
        }
        parts.sort(Comparator.comparing(RemotePart::status));
        return parts;
    }

    private static void addChecks(List<RemotePart> parts, RemoteFormat format, @Nullable Object checks) {
        if (checks instanceof Map<?, ?> byName) {
            byName.forEach((name, check) -> {
                List<?> entries = check instanceof List<?> list ? list : List.of(check == null ? "" : check);
                worst(format, entries).ifPresent(status -> parts.add(new RemotePart(String.valueOf(name), status)));
            });
        }
    }

    /** Returns the worst of several measurements of one part. */
    private static Optional<HealthStatus> worst(RemoteFormat format, List<?> entries) {
        return entries.stream()
                .filter(Map.class::isInstance)
                .map(entry -> ((Map<?, ?>) entry).get("status"))
                .filter(String.class::isInstance)
                .map(word -> format.meaning(word).orElse(HealthStatus.UNKNOWN))
                .reduce(HealthStatus::worse);
    }

    private static void addComponents(List<RemotePart> parts, String within, @Nullable Object components, int depth) {
        if (!(components instanceof Map<?, ?> byName) || depth == 0) {
            return;
        }
        byName.forEach((name, component) -> {
            if (component instanceof Map<?, ?> fields && fields.get("status") instanceof String word) {
                Object inner = fields.get("components");
                if (inner instanceof Map<?, ?> some && !some.isEmpty()) {
                    addComponents(parts, within + name + ".", some, depth - 1);
                } else {
                    HealthStatus status = RemoteFormat.ACTUATOR.meaning(word).orElse(HealthStatus.UNKNOWN);
                    parts.add(new RemotePart(within + name, status));
                }
            }
        });
    }
}
