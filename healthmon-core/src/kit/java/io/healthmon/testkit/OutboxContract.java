package io.healthmon.testkit;

import static io.healthmon.testkit.StoredResults.MORNING;
import static io.healthmon.testkit.StoredResults.healthy;
import static io.healthmon.testkit.StoredResults.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.healthmon.alert.Alert;
import io.healthmon.alert.AlertKind;
import io.healthmon.alert.AlertState;
import io.healthmon.alert.IssuedAlert;
import io.healthmon.alert.OpenAlert;
import io.healthmon.alert.Severity;
import io.healthmon.check.Cause;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import io.healthmon.outbox.AlertOutbox;
import io.healthmon.outbox.Delivery;
import io.healthmon.outbox.DeliveryOutcome;
import io.healthmon.state.Observation;
import io.healthmon.store.HealthStore.Entry;
import io.healthmon.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link AlertOutbox} promises. */
abstract class OutboxContract extends AuditContract {

    private static final Duration HOLD = Duration.ofSeconds(15);

    @Test
    void whatIsKnownOfAlertsComesBackAsItWas() {
        OpenAlert open = new OpenAlert("a-1", Severity.CRITICAL, MORNING.minusSeconds(3), List.of("mail", "log"));
        AlertState alert = new AlertState(MORNING.minusSeconds(2), open);
        Observation result = healthy(MORNING);
        store.append(List.of(new Entry("stripe", 0, result, state(result), alert, null)));
        assertThat(store.states(List.of("stripe")).get("stripe").alert()).isEqualTo(alert);
        Observation next = healthy(MORNING.plusSeconds(1));
        store.append(List.of(new Entry("stripe", 0, next, state(next))));
        assertThat(store.states(List.of("stripe")).get("stripe").alert()).isEqualTo(AlertState.INITIAL);
    }

    @Test
    void anAlertIsDueAtOnceOnEachOfItsChannelsAndComesOutAsItWentIn() {
        Alert alert = alert("a-1", AlertKind.DOWN);
        issue(alert, null, "mail", "log");
        assertThat(outbox().waiting()).isEqualTo(2);
        for (String channel : List.of("mail", "log")) {
            Delivery delivery = claim(channel, MORNING).orElseThrow();
            assertThat(delivery.alert()).isEqualTo(alert);
            assertThat(delivery.channel()).isEqualTo(channel);
            assertThat(delivery.attempt()).isEqualTo(1);
        }
        assertThat(claim("other", MORNING)).isEmpty();
    }

    @Test
    void anAlertWithoutProblemAndRecipientsComesOutAsItWentIn() {
        Alert alert = new Alert(
                "a-1",
                AlertKind.RECOVERED,
                Severity.INFO,
                "stripe",
                "Größe 🚑",
                MORNING,
                HealthStatus.HEALTHY,
                MORNING,
                0,
                -1,
                null,
                List.of());
        issue(alert, null, "mail");
        assertThat(claim("mail", MORNING).orElseThrow().alert()).isEqualTo(alert);
    }

    @Test
    void theSameAlertForTheSameChannelComesInOnce() {
        issue(alert("a-1", AlertKind.DOWN), null, "mail");
        issue(alert("a-1", AlertKind.DOWN), null, "mail", "log");
        assertThat(outbox().waiting()).isEqualTo(2);
        settle(claim("mail", MORNING).orElseThrow(), DeliveryOutcome.delivered(MORNING));
        issue(alert("a-1", AlertKind.DOWN), null, "mail");
        assertThat(claim("mail", MORNING)).isEmpty();
    }

    @Test
    void theAlertOfARefusedEntryDoesNotComeIn() {
        Observation result = healthy(MORNING);
        store.append(List.of(new Entry("stripe", 7, result, state(result))));
        IssuedAlert issued = new IssuedAlert(alert("a-1", AlertKind.DOWN), List.of("mail"), null);
        store.append(List.of(new Entry("stripe", 6, result, state(result), AlertState.INITIAL, issued)));
        assertThat(outbox().waiting()).isZero();
    }

    @Test
    void whatWasIssuedFirstIsClaimedFirst() {
        for (String id : List.of("b", "a", "c")) {
            issue(alert(id, AlertKind.DOWN), null, "mail");
        }
        List<String> claimed = new ArrayList<>();
        for (int index = 0; index < 3; index++) {
            claimed.add(claim("mail", MORNING).orElseThrow().alert().id());
        }
        assertThat(claimed).containsExactly("b", "a", "c");
    }

    @Test
    void whatIsClaimedIsOthersOnlyOnceTheClaimIsOver() {
        issue(alert("a-1", AlertKind.DOWN), null, "mail");
        Delivery first = claim("mail", MORNING).orElseThrow();
        assertThat(claim("mail", MORNING.plus(HOLD).minusMillis(1))).isEmpty();
        Delivery second = claim("mail", MORNING.plus(HOLD)).orElseThrow();
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(second.claim()).isNotEqualTo(first.claim());
        assertThat(outbox().waiting()).isEqualTo(1);
    }

    @Test
    void whatIsDeliveredIsNotClaimedAgain() {
        issue(alert("a-1", AlertKind.DOWN), null, "mail");
        settle(claim("mail", MORNING).orElseThrow(), DeliveryOutcome.delivered(MORNING));
        assertThat(claim("mail", MORNING.plus(Duration.ofDays(1)))).isEmpty();
        assertThat(outbox().waiting()).isZero();
    }

    @Test
    void whatIsToBeTriedAgainIsDueThen() {
        issue(alert("a-1", AlertKind.DOWN), null, "mail");
        Instant later = MORNING.plusSeconds(60);
        settle(claim("mail", MORNING).orElseThrow(), DeliveryOutcome.tryAgain(later, "no answer"));
        assertThat(outbox().waiting()).isEqualTo(1);
        assertThat(claim("mail", later.minusMillis(1))).isEmpty();
        assertThat(claim("mail", later).orElseThrow().attempt()).isEqualTo(2);
    }

    @Test
    void oneThatWaitsDoesNotHoldUpThoseAfterIt() {
        issue(alert("a-1", AlertKind.DOWN), null, "mail");
        issue(alert("a-2", AlertKind.DOWN), null, "mail");
        settle(claim("mail", MORNING).orElseThrow(), DeliveryOutcome.tryAgain(MORNING.plusSeconds(60), "no answer"));
        assertThat(claim("mail", MORNING).orElseThrow().alert().id()).isEqualTo("a-2");
    }

    @Test
    void aDeadLetterIsNotTriedAgain() {
        issue(alert("a-1", AlertKind.DOWN), null, "mail");
        settle(claim("mail", MORNING).orElseThrow(), DeliveryOutcome.dead(MORNING, "refused"));
        assertThat(claim("mail", MORNING.plus(Duration.ofDays(1)))).isEmpty();
        assertThat(outbox().waiting()).isZero();
    }

    @Test
    void aClaimThatSomebodyElseTookSinceSettlesNothing() {
        issue(alert("a-1", AlertKind.DOWN), null, "mail");
        Delivery lost = claim("mail", MORNING).orElseThrow();
        Delivery held = claim("mail", MORNING.plus(HOLD)).orElseThrow();
        settle(lost, DeliveryOutcome.dead(MORNING, "too late"));
        assertThat(outbox().waiting()).isEqualTo(1);
        settle(held, DeliveryOutcome.delivered(MORNING));
        settle(lost, DeliveryOutcome.tryAgain(MORNING, "too late"));
        assertThat(outbox().waiting()).isZero();
    }

    @Test
    void aClaimThatIsOverSettlesAsLongAsNobodyElseTookIt() {
        issue(alert("a-1", AlertKind.DOWN), null, "mail");
        Delivery late = claim("mail", MORNING).orElseThrow();
        settle(late, DeliveryOutcome.delivered(MORNING.plus(HOLD).plusSeconds(1)));
        assertThat(outbox().waiting()).isZero();
    }

    @Test
    void whatFollowsAnAlertWaitsUntilThatIsDeliveredOnTheSameChannel() {
        issue(alert("a-1", AlertKind.DOWN), null, "mail", "log");
        issue(alert("a-2", AlertKind.RECOVERED), "a-1", "mail", "log");
        Delivery down = claim("mail", MORNING).orElseThrow();
        assertThat(claim("mail", MORNING)).isEmpty();
        settle(claim("log", MORNING).orElseThrow(), DeliveryOutcome.delivered(MORNING));
        assertThat(claim("mail", MORNING)).isEmpty();
        assertThat(claim("log", MORNING).orElseThrow().alert().id()).isEqualTo("a-2");
        settle(down, DeliveryOutcome.delivered(MORNING));
        assertThat(claim("mail", MORNING).orElseThrow().alert().id()).isEqualTo("a-2");
    }

    @Test
    void whatFollowsADeadLetterIsOneToo() {
        issue(alert("a-1", AlertKind.DOWN), null, "mail");
        issue(alert("a-2", AlertKind.RECOVERED), "a-1", "mail");
        settle(claim("mail", MORNING).orElseThrow(), DeliveryOutcome.dead(MORNING, "refused"));
        assertThat(claim("mail", MORNING)).isEmpty();
        assertThat(outbox().waiting()).isZero();
    }

    @Test
    void whatFollowsAnAlertThatIsNotThereIsDue() {
        issue(alert("a-2", AlertKind.RECOVERED), "a-1", "mail");
        assertThat(claim("mail", MORNING)).isPresent();
    }

    @Test
    void whatWasDeliveredFromMemoryIsNotClaimed() {
        issue(alert("a-1", AlertKind.DOWN), null, "mail", "log");
        issue(alert("a-2", AlertKind.RECOVERED), "a-1", "mail");
        outbox().delivered("a-1", "mail", MORNING);
        outbox().delivered("a-1", "mail", MORNING.plusSeconds(1));
        outbox().delivered("nobody", "mail", MORNING);
        assertThat(claim("mail", MORNING).orElseThrow().alert().id()).isEqualTo("a-2");
        assertThat(claim("log", MORNING).orElseThrow().alert().id()).isEqualTo("a-1");
    }

    @Test
    void eachDeliveryIsClaimedByOneAlone() throws Exception {
        for (int index = 0; index < 20; index++) {
            issue(alert("a-" + index, AlertKind.DOWN), null, "mail");
        }
        List<String> claimed = Collections.synchronizedList(new ArrayList<>());
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                running.add(executor.submit(() -> {
                    for (int index = 0; index < 10; index++) {
                        claim("mail", MORNING)
                                .ifPresent(
                                        delivery -> claimed.add(delivery.alert().id()));
                    }
                }));
            }
            for (Future<?> future : running) {
                future.get(30, TimeUnit.SECONDS);
            }
        } finally {
            executor.shutdownNow();
        }
        // a claim may come back empty while others hold what is due
        for (Optional<Delivery> left = claim("mail", MORNING); left.isPresent(); left = claim("mail", MORNING)) {
            claimed.add(left.get().alert().id());
        }
        assertThat(claimed).doesNotHaveDuplicates().hasSize(20);
    }

    @Test
    void alertsThatAreOverAndToldAreRemoved() {
        issue(alert("a-1", AlertKind.DOWN), null, "mail");
        issue(alert("a-2", AlertKind.RECOVERED), "a-1", "mail");
        assertThat(outbox().removeBefore(MORNING.plusSeconds(9)))
                .as("while they wait")
                .isZero();
        settle(claim("mail", MORNING).orElseThrow(), DeliveryOutcome.delivered(MORNING));
        assertThat(outbox().removeBefore(MORNING.plusSeconds(9)))
                .as("while another one follows")
                .isZero();
        settle(claim("mail", MORNING).orElseThrow(), DeliveryOutcome.delivered(MORNING));
        assertThat(outbox().removeBefore(MORNING)).as("raised later").isZero();
        assertThat(outbox().removeBefore(MORNING.plusSeconds(9))).isEqualTo(2);
        assertThat(outbox().removeBefore(MORNING.plusSeconds(9))).isZero();
    }

    @Test
    void anAlertThatIsNotOverIsNotRemoved() {
        issue(alert("a-1", AlertKind.DOWN), null, "mail");
        settle(claim("mail", MORNING).orElseThrow(), DeliveryOutcome.delivered(MORNING));
        assertThat(outbox().removeBefore(MORNING.plusSeconds(9))).isZero();
    }

    @Test
    void theOutboxOfAClosedStoreAnswersNothing() {
        issue(alert("a-1", AlertKind.DOWN), null, "mail");
        AlertOutbox before = outbox();
        Delivery delivery = claim("mail", MORNING).orElseThrow();
        store.close();
        for (Runnable call : List.<Runnable>of(
                before::waiting,
                () -> before.claim("mail", MORNING, HOLD),
                () -> before.settle(delivery, DeliveryOutcome.delivered(MORNING)),
                () -> before.delivered("a-1", "mail", MORNING))) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(call::run)
                    .withMessageContaining("closed");
        }
    }

    private AlertOutbox outbox() {
        return store.outbox();
    }

    private Optional<Delivery> claim(String channel, Instant now) {
        return outbox().claim(channel, now, HOLD);
    }

    private void settle(Delivery delivery, DeliveryOutcome outcome) {
        outbox().settle(delivery, outcome);
    }

    private void issue(Alert alert, @Nullable String follows, String... channels) {
        Observation result = healthy(MORNING);
        IssuedAlert issued = new IssuedAlert(alert, List.of(channels), follows);
        store.append(List.of(new Entry("stripe", 0, result, state(result), AlertState.INITIAL, issued)));
    }

    private static Alert alert(String id, AlertKind kind) {
        return new Alert(
                id,
                kind,
                Severity.CRITICAL,
                "stripe",
                "Stripe \"live\"",
                MORNING.plusNanos(123_456_000),
                HealthStatus.DOWN,
                MORNING.minusSeconds(90),
                3,
                1_234_567_890_123L,
                new Problem(Cause.TLS, "Größe 🚑", "Renew it", "https://example.com/renew"),
                List.of("ops@example.com", "boss@example.com"));
    }
}
