package io.healthmon.alert;

import io.healthmon.settings.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Who is told, and how often at most. Immutable; safe for use by multiple threads.
 *
 * @param cooldown the least time between two alerts that the same integration is down
 * @param routes the first that takes an alert's severity says where it goes; without any, it goes nowhere
 * @since 0.1
 */
public record AlertPolicy(Duration cooldown, List<Route> routes) {

    /** The longest cool-down: 30 days. */
    public static final Duration LONGEST_COOLDOWN = Duration.ofDays(30);

    /** Nobody is told; one hour between two alerts once somebody is. */
    public static final AlertPolicy NONE = new AlertPolicy(Duration.ofHours(1), List.of());

    /** Refuses a cool-down that is negative or longer than {@link #LONGEST_COOLDOWN}. */
    public AlertPolicy {
        if (cooldown.isNegative() || cooldown.compareTo(LONGEST_COOLDOWN) > 0) {
            throw new IllegalArgumentException("cooldown " + DurationText.format(cooldown)
                    + " is not allowed; use from 0ms to " + DurationText.format(LONGEST_COOLDOWN));
        }
        routes = List.copyOf(routes);
    }

    /** Returns the same policy with another cool-down. */
    public AlertPolicy withCooldown(Duration cooldown) {
        return new AlertPolicy(cooldown, routes);
    }

    /** Returns the same policy with one more route after the others. */
    public AlertPolicy withRoute(Route route) {
        List<Route> more = new ArrayList<>(routes);
        more.add(route);
        return new AlertPolicy(cooldown, more);
    }

    /** Returns the names of the channels that an alert goes to; empty when no route takes it. */
    public List<String> channels(Severity severity) {
        for (Route route : routes) {
            if (route.takes(severity)) {
                return route.channels();
            }
        }
        return List.of();
    }

    /**
     * Where alerts of some severities go.
     *
     * @param severities which it takes; all of them if empty
     * @param channels the names of the channels; none for alerts that nobody is told
     */
    public record Route(Set<Severity> severities, List<String> channels) {

        /** Copies both and leaves out channels named twice. */
        public Route {
            severities = severities.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(severities));
            channels = channels.stream().distinct().toList();
        }

        boolean takes(Severity severity) {
            return severities.isEmpty() || severities.contains(severity);
        }
    }
}
