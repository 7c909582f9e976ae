package io.healthmon.state;

import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Tells from one result after the other whether this machine still has a network. Knows no clock and no thread; whoever
 * holds it guards it.
 *
 * <p>What counts is what came since a host last answered: an answer, whoever gives it, shows that the network works. So a
 * host that was silent before an answer is silent for a reason of its own, and is no evidence until it has answered again.
 * Holds one entry for each host that is silent, and none while all answer.
 *
 * @since 0.1
 */
public final class NetworkSightings {

    private final LocalNetworkRule rule;

    /** Who was looked at since the last answer; who was looked at longest ago comes first. */
    private final Map<String, Sighting> looked = new LinkedHashMap<>();

    /** Who was silent while others answered. */
    private final Set<String> ownFault = new HashSet<>();

    private int silent;
    private boolean lost;

    /** Begins with nothing seen. */
    public NetworkSightings(LocalNetworkRule rule) {
        this.rule = rule;
    }

    /** What a result tells of the network. */
    public enum Seen {
        /** The host answered, well or badly. */
        ANSWERED,
        /** Nothing came back. */
        SILENT,
        /** Neither can be told. */
        UNCLEAR
    }

    /**
     * Takes a result.
     *
     * @param site the host, or the same for hosts that have to do with each other
     * @param nanos the running time; never before that of an earlier result
     */
    public void add(String site, Seen seen, long nanos) {
        if (seen == Seen.ANSWERED) {
            answered(site);
        } else if (!lost && !ownFault.contains(site)) {
            forget(nanos);
            look(site, seen == Seen.SILENT, nanos);
            lost = rule.lost(silent, looked.size(), silence(nanos));
        }
    }

    private void answered(String site) {
        if (!lost) {
            looked.forEach((other, sighting) -> {
                if (sighting.silent) {
                    ownFault.add(other);
                }
            });
        }
        ownFault.remove(site);
        looked.clear();
        silent = 0;
        lost = false;
    }

    private void look(String site, boolean isSilent, long nanos) {
        Sighting before = looked.remove(site);
        boolean wasSilent = before != null && before.silent;
        long since = before != null && before.silent && isSilent ? before.since : nanos;
        looked.put(site, new Sighting(isSilent, since, nanos));
        silent += (isSilent ? 1 : 0) - (wasSilent ? 1 : 0);
    }

    private void forget(long nanos) {
        Iterator<Sighting> oldest = looked.values().iterator();
        while (oldest.hasNext()) {
            Sighting sighting = oldest.next();
            if (nanos - sighting.at <= rule.window().toNanos()) {
                return;
            }
            silent -= sighting.silent ? 1 : 0;
            oldest.remove();
        }
    }

    /** Returns how long ago the first of those was silent that are silent still. */
    private Duration silence(long nanos) {
        if (silent < rule.hosts()) {
            return Duration.ZERO;
        }
        long longest = 0;
        for (Sighting sighting : looked.values()) {
            if (sighting.silent && nanos - sighting.since > longest) {
                longest = nanos - sighting.since;
                if (longest >= LocalNetworkRule.SHORTEST_SILENCE.toNanos()) {
                    break;
                }
            }
        }
        return Duration.ofNanos(longest);
    }

    /** Returns whether the network of this machine is the likely reason why hosts are silent. */
    public boolean lost() {
        return lost;
    }

    /** Returns how many unrelated hosts are silent without a reason of their own. */
    public int silent() {
        return silent;
    }

    /** Returns whether nobody is silent, so that one more answer changes nothing. */
    public boolean quiet() {
        return !lost && looked.isEmpty() && ownFault.isEmpty();
    }

    /**
     * How one host was.
     *
     * @param since when it was first silent, if it is
     * @param at when it was last looked at
     */
    private record Sighting(boolean silent, long since, long at) {}
}
