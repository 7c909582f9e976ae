package io.healthmon.metric.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows against a plain list of everything that was ever recorded. */
class MetricWindowsPropertyTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final List<Duration> WINDOWS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(3),
            Duration.ofDays(1),
            Duration.ofDays(31));

    private record Value(Instant at, String label, double value) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void windowsAnswerAsAListOfEverythingWould(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        MetricWindows windows = MetricWindows.create("here");
        List<Value> list = new ArrayList<>();
        Instant now = START;
        for (int step = 0; step < 2_000; step++) {
            now = next(now, random);
            Value value = new Value(
                    now, "l" + random.nextInt(3), Math.floor(1e6 * Math.pow(10, random.nextDouble(4) - 1)) / 1e6);
            list.add(value);
            Duration duration = Duration.ofNanos(Math.round(1e6 * value.value));
            windows.duration("d", duration, Map.of("l", value.label, "same", "yes"), now);
            if (step % 50 == 0) {
                windows.takeChanged();
                windows.forgetOld(now);
            }
            if (step % 97 == 0) {
                verify(windows, list, now);
            }
        }
        verify(windows, list, now);
    }

    /** Mostly seconds, sometimes days, and now and then an hour back. */
    private static Instant next(Instant now, SplittableRandom random) {
        return switch (random.nextInt(100)) {
            case 0 -> now.plusSeconds(random.nextLong(3 * 86_400));
            case 1 -> now.minusSeconds(random.nextLong(3_600));
            default -> now.plusMillis(random.nextLong(300_000));
        };
    }

    private static void verify(MetricWindows windows, List<Value> list, Instant now) {
        for (Duration window : WINDOWS) {
            for (Map<String, String> labels : List.of(Map.<String, String>of(), Map.of("l", "l1"))) {
                MetricResolution resolution =
                        window.compareTo(Duration.ofHours(2)) <= 0 ? MetricResolution.MINUTE : MetricResolution.HOUR;
                Instant from = resolution.start(now.minus(window));
                Instant to = resolution.start(now).plus(resolution.length());
                List<Value> expected = list.stream()
                        .filter(value -> !value.at.isBefore(from) && value.at.isBefore(to))
                        .filter(value -> labels.isEmpty() || value.label.equals("l1"))
                        .toList();
                verify(windows.figures("d", labels, window, now), expected);
            }
        }
    }

    private static void verify(MetricFigures figures, List<Value> expected) {
        assertThat(figures.count()).isEqualTo(expected.size());
        if (expected.isEmpty()) {
            assertThat(figures).isEqualTo(MetricFigures.NONE);
            return;
        }
        List<Double> sorted = expected.stream().map(Value::value).sorted().toList();
        double sum = sorted.stream().mapToDouble(Double::doubleValue).sum();
        assertThat(figures.sum()).isCloseTo(sum, within(1e-9 * sum));
        assertThat(figures.min()).hasValue(sorted.get(0));
        assertThat(figures.max()).hasValue(sorted.get(sorted.size() - 1));
        Instant newest =
                expected.stream().map(Value::at).max(Comparator.naturalOrder()).orElseThrow();
        assertThat(figures.last().orElseThrow().at()).isEqualTo(newest);
        for (double part : new double[] {0.5, 0.95, 0.99}) {
            double exact = sorted.get((int) Math.ceil(part * sorted.size()) - 1);
            assertThat(figures.percentile(part).orElseThrow()).isCloseTo(exact, within(0.0101 * exact + 0.0005));
        }
    }
}
