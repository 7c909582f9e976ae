package io.healthmon;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the monitor itself is, as {@link HealthMonitor#selfHealth()} saw it: from memory. Counts are those of this process
 * since the monitor was built.
 *
 * @param schedule whether checks run when they are due
 * @param alerts what became of alerts
 * @param store how it gets on with its store
 * @param clockJumps how often the clock was set, as far as the running time tells
 * @since 0.1
 */
public record SelfHealth(Schedule schedule, Alerts alerts, StoreHealth store, long clockJumps) {

    /**
     * Whether checks run when they are due.
     *
     * @param lag how late a run that was due was noticed, the longest of the last one to two minutes; or, if that is
     *     longer, since when one is due now that nobody has noticed
     * @param due how many runs were due, without those that were asked for by hand
     * @param missed how many were left out, because a later one was due already: the machine slept, or was too busy
     * @param running how many checks are under way, the stuck ones among them
     * @param stuck how many of them ignore their time limit
     * @since 0.1
     */
    public record Schedule(Duration lag, long due, long missed, int running, int stuck) {}

    /**
     * What became of alerts.
     *
     * @param waiting how many deliveries wait in the store, as of some seconds ago, or null if nobody has looked: there
     *     are no channels, or the store is away
     * @param givenUp how many deliveries were given up
     * @param dropped how many were forgotten for want of room while the store was away
     * @since 0.1
     */
    public record Alerts(@Nullable Long waiting, long givenUp, long dropped) {}
}
