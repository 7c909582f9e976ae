package io.healthmon.metric;

import io.healthmon.check.HealthStatus;
import java.time.Duration;

/**
 * Counts what results over a span of time came to, and can be merged with the tallies of other spans or integrations.
 *
 * <p>Counts, sums, extremes and times are exact; percentiles are within 1 %. Merging is free of order and grouping. Not
 * safe for use by multiple threads; one that a store returns belongs to whoever asked for it.
 *
 * <p>The encoding is stable: varints (seven bits to a byte, least first, the eighth bit says that more follow): four times the
 * flags and 1, the version; each value whose flag is set, in the order of the bits: degraded, down and unknown results;
 * degraded, down, unknown, maintenance and gap milliseconds; then, if there is any result that is not unknown, the sum, the
 * least and the spread of response times in milliseconds and the encoding of their {@link LatencySketch}. Healthy time is
 * what is left of the bucket.
 *
 * @since 0.1
 */
@SuppressWarnings("EnumOrdinal") // never outlives the process: the encoding names each status
public final class Tally {

    private static final int VERSION = 1;
    private static final int VERSION_BITS = 2;
    private static final int STATUSES = HealthStatus.values().length;
    private static final HealthStatus[] RARE = {HealthStatus.DEGRADED, HealthStatus.DOWN, HealthStatus.UNKNOWN};

    private final HourFigures times = new HourFigures(LatencySketch.create());
    private final long[] results = new long[STATUSES];
    private final long[] millis = new long[STATUSES];
    private long maintenanceMillis;

    private Tally() {}

    /** Returns an empty tally. */
    public static Tally create() {
        return new Tally();
    }

    /**
     * Counts a result.
     *
     * @throws IllegalArgumentException if its response time is negative, unless it is unknown: that has none
     */
    public void add(HealthStatus status, long responseTimeMillis) {
        if (status != HealthStatus.UNKNOWN) {
            boolean success = status != HealthStatus.DOWN;
            times.add(success, Math.min(responseTimeMillis, RollingStatistics.LONGEST));
        }
        results[status.ordinal()]++;
    }

    /** Adds time that results of a status stand for. */
    void addTime(HealthStatus status, long more) {
        millis[status.ordinal()] += more;
    }

    void addMaintenance(long more) {
        maintenanceMillis += more;
    }

    /** Adds the counts and times of responses to figures without statuses. */
    void addTo(HourFigures figures) {
        figures.merge(times);
    }

    /** Adds all that another tally has; that one stays as it is. */
    public void merge(Tally other) {
        times.merge(other.times);
        for (int status = 0; status < STATUSES; status++) {
            results[status] += other.results[status];
            millis[status] += other.millis[status];
        }
        maintenanceMillis += other.maintenanceMillis;
    }

    /** Returns whether it has neither a result nor any time. */
    public boolean isEmpty() {
        return accountedMillis() == 0 && known() + results(HealthStatus.UNKNOWN) == 0;
    }

    /** Returns how many results of a status were counted. */
    public long results(HealthStatus status) {
        return results[status.ordinal()];
    }

    /** Returns how many results told something: all but the unknown ones. */
    public long known() {
        return results(HealthStatus.HEALTHY) + results(HealthStatus.DEGRADED) + results(HealthStatus.DOWN);
    }

    /** Returns the time in milliseconds that results of a status stand for. */
    public long millis(HealthStatus status) {
        return millis[status.ordinal()];
    }

    /** Returns the figures, of a span of the given length, which is at least the time that results stand for. */
    public Figures figures(Duration span) {
        return new Figures(times.statistics(), uptime(span));
    }

    private Uptime uptime(Duration span) {
        Duration accounted = Duration.ofMillis(accountedMillis());
        return new Uptime(
                span.compareTo(accounted) < 0 ? accounted : span,
                Duration.ofMillis(millis(HealthStatus.HEALTHY)),
                Duration.ofMillis(millis(HealthStatus.DEGRADED)),
                Duration.ofMillis(millis(HealthStatus.DOWN)),
                Duration.ofMillis(millis(HealthStatus.UNKNOWN)),
                Duration.ofMillis(maintenanceMillis));
    }

    private long accountedMillis() {
        long sum = maintenanceMillis;
        for (long part : millis) {
            sum += part;
        }
        return sum;
    }

    /**
     * Returns the encoding that the class describes.
     *
     * @param bucket how long the span is, which the reader has to know, too
     */
    public byte[] encode(Duration bucket) {
        long[] rare = rare(bucket.toMillis() - accountedMillis());
        int flags = 0;
        for (int index = 0; index < rare.length; index++) {
            flags |= rare[index] == 0 ? 0 : 1 << index;
        }
        VarintOutput output = new VarintOutput(48);
        output.number((long) flags << VERSION_BITS | VERSION);
        for (long value : rare) {
            if (value != 0) {
                output.number(value);
            }
        }
        if (!times.isEmpty()) {
            times.write(output);
        }
        return output.toByteArray();
    }

    private long[] rare(long gapMillis) {
        if (gapMillis < 0) {
            throw new IllegalArgumentException("the results stand for " + -gapMillis + " ms more than the span has");
        }
        long[] rare = new long[2 * RARE.length + 2];
        for (int index = 0; index < RARE.length; index++) {
            rare[index] = results(RARE[index]);
            rare[RARE.length + index] = millis(RARE[index]);
        }
        rare[rare.length - 2] = maintenanceMillis;
        rare[rare.length - 1] = gapMillis;
        return rare;
    }

    /**
     * Returns the tally that was encoded.
     *
     * @param bucket how long the span is
     * @throws IllegalArgumentException if the bytes are no encoded tally of such a span; says why
     */
    public static Tally decode(byte[] encoded, Duration bucket) {
        VarintInput input = new VarintInput(encoded, 0, encoded.length);
        Tally tally = new Tally();
        long head = input.number();
        if ((head & (1 << VERSION_BITS) - 1) != VERSION) {
            throw new IllegalArgumentException("not an encoded tally: it does not begin with version " + VERSION);
        }
        long gap = tally.readRare(input, head >> VERSION_BITS);
        if (input.hasMore()) {
            tally.times.merge(HourFigures.read(input, tally.results(HealthStatus.DOWN)));
        }
        long healthy = bucket.toMillis() - gap - tally.accountedMillis();
        long healthyResults = tally.times.results() - tally.known();
        if (healthy < 0 || healthyResults < 0) {
            throw new IllegalArgumentException("not an encoded tally of " + bucket + ": its parts are more than that");
        }
        tally.millis[HealthStatus.HEALTHY.ordinal()] = healthy;
        tally.results[HealthStatus.HEALTHY.ordinal()] = healthyResults;
        return tally;
    }

    /** Returns the gap. */
    private long readRare(VarintInput input, long flags) {
        long[] rare = new long[2 * RARE.length + 2];
        for (int index = 0; index < rare.length; index++) {
            rare[index] = (flags >> index & 1) == 0 ? 0 : input.number();
        }
        for (int index = 0; index < RARE.length; index++) {
            results[RARE[index].ordinal()] = rare[index];
            millis[RARE[index].ordinal()] = rare[RARE.length + index];
        }
        maintenanceMillis = rare[rare.length - 2];
        return rare[rare.length - 1];
    }
}
