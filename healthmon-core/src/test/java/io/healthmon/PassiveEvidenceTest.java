package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.check.passive.PassiveEvidence;
import io.healthmon.event.HealthEvent.CheckCompleted;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PassiveEvidenceTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AtomicInteger checks = new AtomicInteger();
    private volatile boolean up = true;

    private final HealthCheck check = context -> {
        checks.incrementAndGet();
        return up ? CheckResult.healthy() : CheckResult.down(Cause.SERVER_ERROR, "It failed.");
    };

    private static IntegrationBuilder passive() {
        return Integration.named("Stripe").every(MINUTE).passiveFor(Duration.ofSeconds(30));
    }

    @Test
    void aFreshSuccessStandsInForTheNextCheck() {
        try (MonitorHarness harness = MonitorHarness.started(passive(), check)) {
            harness.runNext("stripe");
            harness.time.advance(Duration.ofSeconds(45));
            harness.monitor.passive("stripe").succeeded(Duration.ofMillis(87));
            CheckCompleted recorded = harness.runNext("stripe");

            assertThat(checks).hasValue(1);
            assertThat(recorded.observation().status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(recorded.observation().responseTimeMillis()).isEqualTo(87);
            assertThat(recorded.observation().details()).containsExactly(java.util.Map.entry("source", "passive"));
        }
    }

    @Test
    void oneSuccessStandsInOnce() {
        try (MonitorHarness harness = MonitorHarness.started(passive().every(Duration.ofSeconds(10)), check)) {
            harness.runNext("stripe");
            harness.time.advance(Duration.ofSeconds(5));
            harness.monitor.passive("stripe").succeeded(Duration.ofMillis(1));
            harness.runNext("stripe");
            harness.runNext("stripe");

            assertThat(checks).hasValue(2);
        }
    }

    @Test
    void aSuccessThatIsTooOldStandsInForNothing() {
        try (MonitorHarness harness = MonitorHarness.started(passive(), check)) {
            harness.runNext("stripe");
            harness.time.advance(Duration.ofSeconds(20));
            harness.monitor.passive("stripe").succeeded(Duration.ofMillis(1));
            harness.runNext("stripe");

            assertThat(checks).hasValue(2);
        }
    }

    @Test
    void aSuccessDoesNotMakeASuspectHealthy() {
        up = false;
        try (MonitorHarness harness = MonitorHarness.started(passive(), check)) {
            harness.runNext("stripe");
            harness.time.advance(Duration.ofSeconds(1));
            harness.monitor.passive("stripe").succeeded(Duration.ofMillis(1));
            harness.runNext("stripe");

            assertThat(checks).hasValue(2);
        }
    }

    @Test
    void aSlowSuccessIsForTheCheckToJudge() {
        try (MonitorHarness harness = MonitorHarness.started(passive().degradedAfter(Duration.ofMillis(100)), check)) {
            harness.runNext("stripe");
            harness.time.advance(Duration.ofSeconds(45));
            harness.monitor.passive("stripe").succeeded(Duration.ofMillis(101));
            harness.runNext("stripe");

            assertThat(checks).hasValue(2);
        }
    }

    @Test
    void withoutItsConsentEveryCheckIsMade() {
        try (MonitorHarness harness =
                MonitorHarness.started(Integration.named("Stripe").every(MINUTE), check)) {
            harness.runNext("stripe");
            harness.time.advance(Duration.ofSeconds(45));
            harness.monitor.passive("stripe").succeeded(Duration.ofMillis(1));
            harness.runNext("stripe");

            assertThat(checks).hasValue(2);
        }
    }

    @Test
    void aFailureDecidesNothingAndHasTheCheckRunAtOnce() {
        try (MonitorHarness harness = MonitorHarness.started(passive(), check)) {
            harness.runNext("stripe");
            harness.time.advance(Duration.ofSeconds(20));
            Instant failed = harness.time.now();
            PassiveEvidence stripe = harness.monitor.passive("stripe");
            stripe.succeeded(Duration.ofMillis(1));
            stripe.failed();
            harness.time.advance(Duration.ZERO);
            CheckCompleted probed = harness.next(CheckCompleted.class);

            assertThat(checks).hasValue(2);
            assertThat(probed.at()).isBetween(failed, failed.plusMillis(1));
            assertThat(harness.monitor.health("stripe").status()).isEqualTo(HealthStatus.HEALTHY);
        }
    }

    @Test
    void aFloodOfFailuresIsOneCheckInFiveSeconds() {
        try (MonitorHarness harness = MonitorHarness.started(passive(), check)) {
            harness.runNext("stripe");
            PassiveEvidence stripe = harness.monitor.passive("stripe");
            for (int count = 0; count < 1_000; count++) {
                stripe.failed();
            }
            harness.time.advance(Duration.ofSeconds(2));
            harness.next(CheckCompleted.class);
            stripe.failed();
            harness.time.advance(Duration.ofSeconds(1));
            harness.awaitIdle("stripe");

            assertThat(checks).hasValue(2);
        }
    }

    @Test
    void aFailureChecksNothingThatIsPausedDisabledOrNotStarted() {
        try (MonitorHarness harness = MonitorHarness.started(passive(), check)) {
            harness.runNext("stripe");
            harness.monitor.disable("stripe");
            harness.monitor.passive("stripe").failed();
            harness.time.advance(Duration.ofSeconds(1));

            assertThat(harness.idle("stripe")).isTrue();
            assertThat(checks).hasValue(1);
        }
        try (MonitorHarness harness = MonitorHarness.of(builder -> builder)) {
            harness.monitor.add(passive(), check);
            harness.monitor.passive("stripe").failed();
            harness.time.advance(Duration.ofSeconds(1));

            assertThat(harness.idle("stripe")).isTrue();
        }
    }

    @Test
    void aCallIsTimedAndWhatItThrowsIsPassedOn() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        AtomicInteger successes = new AtomicInteger();
        PassiveEvidence evidence = new PassiveEvidence() {
            @Override
            public void succeeded(Duration took) {
                successes.incrementAndGet();
            }

            @Override
            public void failed() {
                failures.incrementAndGet();
            }
        };

        assertThat(evidence.time(() -> "charged")).isEqualTo("charged");
        assertThatThrownBy(() -> evidence.time(() -> {
                    throw new ConnectException("refused");
                }))
                .isInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> evidence.time(() -> {
                    throw new IllegalStateException("card declined");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(successes).hasValue(1);
        assertThat(failures).hasValue(1);
    }

    @Test
    void afterTheIntegrationOrTheMonitorIsGoneNothingHappens() {
        MonitorHarness harness = MonitorHarness.started(passive(), check);
        PassiveEvidence stripe = harness.monitor.passive("stripe");
        harness.monitor.remove("stripe");
        stripe.succeeded(Duration.ofMillis(-1));
        stripe.failed();
        harness.close();
        stripe.succeeded(Duration.ZERO);
        stripe.failed();

        assertThat(checks).hasValue(0);
        assertThat(stripe).hasToString("passive evidence of stripe");
    }

    @Test
    void anIntegrationThatThereIsNotIsRefused() {
        try (MonitorHarness harness = MonitorHarness.of(builder -> builder)) {
            assertThatIllegalArgumentException().isThrownBy(() -> harness.monitor.passive("nix"));
        }
    }
}
