package io.healthmon.state;

import io.healthmon.settings.DurationText;
import java.time.Duration;
import java.util.Objects;

/**
 * When the network of this machine itself is the likely reason why hosts cannot be reached. Immutable; safe for use by
 * multiple threads.
 *
 * @param enabled whether anything is concluded at all
 * @param hosts how many unrelated hosts have to be silent, from 2 to 1,000
 * @param percent how many percent of those that were looked at have to be silent, from 50 to 100
 * @param window how long a look counts, from 5 s to 1 h
 * @since 0.1
 */
public record LocalNetworkRule(boolean enabled, int hosts, int percent, Duration window) {

    /** The fewest and the most hosts that may be asked for. */
    public static final int FEWEST_HOSTS = 2;

    /** The most hosts that may be asked for. */
    public static final int MOST_HOSTS = 1_000;

    /** The least share that may be asked for. */
    public static final int LEAST_PERCENT = 50;

    /** The shortest window. */
    public static final Duration SHORTEST_WINDOW = Duration.ofSeconds(5);

    /** The longest window. */
    public static final Duration LONGEST_WINDOW = Duration.ofHours(1);

    /** How long nobody may have answered: with many checks a second, a few failures in a row are chance. */
    static final Duration SHORTEST_SILENCE = Duration.ofSeconds(2);

    private static final int ALL = 100;

    /** Three hosts, 80 % and a minute. */
    public static final LocalNetworkRule DEFAULT = new LocalNetworkRule(true, 3, 80, Duration.ofMinutes(1));

    /** Refuses what is outside the limits. */
    public LocalNetworkRule {
        Objects.requireNonNull(window, "window");
        require("hosts", hosts, FEWEST_HOSTS, MOST_HOSTS);
        require("percent", percent, LEAST_PERCENT, ALL);
        if (window.compareTo(SHORTEST_WINDOW) < 0 || window.compareTo(LONGEST_WINDOW) > 0) {
            throw new IllegalArgumentException("localNetwork.window " + DurationText.format(window)
                    + " is not allowed; use from " + DurationText.format(SHORTEST_WINDOW) + " to "
                    + DurationText.format(LONGEST_WINDOW));
        }
    }

    private static void require(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "localNetwork." + name + " " + value + " is not allowed; use from " + least + " to " + most);
        }
    }

    /** Returns this rule, switched on or off. */
    public LocalNetworkRule withEnabled(boolean on) {
        return new LocalNetworkRule(on, hosts, percent, window);
    }

    /** Returns this rule with another number of hosts. */
    public LocalNetworkRule withHosts(int fewest) {
        return new LocalNetworkRule(enabled, fewest, percent, window);
    }

    /** Returns this rule with another share. */
    public LocalNetworkRule withPercent(int least) {
        return new LocalNetworkRule(enabled, hosts, least, window);
    }

    /** Returns this rule with another window. */
    public LocalNetworkRule withWindow(Duration age) {
        return new LocalNetworkRule(enabled, hosts, percent, age);
    }

    /**
     * Decides; a pure function.
     *
     * @param silent how many unrelated hosts were silent when they were last looked at
     * @param looked how many were looked at since one last answered, those that were silent among them
     * @param since how long ago the first of them was silent
     */
    public boolean lost(int silent, int looked, Duration since) {
        return enabled
                && silent >= hosts
                && (long) silent * ALL >= (long) percent * looked
                && since.compareTo(SHORTEST_SILENCE) >= 0;
    }
}
