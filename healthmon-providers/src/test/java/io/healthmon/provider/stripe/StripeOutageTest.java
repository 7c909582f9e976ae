package io.healthmon.provider.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.HealthMonitor;
import io.healthmon.check.Integration;
import io.healthmon.event.HealthEvent.AlertRaised;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.service.StandIn;
import io.healthmon.provider.service.StandIn.Answer;
import io.healthmon.secret.Secret;
import io.healthmon.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class StripeOutageTest {

    private static final Duration STEP = Duration.ofMillis(500);

    private final ManualTime time = new ManualTime(Instant.parse("2026-03-15T10:30:00Z"));
    private final BlockingQueue<Instant> alerts = new LinkedBlockingQueue<>();

    @ParameterizedTest
    @CsvSource({"30, 40", "20, 30"})
    void anOutageThatBeginsRightAfterACheckIsAlertedSoon(int intervalSeconds, int mostSeconds) throws Exception {
        Integration payments = StripeCheck.integration("Payments")
                .every(Duration.ofSeconds(intervalSeconds))
                .build();
        Answer well = Answer.of(200, StandIn.fixture(StripeCheckTest.class, "balance.json"));
        try (StandIn stripe = StandIn.answering(well);
                HealthMonitor monitor = monitor(payments, stripe)) {
            monitor.listen(
                    AlertRaised.class, raised -> alerts.add(raised.alert().at()));
            monitor.start();
            while (results(monitor) == 0) {
                proceed(monitor);
            }
            Instant begun = time.now();
            stripe.answer(Answer.of(500, "{\"error\":{\"type\":\"api_error\",\"message\":\"broken\"}}"));
            while (alerts.isEmpty() && time.now().isBefore(begun.plusSeconds(120))) {
                proceed(monitor);
            }

            assertThat(alerts.take()).isBeforeOrEqualTo(begun.plusSeconds(mostSeconds));
        }
    }

    @Test
    void itsDefaultsAreThoseThatTheTimesAboveAreMeasuredWith() {
        Integration payments = StripeCheck.integration("Payments").build();

        assertThat(payments.thresholds().failure()).isEqualTo(2);
        assertThat(payments.recheckAfter()).isEqualTo(Duration.ofSeconds(5));
    }

    private HealthMonitor monitor(Integration payments, StandIn stripe) {
        return HealthMonitor.builder()
                .clock(time.clock())
                .scheduler(time.scheduler())
                .alert(message -> {})
                .add(
                        payments,
                        StripeCheck.with(Secret.of("rk_test_51abcdefghijklmnop"))
                                .via(Route.to(stripe.url()))
                                .build())
                .build();
    }

    /** Lets time go on by a step, and a check that is due in it come to its end. */
    private void proceed(HealthMonitor monitor) {
        Instant next = monitor.health("payments").nextCheckAt();
        long before = results(monitor);
        time.advance(STEP);
        while (next != null && !next.isAfter(time.now()) && results(monitor) == before) {
            Thread.onSpinWait();
        }
    }

    private static long results(HealthMonitor monitor) {
        return monitor.checkCounts("payments").values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
