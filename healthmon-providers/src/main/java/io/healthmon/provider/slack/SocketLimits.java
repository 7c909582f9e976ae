package io.healthmon.provider.slack;

import io.healthmon.settings.DurationText;
import java.time.Duration;

/**
 * How long a socket may do without.
 *
 * @param silentAfter without a frame
 * @param reconnectWithin without a connection
 */
record SocketLimits(Duration silentAfter, Duration reconnectWithin) {

    private static final Duration LONGEST = Duration.ofHours(1);

    static final SocketLimits DEFAULT = new SocketLimits(Duration.ofMinutes(1), Duration.ofMinutes(1));

    SocketLimits {
        within("silentAfter", silentAfter, Duration.ofSeconds(1));
        within("reconnectWithin", reconnectWithin, Duration.ZERO);
    }

    private static void within(String name, Duration value, Duration least) {
        if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " " + DurationText.format(value) + " is not allowed; use from "
                    + DurationText.format(least) + " to " + DurationText.format(LONGEST));
        }
    }
}
