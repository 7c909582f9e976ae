package io.healthmon.http;

import io.healthmon.http.ResultHistory.Gap;
import io.healthmon.report.Point;
import io.healthmon.store.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Figures of an integration by hour, day or month over a span. Immutable.
 *
 * @param points the parts of which there is anything, oldest first
 * @param span whole parts, up to now
 */
record PartHistory(List<Point> points, TimeRange span) {

    /** Returns the times of whole parts of which nothing is known, those before the very first result too. */
    List<Gap> gaps() {
        List<Gap> gaps = new ArrayList<>();
        Instant known = span.from();
        for (Point point : points) {
            if (tellsSomething(point)) {
                add(gaps, known, point.start());
                known = point.end();
            }
        }
        add(gaps, known, span.to());
        return gaps;
    }

    private static boolean tellsSomething(Point point) {
        return point.figures().uptime().gap().compareTo(point.figures().uptime().span()) < 0;
    }

    private static void add(List<Gap> gaps, Instant from, Instant to) {
        if (from.isBefore(to)) {
            gaps.add(new Gap(from, to));
        }
    }
}
