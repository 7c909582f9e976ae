package io.healthmon.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.Thresholds;
import io.healthmon.metric.Figures;
import io.healthmon.metric.Resolution;
import io.healthmon.state.HealthState;
import io.healthmon.state.Observation;
import io.healthmon.store.HealthStore;
import io.healthmon.store.HealthStore.Entry;
import io.healthmon.store.InMemoryHealthStore;
import io.healthmon.store.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results every five minutes, each of which stands for ten at most; it is half past ten. */
class ReportsTest {

    private static final Instant NOW = Instant.parse("2026-03-15T10:30:00Z");
    private static final Instant MORNING = Instant.parse("2026-03-15T08:00:00Z");

    private final HealthStore store = InMemoryHealthStore.create(10_000);
    private final List<Integration> integrations = List.of(
            Integration.named("Stripe").provider("stripe").tags("money", "web").build(),
            Integration.named("Paypal").provider("paypal").tags("money").build(),
            Integration.named("Disk").build());
    private final Reports reports = Reports.of(store, () -> integrations, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void figuresCountAndWeighByTime() {
        fill("stripe", MORNING, 12, HealthStatus.HEALTHY);
        fill("stripe", MORNING.plusSeconds(3_600), 3, HealthStatus.DOWN);

        Figures figures = reports.figures("stripe", new TimeRange(MORNING, MORNING.plusSeconds(7_200)));

        assertThat(figures.statistics().results()).isEqualTo(15);
        assertThat(figures.statistics().successRate()).hasValue(80);
        assertThat(figures.uptime().down()).isEqualTo(Duration.ofMinutes(20));
        assertThat(figures.uptime().percentage()).hasValue(75);
        assertThat(figures.uptime().gap()).isEqualTo(Duration.ofMinutes(40));
        assertThat(figures.uptime().coverage().orElseThrow()).isBetween(66.6, 66.7);
    }

    @Test
    void nothingKnownIsNoPercentage() {
        Figures figures = reports.figures("nothing", new TimeRange(MORNING, NOW));

        assertThat(figures.statistics().successRate()).isEmpty();
        assertThat(figures.uptime().percentage()).isEmpty();
        assertThat(figures.uptime().coverage()).hasValue(0);
    }

    @Test
    void spanEndsNowAtTheLatestAndIsWidenedToHours() {
        fill("stripe", MORNING, 36, HealthStatus.HEALTHY);

        Figures figures = reports.figures(
                "stripe", new TimeRange(MORNING.plusSeconds(1_800), Instant.parse("2027-01-01T00:00:00Z")));
        Figures past = reports.figures("stripe", new TimeRange(MORNING.plusSeconds(1_800), MORNING.plusSeconds(1_801)));

        assertThat(figures.uptime().span()).isEqualTo(Duration.between(MORNING, NOW));
        assertThat(past.uptime().span()).isEqualTo(Duration.ofHours(1));
        assertThat(past.statistics().results()).isEqualTo(12);
    }

    @Test
    void resultFromTheTimeToComeDoesNotCount() {
        fill("stripe", NOW.plusSeconds(60), 1, HealthStatus.DOWN);

        Figures figures = reports.figures("stripe", new TimeRange(MORNING, NOW.plusSeconds(7_200)));

        assertThat(figures.statistics().results()).isZero();
        assertThat(figures.uptime().known()).isEqualTo(Duration.ZERO);
    }

    @Test
    void spanOfNothingAndSpanToComeHaveNothing() {
        fill("stripe", MORNING, 12, HealthStatus.HEALTHY);

        assertThat(reports.figures("stripe", new TimeRange(MORNING, MORNING))
                        .uptime()
                        .span())
                .isEqualTo(Duration.ZERO);
        assertThat(reports.figures("stripe", new TimeRange(NOW.plusSeconds(7_200), NOW.plusSeconds(9_000)))
                        .uptime()
                        .span())
                .isEqualTo(Duration.ZERO);
    }

    @Test
    void historyLeavesOutPartsOfWhichNothingIsKnownAndEndsNow() {
        fill("stripe", MORNING, 12, HealthStatus.HEALTHY);
        fill("stripe", NOW.minusSeconds(600), 2, HealthStatus.HEALTHY);

        List<Point> points = reports.history("stripe", Resolution.HOUR, new TimeRange(MORNING, NOW));

        assertThat(points)
                .extracting(Point::start)
                .containsExactly(MORNING, MORNING.plusSeconds(3_600), Instant.parse("2026-03-15T10:00:00Z"));
        assertThat(points.get(2).end()).isEqualTo(NOW);
        assertThat(points.get(2).figures().uptime().span()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void historyGivesTheNewestOfMoreThanItsLimit() {
        fill("stripe", MORNING, 30, HealthStatus.HEALTHY);

        assertThat(reports.history("stripe", Resolution.HOUR, new TimeRange(MORNING, NOW), 2))
                .extracting(Point::start)
                .containsExactly(MORNING.plusSeconds(3_600), MORNING.plusSeconds(7_200));
    }

    @ParameterizedTest
    @EnumSource(Resolution.class)
    void historyOfAHundredYearsHasWhatThereIs(Resolution resolution) {
        fill("stripe", MORNING, 12, HealthStatus.HEALTHY);

        TimeRange century = new TimeRange(NOW.minus(Duration.ofDays(20_000)), NOW.plus(Duration.ofDays(16_525)));

        assertThat(reports.history("stripe", resolution, century).stream()
                        .mapToLong(point -> point.figures().statistics().results())
                        .sum())
                .isEqualTo(12);
    }

    @Test
    void integrationCountsInTheGroupOfEachOfItsTags() {
        fill("stripe", MORNING, 12, HealthStatus.HEALTHY);
        fill("paypal", MORNING, 12, HealthStatus.DOWN);

        Map<String, Figures> groups = reports.by(Grouping.TAG, new TimeRange(MORNING, MORNING.plusSeconds(3_600)));

        assertThat(groups).containsOnlyKeys("", "money", "web");
        assertThat(groups.get("money").uptime().percentage()).hasValue(50);
        assertThat(groups.get("money").uptime().coverage()).hasValue(100);
        assertThat(groups.get("web").statistics().results()).isEqualTo(12);
        assertThat(groups.get("").uptime().percentage()).isEmpty();
    }

    @Test
    void spanOfAGroupIsThatOfAllItsMembers() {
        fill("stripe", MORNING, 12, HealthStatus.HEALTHY);

        Figures overall = reports.overall(new TimeRange(MORNING, MORNING.plusSeconds(3_600)));

        assertThat(overall.uptime().span()).isEqualTo(Duration.ofHours(3));
        assertThat(overall.uptime().percentage()).hasValue(100);
        assertThat(overall.uptime().coverage().orElseThrow()).isBetween(33.3, 33.4);
    }

    @ParameterizedTest
    @CsvSource({
        "DAY, 2026-03-14T11:00:00Z",
        "WEEK, 2026-03-09T00:00:00Z",
        "MONTH, 2026-02-14T00:00:00Z",
        "YEAR, 2025-03-01T00:00:00Z"
    })
    void trendBeginsWithAWholePartAndAddsUpToTheWhole(Trend trend, Instant from) {
        fill("stripe", MORNING, 24, HealthStatus.HEALTHY);
        fill("paypal", MORNING, 24, HealthStatus.DOWN);

        Report report = reports.trend(Grouping.PROVIDER, trend);
        Group stripe = report.groups().get(2);

        assertThat(report.range()).isEqualTo(new TimeRange(from, NOW));
        assertThat(report.groups()).extracting(Group::name).containsExactly("", "paypal", "stripe");
        assertThat(stripe.figures())
                .isEqualTo(reports.by(Grouping.PROVIDER, report.range()).get("stripe"));
        assertThat(stripe.trend().stream()
                        .mapToLong(point -> point.figures().statistics().results())
                        .sum())
                .isEqualTo(24);
    }

    @Test
    void reportOfNothingHasNoGroups() {
        Reports none = Reports.of(store, List::of, Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(none.trend(Grouping.NONE, Trend.DAY).groups()).isEmpty();
        assertThat(none.overall(new TimeRange(MORNING, NOW)).uptime().coverage())
                .isEmpty();
    }

    @Test
    void reportOfTooManyGroupsSaysThatItIsNotAll() {
        List<Integration> many = IntStream.range(0, 500)
                .mapToObj(number ->
                        Integration.named("N " + number).owner("o" + number).build())
                .toList();
        Report report =
                Reports.of(store, () -> many, Clock.fixed(NOW, ZoneOffset.UTC)).trend(Grouping.OWNER, Trend.DAY);

        assertThat(report.truncated()).isTrue();
        assertThat(report.groups()).hasSize(400);
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 2070-01-02T00:00:00Z, longer than 100 years",
        "1969-12-31T00:00:00Z, 2026-01-01T00:00:00Z, years from 1970 to 9999",
        "9999-12-31T00:00:00Z, +10000-01-02T00:00:00Z, years from 1970 to 9999"
    })
    void refusesSpansThatNoHistoryHas(Instant from, Instant to, String allowed) {
        TimeRange range = new TimeRange(from, to);

        assertThatThrownBy(() -> reports.figures("stripe", range))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(from.toString())
                .hasMessageContaining(allowed);
        assertThatThrownBy(() -> reports.export("stripe", range, ExportFormat.CSV))
                .hasMessageContaining(allowed);
        assertThatThrownBy(() -> reports.overall(range)).hasMessageContaining(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\u0000b", "LONG"})
    void refusesIdsThatNobodyHas(String id) {
        String wrong = id.equals("LONG") ? "x".repeat(10_000) : id;
        TimeRange range = new TimeRange(MORNING, NOW);

        assertThatThrownBy(() -> reports.figures(wrong, range)).hasMessageContaining("1 to 100 characters");
        assertThatThrownBy(() -> reports.history(wrong, Resolution.DAY, range))
                .hasMessageContaining("1 to 100 characters");
        assertThatThrownBy(() -> reports.export(wrong, range, ExportFormat.JSON))
                .hasMessageContaining("1 to 100 characters");
    }

    @Test
    void refusesALimitOfNothing() {
        assertThatThrownBy(() -> reports.history("stripe", Resolution.DAY, new TimeRange(MORNING, NOW), 0))
                .hasMessageContaining("limit 0");
    }

    private void fill(String id, Instant from, int results, HealthStatus status) {
        for (int number = 0; number < results; number++) {
            Observation result = new Observation(from.plusSeconds(300L * number), status, 12, null, Map.of());
            store.append(List.of(new Entry(id, 0, result, HealthState.INITIAL.next(result, new Thresholds(1, 1, 1)))));
        }
    }
}
