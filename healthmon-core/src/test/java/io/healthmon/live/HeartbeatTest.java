package io.healthmon.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.testkit.ManualTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** What is done for each client every 15 s keeps nobody's checks waiting, however many clients there are. */
class HeartbeatTest {

    private static final String HEARTBEAT = ": heartbeat\n\n";

    private final ManualTime time = new ManualTime(Instant.parse("2026-03-15T10:30:00Z"));
    private final ScriptedSource source = new ScriptedSource();
    private final Queue<Runnable> handedOver = new ArrayDeque<>();
    private final LiveFeed feed = new LiveFeed(source, time.scheduler(), handedOver::add, 3);
    private final LiveSubscription client =
            feed.subscribe(LiveFormat.EVENT_STREAM, integration -> true, null).orElseThrow();

    private List<String> taken() {
        List<String> texts = new ArrayList<>();
        for (byte[] bytes = client.poll(); bytes != null; bytes = client.poll()) {
            texts.add(new String(bytes, StandardCharsets.UTF_8));
        }
        return texts;
    }

    @Test
    void isMadeOnAThreadOfItsOwnAndNeverTwoAtATime() {
        taken();
        time.advance(LiveFeed.HEARTBEAT.multipliedBy(3));

        assertThat(taken()).isEmpty();
        assertThat(source.looks).isZero();
        assertThat(handedOver).hasSize(1);
        handedOver.remove().run();
        assertThat(taken()).containsExactly(HEARTBEAT);
        assertThat(source.looks).isOne();
        time.advance(LiveFeed.HEARTBEAT);
        assertThat(handedOver).hasSize(1);
    }

    @Test
    void leavesClientsTheTimeToTakeItAlsoAfterOneThatCameLate() {
        time.advance(LiveFeed.HEARTBEAT);
        time.advance(LiveFeed.HEARTBEAT.minus(Duration.ofMillis(100)));
        handedOver.remove().run();
        time.advance(Duration.ofMillis(100));
        handedOver.remove().run();

        assertThat(client.isEnded()).isFalse();
        time.advance(LiveFeed.HEARTBEAT);
        handedOver.remove().run();
        assertThat(client.isEnded()).isTrue();
    }

    @Test
    void goesOnAfterALookThatFailed() {
        source.fails = true;
        for (int beats = 0; beats < 2; beats++) {
            taken();
            time.advance(LiveFeed.HEARTBEAT);
            handedOver.remove().run();

            assertThat(taken()).containsExactly(HEARTBEAT);
        }
    }
}
