package io.healthmon.provider.remote;

import io.healthmon.check.HealthStatus;
import io.healthmon.provider.remote.RemotePart.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parts of one document: all of them, however deep, since an answer is bounded in bytes and in levels and an ill
 * part that is left out would be well. A group stands for itself only where it is worse than all that is within it.
 */
final class PartsReader {

    private final RemoteFormat format;

    /** Under which names a part may have parts of its own. */
    private final List<String> groups;

    private final List<RemotePart> parts = new ArrayList<>();

    private PartsReader(RemoteFormat format, List<String> groups) {
        this.format = format;
        this.groups = groups;
    }

    /** Returns the parts, worst first; what has no status, neither its own nor of anything within, is left out. */
    static List<RemotePart> read(RemoteFormat format, Map<?, ?> document) {
        PartsReader reader = new PartsReader(format, groups(format, document));
        if (format == RemoteFormat.ACTUATOR) {
            reader.groups.forEach(group -> reader.addAll(null, document.get(group)));
        } else {
            reader.addAll(null, document.get("checks"));
        }
        reader.parts.sort(Comparator.comparing(RemotePart::status));
        return reader.parts;
    }

    private static List<String> groups(RemoteFormat format, Map<?, ?> document) {
        if (format != RemoteFormat.ACTUATOR) {
            return List.of();
        }
        // why: Boot up to 2.1 calls the parts details, on every level; since then anything may stand in details.
        return isGroup(document.get("components")) ? List.of("components") : List.of("components", "details");
    }

    private static boolean isGroup(@Nullable Object value) {
        return value instanceof Map || value instanceof List;
    }

    /** Adds what is in a group; returns the worst of it. */
    private Optional<HealthStatus> addAll(@Nullable Place group, @Nullable Object members) {
        Optional<HealthStatus> worst = Optional.empty();
        for (Member member : members(members)) {
            worst = worse(worst, add(new Place(group, member.name()), member.value()));
        }
        return worst;
    }

    /** Adds a part, or what is within it; returns the worst of both. */
    private Optional<HealthStatus> add(Place place, @Nullable Object part) {
        Optional<HealthStatus> within = Optional.empty();
        Optional<HealthStatus> own = Optional.empty();
        // why: of several measurements of one part the worst counts.
        for (Object entry : part instanceof List<?> list ? list : part == null ? List.of() : List.of(part)) {
            if (entry instanceof Map<?, ?> fields) {
                own = worse(own, word(fields.get("status")));
                for (String group : groups) {
                    within = worse(within, addAll(place, fields.get(group)));
                }
            }
        }
        Optional<HealthStatus> both = worse(own, within);
        if (own.isPresent() && !both.equals(within)) {
            parts.add(new RemotePart(place, own.get()));
        }
        return both;
    }

    private Optional<HealthStatus> word(@Nullable Object word) {
        return word instanceof String || word instanceof List
                ? Optional.of(format.meaning(word).orElse(HealthStatus.UNKNOWN))
                : Optional.empty();
    }

    private static Optional<HealthStatus> worse(Optional<HealthStatus> one, Optional<HealthStatus> other) {
        return one.isPresent() && other.isPresent() ? Optional.of(one.get().worse(other.get())) : one.or(() -> other);
    }

    /** Returns the members of a group; those of a list by the name that each has, or else by its number. */
    private static List<Member> members(@Nullable Object group) {
        List<Member> members = new ArrayList<>();
        if (group instanceof Map<?, ?> byName) {
            byName.forEach((name, value) -> members.add(new Member(String.valueOf(name), value)));
        }
        if (group instanceof List<?> list) {
            for (Object value : list) {
                Object name = value instanceof Map<?, ?> fields ? fields.get("name") : null;
                boolean named = name instanceof String text && !text.isBlank();
                members.add(new Member(named ? String.valueOf(name) : String.valueOf(members.size() + 1), value));
            }
        }
        return members;
    }

    /** What stands in a group, whose names need not differ where it is a list. */
    private record Member(String name, @Nullable Object value) {}
}
