package io.healthmon.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a definition or a change of it may not hold that comes from somebody who sees only what one owner has. */
final class OwnersDefinition {

    /** What has an effect on the whole application: its status, its readiness, and what strangers see. */
    private static final List<String> OF_THE_WHOLE = List.of("critical", "exclusive", "public");

    private OwnersDefinition() {}

    static void requireAllowed(Map<String, ? extends @Nullable Object> definition) {
        for (String name : OF_THE_WHOLE) {
            Object value = definition.get(name);
            if (value != null && !String.valueOf(value).equals("false")) {
                throw ProblemException.badParameter(
                        name, "counts for the whole application, and you see what belongs to one owner; leave it out");
            }
        }
        definition.forEach(OwnersDefinition::refuseSecret);
    }

    /** Configured secrets are the application's. */
    private static void refuseSecret(String name, @Nullable Object value) {
        if (value instanceof List<?> list) {
            list.forEach(element -> refuseSecret(name, element));
        } else if (value instanceof Map<?, ?> group) {
            if (group.containsKey("secret")) {
                throw ProblemException.badParameter(
                        name, "names a secret of the application, and you see what belongs to one owner; leave it out");
            }
            group.forEach((key, element) -> refuseSecret(name, element));
        }
    }
}
