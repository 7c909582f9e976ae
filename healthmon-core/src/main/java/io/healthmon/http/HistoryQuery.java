package io.healthmon.http;

import io.healthmon.metric.Resolution;
import io.healthmon.report.ExportFormat;
import io.healthmon.report.Reports;
import io.healthmon.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a history is asked for.
 *
 * @param resolution into which parts the span is divided, or null for single results
 * @param range the span
 * @param limit the most points that are wanted, of a document; an export has all
 * @param format how to write it
 */
record HistoryQuery(@Nullable Resolution resolution, TimeRange range, int limit, ExportFormat format) {

    private static final Duration DEFAULT_SPAN = Duration.ofHours(24);
    private static final int LONGEST_OF_RESULTS = 366;
    private static final int LONGEST_OF_HOURS = 400;
    private static final int LONGEST = 36_525;
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final int DEFAULT_LIMIT = 2_000;
    private static final String RAW = "raw";

    static HistoryQuery of(Call call, Instant now) {
        ExportFormat format = Formats.of(call.request());
        Parameters parameters = call.parameters();
        Resolution resolution = resolution(parameters);
        int defaultLimit = resolution == null ? DEFAULT_LIMIT : Reports.MOST_POINTS;
        int limit = parameters.number("limit", defaultLimit, Reports.MOST_POINTS);
        return new HistoryQuery(resolution, range(parameters, now, longest(resolution, format)), limit, format);
    }

    private static @Nullable Resolution resolution(Parameters parameters) {
        String text = parameters.choice("resolution", RAW, List.of(RAW, "hour", "day", "month"));
        for (Resolution resolution : Resolution.values()) {
            if (resolution.label().equals(text)) {
                return resolution;
            }
        }
        return null;
    }

    private static int longest(@Nullable Resolution resolution, ExportFormat format) {
        if (resolution == null) {
            return format == ExportFormat.JSON ? LONGEST_OF_RESULTS : LONGEST;
        }
        return resolution == Resolution.HOUR ? LONGEST_OF_HOURS : LONGEST;
    }

    private static TimeRange range(Parameters parameters, Instant now, int longestDays) {
        Instant to = inOurTimes("to", parameters.instant("to").orElse(now));
        Instant from = inOurTimes("from", parameters.instant("from").orElse(to.minus(DEFAULT_SPAN)));
        if (from.isAfter(to)) {
            throw ProblemException.badParameter(
                    "from", from + " lies after to, " + to + "; without \"to\" that is now");
        }
        if (from.plus(Duration.ofDays(longestDays)).isBefore(to)) {
            throw ProblemException.badParameter(
                    "from",
                    from + " lies more than " + longestDays + " days before to, " + to
                            + "; ask for less at a time or, up to " + LONGEST + " days, for resolution=day");
        }
        return new TimeRange(from, to);
    }

    private static Instant inOurTimes(String field, Instant moment) {
        if (moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
            throw ProblemException.badParameter(field, moment + " is not allowed, use a year from 1970 to 9999");
        }
        return moment;
    }
}
