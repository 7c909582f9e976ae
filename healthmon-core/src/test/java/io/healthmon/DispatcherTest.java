package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.alert.IssuedAlert;
import io.healthmon.channel.AlertMessage;
import io.healthmon.channel.DeliveryException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DispatcherTest {

    private static final Duration LONGEST_FIRST_PAUSE = Duration.ofMillis(3_320);

    private final RecordingChannel mail = new RecordingChannel();
    private final RecordingChannel hook = new RecordingChannel();
    private final DispatchHarness post = DispatchHarness.inline(Map.of("mail", mail, "hook", hook));

    private IssuedAlert down(String integration, String... channels) {
        return Alerts.down(integration, post.now(), channels);
    }

    private IssuedAlert recovered(String integration, String... channels) {
        return Alerts.recovered(integration, post.now(), channels);
    }

    private void pass(String duration) {
        post.pass(Duration.parse(duration));
    }

    private long waiting() {
        return post.store.memory.outbox().waiting();
    }

    @Test
    void anAlertIsSentAsSoonAsTheStoreHasIt() {
        post.issue(down("shop", "mail", "hook"));

        assertThat(mail.taken()).containsExactly("shop-down");
        assertThat(hook.taken()).containsExactly("shop-down");
        assertThat(waiting()).isZero();
    }

    @Test
    void aMessageSaysWhichAttemptItIsAndWherePeopleSeeMore() {
        mail.failOnce(new IllegalStateException("no"));
        post.issue(down("shop", "mail"));
        post.pass(LONGEST_FIRST_PAUSE);

        assertThat(mail.attempts()).extracting(AlertMessage::attempt).containsExactly(1, 2);
        assertThat(mail.attempts()).extracting(AlertMessage::link).containsOnly("https://shop.example.com/");
    }

    @Test
    void alertsOfAChannelKeepTheirOrder() {
        List<String> ids = IntStream.range(0, 50).mapToObj(n -> "i" + n).toList();
        ids.forEach(id -> post.issue(down(id, "mail")));

        assertThat(mail.taken())
                .containsExactlyElementsOf(ids.stream().map(id -> id + "-down").toList());
    }

    @Test
    void aFailedAlertIsTriedAgainWithinFiveSeconds() {
        mail.failOnce(new IllegalStateException("no"));
        post.issue(down("shop", "mail"));
        assertThat(mail.taken()).isEmpty();
        pass("PT2.6S");
        assertThat(mail.attempts()).hasSize(1);
        pass("PT0.72S");

        assertThat(mail.taken()).containsExactly("shop-down");
    }

    @Test
    void aDeadChannelIsTriedLessAndLessOften() {
        mail.fail(new IllegalStateException("no"));
        post.issue(down("shop", "mail"));
        pass("PT1H");
        int inTheFirstHour = mail.attempts().size();
        pass("PT2H");

        assertThat(inTheFirstHour).isEqualTo(7);
        assertThat(mail.attempts().size()).isBetween(8, 10);
    }

    @Test
    void aDeadChannelDelaysNoOther() {
        mail.fail(new StackOverflowError());
        post.issue(down("shop", "mail", "hook"));
        post.issue(down("bank", "mail", "hook"));

        assertThat(hook.taken()).containsExactly("shop-down", "bank-down");
    }

    @Test
    void afterThreeDaysAnAlertIsGivenUpAndCounted() {
        mail.fail(new IllegalStateException("no"));
        post.issue(down("shop", "mail"));
        pass("P3D");
        int attempts = mail.attempts().size();
        mail.fail(null);
        pass("P1D");

        assertThat(post.dispatcher.givenUp()).isEqualTo(1);
        assertThat(waiting()).isZero();
        assertThat(mail.attempts()).hasSize(attempts);
    }

    @Test
    void whatAChannelRefusesForGoodIsGivenUpAtOnce() {
        mail.failOnce(DeliveryException.permanent("no such address", null));
        post.issue(down("shop", "mail"));
        pass("PT1H");

        assertThat(mail.attempts()).hasSize(1);
        assertThat(post.dispatcher.givenUp()).isEqualTo(1);
        assertThat(waiting()).isZero();
    }

    @Test
    void theRecoveryOfAnOutageThatWasGivenUpIsToldToNobody() {
        mail.failOnce(DeliveryException.permanent("no such address", null));
        post.issue(down("shop", "mail"));
        post.issue(recovered("shop", "mail"));
        pass("PT1H");

        assertThat(mail.taken()).isEmpty();
        assertThat(waiting()).isZero();
    }

    @Test
    void aReceiverThatWantsToBeLeftAloneIsLeftAlone() {
        mail.failOnce(DeliveryException.retryAfter("busy", Duration.ofMinutes(10)));
        post.issue(down("shop", "mail"));
        pass("PT9M59S");
        assertThat(mail.attempts()).hasSize(1);
        pass("PT1.1S");

        assertThat(mail.taken()).containsExactly("shop-down");
    }

    @Test
    void aRecoveryWaitsForItsOutage() {
        mail.failOnce(new IllegalStateException("no"));
        post.issue(down("shop", "mail"));
        post.issue(recovered("shop", "mail"));
        assertThat(mail.taken()).isEmpty();
        post.pass(LONGEST_FIRST_PAUSE);

        assertThat(mail.taken()).containsExactly("shop-down", "shop-recovered");
    }

    @Test
    void whatAnEarlierProcessLeftIsSentWhenTheMonitorStarts() {
        post.store.append(List.of(DispatchHarness.entry(down("shop", "mail"), 0)));
        assertThat(mail.taken()).isEmpty();
        post.dispatcher.start();

        assertThat(mail.taken()).containsExactly("shop-down");
    }

    @Test
    void whatADeadOwnerHadClaimedIsSentSoonAfterItsHoldIsOver() {
        post.dispatcher.start();
        post.store.append(List.of(DispatchHarness.entry(down("shop", "mail"), 0)));
        post.store.memory.outbox().claim("mail", post.now(), ChannelWorker.HOLD);
        pass("PT14.9S");
        assertThat(mail.taken()).isEmpty();
        pass("PT5.1S");

        assertThat(mail.attempts()).extracting(message -> message.alert().id()).containsExactly("shop-down");
        assertThat(mail.attempts()).extracting(AlertMessage::attempt).containsExactly(2);
    }

    @Test
    void betweenSendAndMarkACrashLeavesTheSameAlertToTheNextProcess() {
        post.store.refusesOutcomes = true;
        post.issue(down("shop", "mail"));
        assertThat(mail.taken()).containsExactly("shop-down");
        post.store.comeBack();
        RecordingChannel next = new RecordingChannel();
        DispatchHarness later = DispatchHarness.inline(post.store, Map.of("mail", next));
        later.dispatcher.start();
        assertThat(next.taken()).isEmpty();
        later.pass(Duration.ofSeconds(20));

        assertThat(next.taken()).containsExactly("shop-down");
    }

    @Test
    void whatCouldNotBeMarkedIsMarkedLaterAndNotSentAgain() {
        post.dispatcher.start();
        post.store.refusesOutcomes = true;
        post.issue(down("shop", "mail"));
        pass("PT1M");
        assertThat(waiting()).isEqualTo(1);
        post.store.comeBack();
        pass("PT5S");

        assertThat(mail.attempts()).hasSize(1);
        assertThat(waiting()).isZero();
    }

    @Test
    void anEntryThatTheStoreRefusesIsNotTold() {
        post.issue(down("shop", "hook"), 7);
        post.issue(down("shop", "mail"), 6);
        pass("PT1H");

        assertThat(hook.taken()).containsExactly("shop-down");
        assertThat(mail.attempts()).isEmpty();
    }

    @Test
    void deliveriesForAChannelThatIsNoMoreStayInTheOutbox() {
        post.dispatcher.start();
        post.issue(down("shop", "pager"));
        pass("PT1H");

        assertThat(waiting()).isEqualTo(1);
    }

    @Test
    void withoutChannelsNothingIsLookedInto() {
        DispatchHarness none = DispatchHarness.inline(Map.of());
        none.dispatcher.start();

        assertThat(none.time.scheduler().waiting()).isZero();
    }
}
