package io.healthmon.check.network;

import io.healthmon.check.Cause;
import io.healthmon.check.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the records of a name have to be.
 *
 * @param values all of these are there
 * @param parts each of these stands in one of the values
 * @param minimum there are so many values at least
 */
record DnsExpectation(List<String> values, List<String> parts, int minimum) {

    /** The most values and parts, and the largest minimum. */
    static final int MOST = 50;

    /** Any value will do. */
    static final DnsExpectation ANY = new DnsExpectation(List.of(), List.of(), 1);

    /** Refuses what is too much. */
    DnsExpectation {
        values = List.copyOf(values);
        parts = List.copyOf(parts);
        requireFew("expect", values);
        requireFew("contains", parts);
        if (minimum < 1 || minimum > MOST) {
            throw new IllegalArgumentException("atLeast " + minimum + " is not allowed; use from 1 to " + MOST);
        }
    }

    private static void requireFew(String name, List<String> texts) {
        if (texts.size() > MOST) {
            throw new IllegalArgumentException(name + " has " + texts.size() + " values; use at most " + MOST);
        }
        if (texts.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(name + " has a blank value; leave it out");
        }
    }

    DnsExpectation withValues(List<String> others) {
        return new DnsExpectation(others, parts, minimum);
    }

    DnsExpectation withParts(List<String> others) {
        return new DnsExpectation(values, others, minimum);
    }

    DnsExpectation withMinimum(int other) {
        return new DnsExpectation(values, parts, other);
    }

    /** Returns the first thing that is not so, or null. */
    @Nullable Problem unmet(DnsClient asked, List<String> answers) {
        for (String wanted : values) {
            if (answers.stream().noneMatch(answer -> DnsValue.fits(asked.record(), wanted, answer))) {
                return unmet(asked, "lack \"" + wanted + "\"; they are", "expect", answers);
            }
        }
        for (String part : parts) {
            if (answers.stream().noneMatch(answer -> DnsValue.holds(asked.record(), part, answer))) {
                return unmet(asked, "nowhere contain \"" + part + "\"; they are", "contains", answers);
            }
        }
        return answers.size() >= minimum
                ? null
                : unmet(asked, "are " + answers.size() + ", and not at least " + minimum + ":", "atLeast", answers);
    }

    private static Problem unmet(DnsClient asked, String how, String setting, List<String> answers) {
        return new Problem(
                Cause.ASSERTION,
                "The " + asked.record() + " records of " + asked.host() + " " + how + " " + String.join(", ", answers)
                        + ".",
                "Correct the zone, or \"" + setting + "\"; after a change old answers may live on for a while.",
                null);
    }
}
