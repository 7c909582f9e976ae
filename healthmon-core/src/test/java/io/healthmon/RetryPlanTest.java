package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.channel.DeliveryException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPlanTest {

    private final Exception failure = new IllegalStateException("no");

    @Test
    void pausesGrowToAnHour() {
        List<Duration> pauses = IntStream.rangeClosed(1, 9)
                .mapToObj(attempt -> RetryPlan.pause(attempt, 0.5))
                .toList();

        assertThat(pauses)
                .isEqualTo(Stream.of("PT3S", "PT10S", "PT30S", "PT2M", "PT5M", "PT15M", "PT1H", "PT1H", "PT1H")
                        .map(Duration::parse)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 100, Integer.MAX_VALUE})
    void aPauseIsATenthMoreOrLess(int attempt) {
        Duration middle = RetryPlan.pause(attempt, 0.5);

        assertThat(RetryPlan.pause(attempt, 0)).isEqualTo(middle.multipliedBy(9).dividedBy(10));
        assertThat(RetryPlan.pause(attempt, 1))
                .isEqualTo(middle.multipliedBy(11).dividedBy(10));
    }

    @Test
    void theFirstRetryIsWithinFiveSeconds() {
        assertThat(RetryPlan.pause(1, 1)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aReceiverThatAsksForALongerPauseGetsIt() {
        assertThat(after(DeliveryException.retryAfter("busy", Duration.ofMinutes(7)), Duration.ZERO))
                .isEqualTo(Duration.ofMinutes(7));
    }

    @Test
    void aReceiverGetsAnHourAtMost() {
        assertThat(after(DeliveryException.retryAfter("busy", Duration.ofDays(9)), Duration.ZERO))
                .isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @ValueSource(longs = {-5, 0, 1})
    void aReceiverDoesNotShortenAPause(long seconds) {
        assertThat(after(DeliveryException.retryAfter("busy", Duration.ofSeconds(seconds)), Duration.ZERO))
                .isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void whatFailsForGoodIsGivenUpAtOnce() {
        assertThat(RetryPlan.afterFailure(DeliveryException.permanent("gone", null), Duration.ZERO, 1, 0.5))
                .isEmpty();
    }

    @Test
    void anAlertIsGivenUpWhenItsNextAttemptWouldBeMoreThanThreeDaysLater() {
        Duration last = Duration.ofDays(3).minusSeconds(3);

        assertThat(RetryPlan.afterFailure(failure, last, 1, 0.5)).contains(Duration.ofSeconds(3));
        assertThat(RetryPlan.afterFailure(failure, last.plusMillis(1), 1, 0.5)).isEmpty();
    }

    @Test
    void aClockThatWasSetBackGivesNothingUp() {
        Instant now = Instant.parse("2026-03-15T10:30:00Z");

        assertThat(RetryPlan.since(now.plusSeconds(60), now)).isEqualTo(Duration.ZERO);
        assertThat(RetryPlan.since(now.minusSeconds(60), now)).isEqualTo(Duration.ofSeconds(60));
    }

    private static Duration after(Exception failure, Duration sinceAlert) {
        return RetryPlan.afterFailure(failure, sinceAlert, 1, 0.5).orElseThrow();
    }
}
