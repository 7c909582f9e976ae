package io.healthmon.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.metric.Resolution;
import io.healthmon.store.TimeRange;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SpansTest {

    private static final Instant NOW = Instant.parse("2026-03-15T10:30:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-03-15T08:10:00Z, 2026-03-15T09:10:00Z, 2026-03-15T08:00:00Z, 2026-03-15T10:00:00Z",
        "2026-03-15T08:10:00Z, 2026-03-15T10:10:00Z, 2026-03-15T08:00:00Z, 2026-03-15T10:10:00Z",
        "2026-03-15T08:10:00Z, 2026-03-15T12:00:00Z, 2026-03-15T08:00:00Z, 2026-03-15T10:30:00Z",
        "2026-03-15T10:10:00Z, 2026-03-15T10:20:00Z, 2026-03-15T10:00:00Z, 2026-03-15T10:20:00Z",
        "2026-03-15T12:10:00Z, 2026-03-15T13:00:00Z, 2026-03-15T12:00:00Z, 2026-03-15T12:00:00Z"
    })
    void spanIsOfWholeHoursAndEndsNow(Instant from, Instant to, Instant begin, Instant end) {
        assertThat(Spans.widened(new TimeRange(from, to), NOW)).isEqualTo(new TimeRange(begin, end));
    }

    @ParameterizedTest
    @EnumSource(Resolution.class)
    void piecesFollowEachOtherAndBeginWithAPart(Resolution resolution) {
        TimeRange span = Spans.widened(new TimeRange(NOW.minusSeconds(200_000_000L), NOW), resolution, NOW);
        List<TimeRange> pieces = Spans.pieces(span, resolution);

        assertThat(pieces.get(0).from()).isEqualTo(span.from());
        assertThat(pieces.get(pieces.size() - 1).to()).isEqualTo(NOW);
        for (int index = 1; index < pieces.size(); index++) {
            assertThat(pieces.get(index).from()).isEqualTo(pieces.get(index - 1).to());
            assertThat(resolution.floor(pieces.get(index).from()))
                    .isEqualTo(pieces.get(index).from());
        }
    }
}
