package io.healthmon.metric.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricWindowsTest {

    private static final Instant NOW = Instant.parse("2026-03-15T10:30:20Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final MetricWindows windows = MetricWindows.create("here");

    private MetricFigures errors(Duration window, Instant now) {
        return windows.figures("errors", Map.of(), window, now);
    }

    @Test
    void aCountHasTheSumOfItsAmounts() {
        windows.count("errors", 2, Map.of("severity", "high"), NOW);
        windows.count("errors", 3, Map.of("severity", "low"), NOW);

        assertThat(errors(HOUR, NOW).sum()).isEqualTo(5);
        assertThat(windows.figures("errors", Map.of("severity", "low"), HOUR, NOW)
                        .sum())
                .isEqualTo(3);
        assertThat(windows.figures("errors", Map.of("severity", "none"), HOUR, NOW))
                .isEqualTo(MetricFigures.NONE);
    }

    @Test
    void aGaugeHasItsLastValue() {
        windows.gauge("credit", 120, Map.of(), NOW.minusSeconds(60));
        windows.gauge("credit", -3.5, Map.of(), NOW);

        MetricFigures credit = windows.figures("credit", Map.of(), HOUR, NOW);
        assertThat(credit.last()).contains(new MetricFigures.Last(-3.5, NOW));
        assertThat(credit.min()).hasValue(-3.5);
        assertThat(credit.max()).hasValue(120);
        assertThat(credit.percentile(0.5)).isEmpty();
    }

    @Test
    void durationsHavePercentiles() {
        for (int millis = 1; millis <= 1_000; millis++) {
            windows.duration("page_load", Duration.ofMillis(millis), Map.of(), NOW);
        }

        MetricFigures figures = windows.figures("page_load", Map.of(), HOUR, NOW);
        assertThat(figures.percentile(0.5).orElseThrow()).isBetween(495.0, 505.0);
        assertThat(figures.percentile(0.95).orElseThrow()).isBetween(940.0, 960.0);
        assertThat(figures.average().orElseThrow()).isEqualTo(500.5);
    }

    @Test
    void outcomesHaveRates() {
        for (int index = 0; index < 8; index++) {
            windows.outcome("sms", index >= 2, Map.of(), NOW);
        }

        MetricFigures figures = windows.figures("sms", Map.of(), HOUR, NOW);
        assertThat(figures.failures()).isEqualTo(2);
        assertThat(figures.successPercent()).hasValue(75);
        assertThat(figures.failurePercent()).hasValue(25);
    }

    @Test
    void aWindowForgetsWhatIsOlder() {
        windows.count("errors", 1, Map.of(), NOW);

        assertThat(errors(HOUR, NOW.plus(HOUR)).sum()).isEqualTo(1);
        assertThat(errors(HOUR, NOW.plus(HOUR).plusSeconds(60)).sum()).isZero();
        assertThat(errors(DAY, NOW.plus(DAY)).sum()).isEqualTo(1);
        assertThat(errors(DAY, NOW.plus(DAY).plus(HOUR)).sum()).isZero();
    }

    @Test
    void whatLiesInTheFutureIsLeftOut() {
        windows.count("errors", 1, Map.of(), NOW.plus(HOUR));

        assertThat(errors(HOUR, NOW).sum()).isZero();
        assertThat(errors(HOUR, NOW.plus(HOUR)).sum()).isEqualTo(1);
    }

    @Test
    void aClockThatGoesBackGoesOnInTheBucketsOfItsTime() {
        windows.count("errors", 1, Map.of(), NOW);
        windows.count("errors", 2, Map.of(), NOW.minus(HOUR));
        windows.count("errors", 4, Map.of(), NOW);

        assertThat(errors(Duration.ofMinutes(1), NOW.minus(HOUR)).sum()).isEqualTo(2);
        assertThat(errors(Duration.ofMinutes(1), NOW).sum()).isEqualTo(5);
        assertThat(errors(DAY, NOW).sum()).isEqualTo(7);
        assertThat(windows.takeChanged()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "P31DT1S"})
    void aWindowThatIsTooShortOrTooLongIsRefused(String window) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> errors(Duration.parse(window), NOW))
                .withMessageContaining("window");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "page load", "1st", "a\u0000b", "ä", "a\n", "-a"})
    void aNameThatIsNotAllowedIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> windows.count(name, 1, Map.of(), NOW))
                .withMessageContaining("metric name")
                .withMessageContaining("use letters");
    }

    @Test
    void aNameOfTenThousandCharactersIsRefusedInOneShortLine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> windows.count("a".repeat(10_000), 1, Map.of(), NOW))
                .satisfies(refused ->
                        assertThat(refused.getMessage()).hasSizeLessThan(250).doesNotContain("\n"));
    }

    @Test
    void valuesThatAreNotAllowedAreRefused() {
        assertRefused(() -> windows.count("a", -1, Map.of(), NOW), "-1");
        assertRefused(() -> windows.count("a", Long.MAX_VALUE, Map.of(), NOW), "count");
        assertRefused(() -> windows.gauge("a", Double.NaN, Map.of(), NOW), "NaN");
        assertRefused(() -> windows.gauge("a", Double.NEGATIVE_INFINITY, Map.of(), NOW), "Infinity");
        assertRefused(() -> windows.duration("a", Duration.ofMillis(-1), Map.of(), NOW), "duration");
        assertRefused(() -> windows.duration("a", Duration.ofDays(32), Map.of(), NOW), "31d");
        assertRefused(() -> windows.count("other", 1, Map.of(), NOW), "other");
        assertThat(windows.series()).isEmpty();
    }

    @Test
    void labelsThatAreNotAllowedAreRefused() {
        Map<String, String> many = new HashMap<>();
        for (int index = 0; index < 9; index++) {
            many.put("l" + index, "x");
        }
        assertRefused(() -> windows.count("a", 1, many, NOW), "at most 8");
        assertRefused(() -> windows.count("a", 1, Map.of("a b", "x"), NOW), "label name");
        assertRefused(() -> windows.count("a", 1, Map.of("a", "x".repeat(201)), NOW), "201 characters");
        assertRefused(() -> windows.count("a", 1, Map.of("a", "\u0000"), NOW), "control character");
        assertRefused(() -> windows.count("a", 1, Map.of("a", "\ud800"), NOW), "control character");
        assertThatNullPointerException().isThrownBy(() -> windows.count("a", 1, null, NOW));
    }

    @Test
    void aNameHasOneKind() {
        windows.count("a", 1, Map.of(), NOW);

        assertRefused(() -> windows.gauge("a", 1, Map.of(), NOW), "is a count and no gauge");
        assertRefused(() -> windows.gauge("a", 1, Map.of("x", "y"), NOW), "is a count and no gauge");
    }

    @Test
    void aSecretInALabelIsNotKept() {
        windows.count("a", 1, Map.of("token", "abcdefgh", "url", "https://me:hunter2@example.com/"), NOW);
        windows.count("a", 1, Map.of("token", "abcdefgh", "url", "https://me:hunter2@example.com/"), NOW);

        assertThat(windows.series()).hasSize(1);
        assertThat(windows.series().toString()).doesNotContain("abcdefgh", "hunter2");
        assertThat(windows.figures("a", Map.of(), HOUR, NOW).sum()).isEqualTo(2);
    }

    @Test
    void labelSetsBeyondTheBoundAreCountedAsOther() {
        for (int index = 0; index < 150; index++) {
            windows.count("a", 1, Map.of("user", "u" + index), NOW);
        }

        assertThat(windows.figures("a", Map.of(), HOUR, NOW).sum()).isEqualTo(150);
        assertThat(windows.figures("a", Map.of("other", "true"), HOUR, NOW).sum())
                .isEqualTo(50);
        assertThat(windows.series()).hasSize(101);
        assertThat(windows.overflowed()).isEqualTo(50);
    }

    @Test
    void namesBeyondTheBoundAreCountedAsOther() {
        for (int index = 0; index < 210; index++) {
            windows.gauge("g" + index, 7, Map.of(), NOW);
        }

        assertThat(windows.figures("other", Map.of(), HOUR, NOW).sum()).isEqualTo(10);
        assertThat(windows.series()).hasSize(201);
        assertThat(windows.overflowed()).isEqualTo(10);
    }

    @Test
    void seriesBeyondTheBoundOfAllAreCountedAsOtherOfTheirName() {
        for (int name = 0; name < 50; name++) {
            for (int label = 0; label < 60; label++) {
                windows.count("n" + name, 1, Map.of("l", "v" + label), NOW);
            }
        }

        assertThat(windows.series().size()).isBetween(500, 550);
        assertThat(windows.figures("n49", Map.of(), HOUR, NOW).sum()).isEqualTo(60);
    }

    @Test
    void aSeriesWithoutAValueForAMonthMakesRoom() {
        windows.count("a", 1, Map.of(), NOW);
        windows.forgetOld(NOW.plus(Duration.ofDays(30)));
        assertThat(windows.series()).hasSize(1);

        windows.forgetOld(NOW.plus(Duration.ofDays(32)));
        assertThat(windows.series()).isEmpty();
        windows.gauge("a", 1, Map.of(), NOW);
        assertThat(windows.series()).hasSize(1);
    }

    @Test
    void changedBucketsAreHandedOverOnceUntilTheyChangeAgain() {
        windows.count("errors", 1, Map.of(), NOW);
        assertThat(windows.takeChanged())
                .extracting(MetricBucket::resolution)
                .containsExactlyInAnyOrder(MetricResolution.MINUTE, MetricResolution.HOUR);
        assertThat(windows.takeChanged()).isEmpty();

        windows.count("errors", 1, Map.of(), NOW.plusSeconds(60));
        assertThat(windows.takeChanged())
                .extracting(bucket -> bucket.figures().count())
                .containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void bucketsThatCouldNotBeWrittenAreHandedOverAgainAsTheyAreByThen() {
        windows.count("errors", 1, Map.of(), NOW);
        List<MetricBucket> unwritten = windows.takeChanged();
        windows.count("errors", 5, Map.of(), NOW.plusSeconds(60));
        windows.putBack(unwritten);

        assertThat(windows.takeChanged())
                .extracting(bucket -> bucket.figures().sum())
                .containsExactlyInAnyOrder(1.0, 5.0, 6.0);
    }

    @Test
    void whatOthersRecordedIsSummedAndReadingItAgainChangesNothing() {
        windows.count("errors", 1, Map.of(), NOW);
        MetricWindows there = MetricWindows.create("there");
        MetricWindows elsewhere = MetricWindows.create("elsewhere");
        there.count("errors", 10, Map.of(), NOW);
        elsewhere.count("errors", 100, Map.of(), NOW);
        List<MetricBucket> stored = new ArrayList<>(there.takeChanged());
        stored.addAll(elsewhere.takeChanged());
        stored.addAll(windows.takeChanged());
        for (int time = 0; time < 2; time++) {
            for (MetricResolution resolution : MetricResolution.values()) {
                List<MetricBucket> alike = stored.stream()
                        .filter(bucket -> bucket.resolution() == resolution)
                        .toList();
                windows.restore(resolution, resolution.start(NOW.minus(HOUR)), NOW.plus(HOUR), alike);
            }
        }

        assertThat(errors(HOUR, NOW).sum()).isEqualTo(111);
        assertThat(errors(DAY, NOW).sum()).isEqualTo(111);
    }

    @Test
    void activeUsersAreDifferentUsersOfTheLastQuarterOfAnHour() {
        windows.user("user-17", NOW);
        windows.user("user-18", NOW.plusSeconds(1));
        windows.user("user-17", NOW.plusSeconds(2));

        assertThat(windows.activeUsers(NOW.plusSeconds(2))).isEqualTo(2);
        assertThat(windows.activeUsers(NOW.plusSeconds(901))).isEqualTo(1);
        assertThat(windows.activeUsers(NOW.plusSeconds(902))).isZero();
    }

    @Test
    void moreUsersThanTheBoundAreCountedAsTheBound() {
        for (int user = 0; user < ActiveUsers.MOST + 10; user++) {
            windows.user("user-" + user, NOW);
        }

        assertThat(windows.activeUsers(NOW)).isEqualTo(ActiveUsers.MOST);
        windows.user("user-later", NOW.plusSeconds(1_000));
        assertThat(windows.activeUsers(NOW.plusSeconds(1_000))).isEqualTo(1);
    }

    private static void assertRefused(Runnable recording, String message) {
        assertThatIllegalArgumentException().isThrownBy(recording::run).withMessageContaining(message);
    }
}
