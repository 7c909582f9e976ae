package io.healthmon;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.alert.IssuedAlert;
import io.healthmon.channel.DeliveryException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Alerts while the store does not take them: a duplicate rather than a loss, and not even a duplicate if possible. */
class StoreAwayAlertTest {

    private final RecordingChannel mail = new RecordingChannel();
    private final DispatchHarness post = DispatchHarness.inline(Map.of("mail", mail));

    private IssuedAlert down(String integration) {
        return Alerts.down(integration, post.now(), "mail");
    }

    private IssuedAlert recovered(String integration) {
        return Alerts.recovered(integration, post.now(), "mail");
    }

    private void pass(String duration) {
        post.pass(Duration.parse(duration));
    }

    private long waiting() {
        return post.store.memory.outbox().waiting();
    }

    @Test
    void anAlertThatTheStoreHasNotGotAfterFiveSecondsIsToldFromMemory() {
        post.store.goAway();
        post.issue(down("shop"));
        pass("PT4.9S");
        assertThat(mail.attempts()).isEmpty();
        pass("PT0.1S");

        assertThat(mail.taken()).containsExactly("shop-down");
    }

    @Test
    void whatWasToldFromMemoryIsMarkedOnceTheStoreIsBackAndNotToldAgain() {
        post.dispatcher.start();
        post.store.goAway();
        post.issue(down("shop"));
        pass("PT1M");
        post.store.comeBack();
        pass("PT1M");

        assertThat(mail.attempts()).hasSize(1);
        assertThat(waiting()).isZero();
    }

    @Test
    void whatCouldNotBeToldFromMemoryEitherIsToldFromTheOutboxOnceTheStoreIsBack() {
        post.store.goAway();
        mail.fail(new IllegalStateException("no"));
        post.issue(down("shop"));
        pass("PT10S");
        post.store.comeBack();
        mail.fail(null);
        pass("PT6S");

        assertThat(mail.taken()).containsExactly("shop-down");
        assertThat(waiting()).isZero();
    }

    @Test
    void nothingIsLostAndNothingToldTwiceWhenTheStoreGoesAndComesBack() {
        post.dispatcher.start();
        IntStream.range(0, 10).forEach(number -> {
            post.issue(down("a" + number));
            post.store.goAway();
            post.issue(down("b" + number));
            pass("PT" + (number + 1) + "S");
            post.store.comeBack();
            pass("PT2S");
        });

        assertThat(mail.taken()).hasSize(20).doesNotHaveDuplicates();
        assertThat(waiting()).isZero();
    }

    @Test
    void anAttemptFromMemoryThatFailsIsMadeAgain() {
        post.store.goAway();
        mail.failOnce(new IllegalStateException("no"));
        post.issue(down("shop"));
        pass("PT5S");
        assertThat(mail.attempts()).hasSize(1);
        pass("PT3.32S");

        assertThat(mail.taken()).containsExactly("shop-down");
    }

    @Test
    void whatWasGivenUpFromMemoryIsNotTriedAgainFromTheOutbox() {
        post.store.goAway();
        mail.failOnce(DeliveryException.permanent("no such address", null));
        post.issue(down("shop"));
        pass("PT5S");
        post.store.comeBack();
        pass("PT1H");

        assertThat(mail.attempts()).hasSize(1);
        assertThat(waiting()).isZero();
    }

    @Test
    void aRecoveryFollowsItsOutageFromMemoryToo() {
        post.store.goAway();
        mail.failOnce(new IllegalStateException("no"));
        post.issue(down("shop"));
        post.issue(recovered("shop"));
        pass("PT5S");
        assertThat(mail.taken()).isEmpty();
        pass("PT5S");

        assertThat(mail.taken()).containsExactly("shop-down", "shop-recovered");
    }

    @Test
    void aRecoveryIsToldFromMemoryIfItsOutageWasToldFromTheOutbox() {
        post.issue(down("shop"));
        post.store.goAway();
        post.issue(recovered("shop"));
        pass("PT5S");

        assertThat(mail.taken()).containsExactly("shop-down", "shop-recovered");
    }

    @Test
    void aRecoveryWhoseOutageIsNotKnownToBeToldWaitsForTheStore() {
        post.dispatcher.start();
        mail.fail(new IllegalStateException("no"));
        post.issue(down("shop"));
        post.store.goAway();
        mail.fail(null);
        post.issue(recovered("shop"));
        pass("PT1H");
        assertThat(mail.taken()).isEmpty();
        post.store.comeBack();
        pass("PT5S");

        assertThat(mail.taken()).containsExactly("shop-down", "shop-recovered");
        assertThat(waiting()).isZero();
    }

    @Test
    void aClaimThatHangsKeepsNoAlertInMemoryFromBeingTold() throws Exception {
        DispatchHarness threaded = DispatchHarness.threaded(Map.of("mail", mail));
        threaded.store.hangsInClaim = true;
        threaded.issue(Alerts.down("shop", threaded.now(), "mail"));
        assertThat(threaded.store.hangs.await(10, SECONDS)).isTrue();
        threaded.store.refusesResults = true;
        threaded.issue(Alerts.down("bank", threaded.now(), "mail"));
        threaded.pass(Duration.ofSeconds(5));
        mail.awaitAttempts(1);

        assertThat(mail.attempts().get(0).alert().id()).isEqualTo("bank-down");
        threaded.store.goOn.countDown();
    }
}
