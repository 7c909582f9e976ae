package io.healthmon;

import io.healthmon.alert.AlertPolicy;
import io.healthmon.alert.Severity;
import io.healthmon.channel.AlertChannel;
import io.healthmon.settings.SettingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who is told of what: the channels, and the routes that name them. Not safe for use by multiple threads. */
final class RoutedChannels {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,49}");

    /** By name, in the order in which they were added. */
    private final Map<String, AlertChannel> channels = new LinkedHashMap<>();

    /** Where a route stands in settings, or null; one for each route. */
    private final List<@Nullable String> places = new ArrayList<>();

    private AlertPolicy policy = AlertPolicy.NONE;

    Map<String, AlertChannel> channels() {
        return Collections.unmodifiableMap(channels);
    }

    /**
     * Adds a channel.
     *
     * @throws IllegalArgumentException if the name is not allowed, or taken
     */
    void add(String name, AlertChannel channel) {
        requireFree(name);
        channels.put(name, channel);
    }

    void requireFree(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("channel name \"" + name
                    + "\" is not allowed; use lower-case letters, digits, '-' and '_', at most 50");
        }
        if (channels.containsKey(name)) {
            throw new IllegalArgumentException(
                    "channel name \"" + name + "\" is taken by another channel; give each its own name");
        }
    }

    void cooldown(Duration cooldown) {
        policy = policy.withCooldown(cooldown);
    }

    /**
     * Adds a route; that there are channels of its names is seen to by {@link #refuseUnknown}.
     *
     * @param place where it stands in settings, or null
     */
    void route(Set<Severity> severities, List<String> names, @Nullable String place) {
        policy = policy.withRoute(new AlertPolicy.Route(severities, names));
        places.add(place);
    }

    /** Refuses routes to channels that there are not. */
    void refuseUnknown() {
        for (int index = 0; index < places.size(); index++) {
            String place = places.get(index);
            for (String name : policy.routes().get(index).channels()) {
                if (!channels.containsKey(name) && place == null) {
                    throw new IllegalArgumentException("an alert route names the channel \"" + name + "\"; " + known());
                }
                if (!channels.containsKey(name)) {
                    throw new SettingException(place, "\"" + name + "\" is no channel; " + known());
                }
            }
        }
    }

    /** Returns who is told of what: every channel of everything, unless there are routes. */
    AlertPolicy policy() {
        boolean everywhere = policy.routes().isEmpty() && !channels.isEmpty();
        return everywhere ? policy.withRoute(new AlertPolicy.Route(Set.of(), List.copyOf(channels.keySet()))) : policy;
    }

    private String known() {
        return channels.isEmpty()
                ? "there is no channel; add one under \"channels\" or by alert(…)"
                : "the channels are " + String.join(", ", channels.keySet());
    }
}
