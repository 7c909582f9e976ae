package io.healthmon;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlowChannelTest {

    private final GatedChannel deaf = new GatedChannel(true);
    private final GatedChannel slow = new GatedChannel(false);
    private final RecordingChannel quick = new RecordingChannel();
    private final DispatchHarness post = DispatchHarness.threaded(Map.of("deaf", deaf, "slow", slow, "quick", quick));

    @AfterEach
    void open() {
        deaf.open();
        slow.open();
    }

    private void issue(String integration, String... channels) {
        post.issue(Alerts.down(integration, post.now(), channels));
    }

    /** Waits until no more deliveries than these are unsettled. */
    private void awaitWaiting(long deliveries) {
        MonitorHarness.await(
                "the others are settled", () -> post.store.memory.outbox().waiting() == deliveries);
    }

    @Test
    void aSlowChannelDelaysNoOther() throws Exception {
        issue("shop", "slow", "quick");
        slow.awaitBegun();
        issue("bank", "slow", "quick");
        quick.awaitAttempts(2);

        assertThat(quick.taken()).containsExactly("shop-down", "bank-down");
        assertThat(slow.untouched()).isTrue();
    }

    @Test
    void afterTenSecondsASendIsInterruptedAndMadeAgainLater() throws Exception {
        issue("shop", "slow");
        slow.awaitBegun();
        post.pass(Duration.ofMillis(9_999));
        assertThat(slow.interrupted.getCount()).isEqualTo(1);
        post.pass(Duration.ofMillis(1));
        assertThat(slow.interrupted.await(10, SECONDS)).isTrue();
        post.dispatcher.start();
        while (slow.untouched()) {
            post.pass(Duration.ofSeconds(1));
            Thread.onSpinWait();
        }

        slow.awaitBegun();
    }

    @Test
    void aSendThatIgnoresTheInterruptKeepsItsChannelAloneBusy() throws Exception {
        issue("shop", "deaf", "quick");
        deaf.awaitBegun();
        awaitWaiting(1); // else the time that passes meets the other channel's delivery as well, and that begins anew
        post.pass(Duration.ofSeconds(10));
        assertThat(deaf.interrupted.await(10, SECONDS)).isTrue();
        issue("bank", "deaf", "quick");
        quick.awaitAttempts(2);
        assertThat(quick.taken()).containsExactly("shop-down", "bank-down");
        post.pass(Duration.ofMinutes(1));

        assertThat(deaf.untouched()).isTrue();
    }

    @Test
    void onceADeafSendHasEndedItsChannelGoesOn() throws Exception {
        post.dispatcher.start();
        issue("shop", "deaf");
        issue("bank", "deaf");
        deaf.awaitBegun();
        post.pass(Duration.ofSeconds(10));
        deaf.open();

        deaf.awaitBegun();
    }

    @Test
    void stoppingInterruptsASendAndLeavesItsAlertInTheOutbox() throws Exception {
        issue("shop", "slow");
        slow.awaitBegun();
        CompletableFuture<Void> finished = CompletableFuture.runAsync(post.dispatcher::finish);
        finished.get(10, SECONDS);

        assertThat(slow.interrupted.await(10, SECONDS)).isTrue();
        assertThat(post.store.memory.outbox().waiting()).isEqualTo(1);
    }

    @Test
    void onceStoppedNothingIsSent() throws Exception {
        post.dispatcher.stop();
        issue("shop", "quick");
        post.dispatcher.finish();

        assertThat(quick.attempts()).isEmpty();
        assertThat(post.store.memory.outbox().waiting()).isEqualTo(1);
    }
}
