package io.healthmon;

import io.healthmon.alert.AlertPolicy;
import io.healthmon.settings.SettingException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The channels that alert routes name. */
final class RoutedChannels {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,49}");

    private RoutedChannels() {}

    /** Refuses a name that is none for a channel, or that another one has. */
    static void requireFree(String name, Set<String> taken) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("channel name \"" + name
                    + "\" is not allowed; use lower-case letters, digits, '-' and '_', at most 50");
        }
        if (taken.contains(name)) {
            throw new IllegalArgumentException(
                    "channel name \"" + name + "\" is taken by another channel; give each its own name");
        }
    }

    /**
     * Refuses names of channels that there are not.
     *
     * @param places where each route stands in settings, or null
     */
    static void refuseUnknown(List<AlertPolicy.Route> routes, List<@Nullable String> places, Set<String> channels) {
        for (int index = 0; index < places.size(); index++) {
            String place = places.get(index);
            for (String name : routes.get(index).channels()) {
                if (!channels.contains(name) && place == null) {
                    throw new IllegalArgumentException(
                            "an alert route names the channel \"" + name + "\"; " + known(channels));
                }
                if (!channels.contains(name)) {
                    throw new SettingException(place, "\"" + name + "\" is no channel; " + known(channels));
                }
            }
        }
    }

    private static String known(Set<String> channels) {
        return channels.isEmpty()
                ? "there is no channel; add one under \"channels\" or by alert(…)"
                : "the channels are " + String.join(", ", channels);
    }
}
