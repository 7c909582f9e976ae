package io.healthmon.http;

import java.time.Duration;
import java.time.Instant;

/**
 * A bucket that fills up in time, and of which something is taken each time that something happens: a value, which knows
 * nothing but when it will be full again.
 *
 * @param fullAt when it will be full again, if nothing is taken meanwhile
 */
record TokenBucket(Instant fullAt) {

    /** One that has been full for ever. */
    static final TokenBucket FULL = new TokenBucket(Instant.MIN);

    /**
     * How much a bucket holds, and how fast it fills up.
     *
     * @param burst how often something may happen at once, after a long rest
     * @param each how long one more takes to come
     */
    record Pace(int burst, Duration each) {

        Pace {
            if (burst < 1 || each.isNegative() || each.isZero()) {
                throw new IllegalArgumentException("a pace of " + burst + ", one in " + each + ", lets nothing happen");
            }
        }

        /** Returns the pace of so many a second, of which those of so many seconds may come at once. */
        static Pace perSecond(int most, int seconds) {
            return new Pace(
                    Math.multiplyExact(most, seconds), Duration.ofSeconds(1).dividedBy(most));
        }

        /** Returns the pace of so many a minute, which may come at once. */
        static Pace perMinute(int most) {
            return new Pace(most, Duration.ofMinutes(1).dividedBy(most));
        }

        private Duration wholeBucket() {
            return each.multipliedBy(burst);
        }
    }

    /** Returns zero if there is one to take now, or how long until there is. */
    Duration wait(Pace pace, Instant now) {
        Duration missing = missing(pace, now).plus(pace.each()).minus(pace.wholeBucket());
        return missing.isNegative() ? Duration.ZERO : missing;
    }

    /** Returns this bucket with one less, whether or not there was one. */
    TokenBucket take(Pace pace, Instant now) {
        return new TokenBucket(now.plus(missing(pace, now)).plus(pace.each()));
    }

    /** Returns this bucket with one more. */
    TokenBucket giveBack(Pace pace) {
        return isFullSince(Instant.MIN) ? this : new TokenBucket(fullAt.minus(pace.each()));
    }

    /** Returns this bucket as one that was emptied now at the latest: the clock may have been set back since. */
    TokenBucket asOf(Pace pace, Instant now) {
        return isFullSince(now) ? this : new TokenBucket(now.plus(missing(pace, now)));
    }

    /** Returns whether it is full, and so no different from one that nobody has touched. */
    boolean isFullSince(Instant now) {
        return !fullAt.isAfter(now);
    }

    /** Returns how long it takes to be full: never more than from empty, not even when the clock was set back. */
    private Duration missing(Pace pace, Instant now) {
        if (isFullSince(now)) {
            return Duration.ZERO;
        }
        Duration missing = Duration.between(now, fullAt);
        return missing.compareTo(pace.wholeBucket()) > 0 ? pace.wholeBucket() : missing;
    }
}
