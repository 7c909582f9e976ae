package io.healthmon.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Integration;
import io.healthmon.testkit.ManualTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveFeedTest {

    private static final Integration MAIL = Integration.named("Mail").build();
    private static final Integration SHOP = Integration.named("Shop").build();
    private static final Duration HEARTBEAT = LiveFeed.HEARTBEAT;

    private final ManualTime time = new ManualTime(Instant.parse("2026-03-15T10:30:00Z"));
    private final ScriptedSource source = new ScriptedSource();
    private final LiveFeed feed = new LiveFeed(source, time.scheduler(), Runnable::run, 3);

    @Test
    void greetsAClientAtOnceWithAnIdToResumeFrom() {
        assertThat(texts(client()))
                .singleElement()
                .asString()
                .matches(": healthmon\nretry: 3000\nid: [0-9a-f]{16}-0\n\n");
    }

    @Test
    void showsAnEventToEveryClientInTheSameBytes() {
        LiveSubscription one = greeted();
        LiveSubscription two = greeted();
        publish("{\"id\":\"mail\"}");

        byte[] bytes = one.poll();
        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .matches("event: health\nid: [0-9a-f]{16}-1\ndata: \\{\"id\":\"mail\"}\n\n");
        assertThat(two.poll()).isSameAs(bytes);
        assertThat(one.poll()).isNull();
    }

    @Test
    void showsAnEventToASocketAsOneObject() {
        LiveSubscription socket = subscribe(LiveFormat.MESSAGES, integration -> true, null);
        publish("{\"id\":\"mail\"}");

        List<String> messages = texts(socket);
        assertThat(messages.get(0)).matches("\\{\"id\":\"[0-9a-f]{16}-0\",\"event\":\"open\"}");
        assertThat(messages.get(1))
                .matches("\\{\"id\":\"[0-9a-f]{16}-1\",\"event\":\"health\",\"data\":\\{\"id\":\"mail\"}}");
    }

    @Test
    void showsAClientOnlyWhatItMaySee() {
        LiveSubscription client = subscribe(LiveFormat.EVENT_STREAM, SHOP::equals, null);
        texts(client);
        feed.publish("health", MAIL, LiveData.ofAll(bytes("1")));
        feed.publish("health", SHOP, LiveData.ofAll(bytes("2")));

        assertThat(texts(client)).singleElement().asString().contains("data: 2");
    }

    @Test
    void goesOnAfterTheLastEventThatAClientHas() {
        LiveSubscription client = greeted();
        publish("1");
        String id = idOf(texts(client).get(0));
        client.close();
        publish("2");
        publish("3");

        List<String> resumed = texts(subscribe(LiveFormat.EVENT_STREAM, integration -> true, id));
        assertThat(resumed).hasSize(3);
        assertThat(resumed.get(1)).contains("data: 2");
        assertThat(resumed.get(2)).contains("data: 3");
    }

    @Test
    void goesOnFromTheIdOfTheGreeting() {
        LiveSubscription client = client();
        String id = idOf(texts(client).get(0));
        client.close();
        publish("1");

        assertThat(texts(subscribe(LiveFormat.EVENT_STREAM, integration -> true, id)))
                .hasSize(2)
                .last()
                .asString()
                .contains("data: 1");
    }

    @Test
    void asksAClientWithAnIdOfAnotherProcessToBeginAnew() {
        greeted();
        for (String id : List.of("0123456789abcdef-0", "1", "-", "\u0661", "x".repeat(9_999))) {
            LiveSubscription client = subscribe(LiveFormat.EVENT_STREAM, integration -> true, id);

            assertThat(texts(client)).hasSize(2).last().asString().startsWith("event: reset\nid: ");
            client.close();
        }
    }

    @Test
    void asksAClientWithAnIdThatIsTooOldToBeginAnew() {
        String id = idOf(texts(client()).get(0));
        for (int number = 0; number < Replay.MOST_EVENTS; number++) {
            publish("1");
        }
        assertThat(texts(subscribe(LiveFormat.EVENT_STREAM, integration -> true, id)))
                .hasSize(1 + Replay.MOST_EVENTS);

        publish("1");
        assertThat(texts(subscribe(LiveFormat.EVENT_STREAM, integration -> true, id)))
                .hasSize(2)
                .last()
                .asString()
                .contains("event: reset");
    }

    @Test
    void keepsNoMoreBytesThanAreAllowed() {
        String id = idOf(texts(client()).get(0));
        String large = "\"" + "x".repeat(100_000) + "\"";
        for (int number = 0; number < 20; number++) {
            publish(large);
        }
        assertThat(texts(subscribe(LiveFormat.EVENT_STREAM, integration -> true, id)))
                .hasSize(21);

        publish(large);
        assertThat(texts(subscribe(LiveFormat.EVENT_STREAM, integration -> true, id)))
                .hasSize(2);
    }

    @Test
    void cutsOffAClientThatFallsTooFarBehindAndNobodyElse() {
        LiveSubscription stuck = greeted();
        LiveSubscription reading = greeted();
        for (int number = 0; number <= Replay.MOST_EVENTS; number++) {
            publish("1");
            assertThat(reading.poll()).isNotNull();
        }

        assertThat(stuck.isEnded()).isTrue();
        assertThat(stuck.poll()).isNull();
        assertThat(reading.isEnded()).isFalse();
        assertThat(feed.clients()).isEqualTo(1);
    }

    @Test
    void sendsAHeartbeatEvery15SecondsWhenThereIsNothingElse() {
        LiveSubscription client = greeted();
        time.advance(HEARTBEAT.minusMillis(1));
        assertThat(client.poll()).isNull();

        time.advance(Duration.ofMillis(1));
        assertThat(texts(client)).containsExactly(": heartbeat\n\n");
        time.advance(HEARTBEAT);
        assertThat(texts(client)).containsExactly(": heartbeat\n\n");
    }

    @Test
    void cutsOffAClientThatHasTakenNoHeartbeatByTheNext() {
        LiveSubscription stuck = greeted();
        LiveSubscription reading = greeted();
        time.advance(HEARTBEAT);
        assertThat(stuck.isEnded()).isFalse();
        texts(reading);
        time.advance(HEARTBEAT);

        assertThat(stuck.isEnded()).isTrue();
        assertThat(reading.isEnded()).isFalse();
    }

    @Test
    void bearsWithAClientThatIsBehindButTakesSomething() {
        LiveSubscription slow = greeted();
        for (int number = 0; number < 100; number++) {
            publish("1");
        }
        for (int beats = 0; beats < 50; beats++) {
            time.advance(HEARTBEAT);
            assertThat(slow.poll()).isNotNull();
        }
        assertThat(slow.isEnded()).isFalse();
    }

    @Test
    void endsAStayAfterAnHour() {
        LiveSubscription client = greeted();
        while (!client.isEnded()) {
            texts(client);
            time.advance(HEARTBEAT);
        }
        assertThat(Duration.between(Instant.parse("2026-03-15T10:30:00Z"), time.now()))
                .isEqualTo(LiveFeed.LONGEST_STAY);
        assertThat(feed.clients()).isZero();
    }

    @Test
    void wakesAClientOncePerTimeItHasTakenEverything() {
        AtomicInteger calls = new AtomicInteger();
        LiveSubscription client = greeted();
        client.onAvailable(calls::incrementAndGet);
        assertThat(calls).hasValue(1);
        publish("1");
        publish("2");
        assertThat(calls).hasValue(2);

        texts(client);
        publish("3");
        assertThat(calls).hasValue(3);
        client.close();
        client.close();
        assertThat(calls).hasValue(4);
    }

    @Test
    void cutsOffAClientThatCannotBeWoken() {
        LiveSubscription broken = greeted();
        LiveSubscription other = greeted();
        broken.onAvailable(() -> {
            throw new IllegalStateException("no thread");
        });
        publish("1");

        assertThat(broken.isEnded()).isTrue();
        assertThat(texts(other)).hasSize(1);
    }

    @Test
    void refusesMoreClientsThanAreAllowedUntilOneGoes() {
        LiveSubscription first = client();
        client();
        client();
        assertThat(feed.subscribe(LiveFormat.MESSAGES, integration -> true, null))
                .isEmpty();

        first.close();
        assertThat(feed.subscribe(LiveFormat.MESSAGES, integration -> true, null))
                .isPresent();
    }

    @Test
    void listensFromTheFirstClientOnUntilSomeMinutesAfterTheLast() {
        assertThat(source.begun).isZero();
        assertThat(time.scheduler().waiting()).isZero();
        LiveSubscription client = client();
        String id = idOf(texts(client).get(0));
        client.close();
        time.advance(HEARTBEAT.multipliedBy(LiveFeed.MOST_IDLE_HEARTBEATS - 1));
        assertThat(source.ended).isZero();

        time.advance(HEARTBEAT);
        assertThat(source.begun).isOne();
        assertThat(source.ended).isOne();
        assertThat(time.scheduler().waiting()).isZero();
        assertThat(texts(subscribe(LiveFormat.EVENT_STREAM, integration -> true, id)))
                .last()
                .asString()
                .contains("reset");
        assertThat(source.begun).isEqualTo(2);
    }

    @Test
    void looksAroundWithEachHeartbeat() {
        greeted();
        time.advance(HEARTBEAT);
        time.advance(HEARTBEAT);

        assertThat(source.looks).isEqualTo(2);
    }

    @Test
    void endsItsClientsWhenItIsClosedOnceTheyHaveTakenWhatThereIs() {
        LiveSubscription client = greeted();
        publish("1");
        feed.close();

        assertThat(client.isEnded()).isTrue();
        assertThat(texts(client)).hasSize(1);
        assertThat(source.ended).isOne();
        assertThat(feed.clients()).isZero();
        assertThatThrownBy(this::client).isInstanceOf(IllegalStateException.class);
    }

    private LiveSubscription greeted() {
        LiveSubscription client = client();
        texts(client);
        return client;
    }

    private LiveSubscription client() {
        return subscribe(LiveFormat.EVENT_STREAM, integration -> true, null);
    }

    private LiveSubscription subscribe(LiveFormat format, LiveAudience visible, @Nullable String lastEventId) {
        return feed.subscribe(format, visible, lastEventId).orElseThrow();
    }

    private void publish(String json) {
        feed.publish("health", MAIL, LiveData.ofAll(bytes(json)));
    }

    private static List<String> texts(LiveSubscription client) {
        List<String> texts = new ArrayList<>();
        for (byte[] bytes = client.poll(); bytes != null; bytes = client.poll()) {
            texts.add(new String(bytes, StandardCharsets.UTF_8));
        }
        return texts;
    }

    private static String idOf(String block) {
        return block.lines()
                .filter(line -> line.startsWith("id: "))
                .findFirst()
                .orElseThrow()
                .substring("id: ".length());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
