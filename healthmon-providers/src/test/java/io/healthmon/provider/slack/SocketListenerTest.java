package io.healthmon.provider.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.HealthStatus;
import java.lang.reflect.Proxy;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SocketListenerTest {

    private final List<String> asked = new ArrayList<>();
    private WatchedSocket watched;

    /** The JDK's own cannot be counted on, and cannot be made but by a connection. */
    private final WebSocket counting = (WebSocket) Proxy.newProxyInstance(
            WebSocket.class.getClassLoader(), new Class<?>[] {WebSocket.class}, (proxy, method, arguments) -> {
                asked.add(method.getName());
                return null;
            });

    @BeforeEach
    void start() throws Exception {
        watched = new WatchedSocket();
    }

    @AfterEach
    void stop() {
        watched.close();
    }

    /** Takes what it is told and answers with stages of its own. */
    private static final class Slow implements WebSocket.Listener {

        private final List<Object> told = new ArrayList<>();
        private final CompletableFuture<String> text = new CompletableFuture<>();
        private final CompletableFuture<String> binary = new CompletableFuture<>();
        private final CompletableFuture<String> ping = new CompletableFuture<>();
        private final CompletableFuture<String> pong = new CompletableFuture<>();
        private final CompletableFuture<String> close = new CompletableFuture<>();

        private <T> T with(T answer, Object... what) {
            told.addAll(List.of(what));
            return answer;
        }

        @Override
        public void onOpen(WebSocket webSocket) {
            told.add(webSocket);
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            return with(text, webSocket, data, last);
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
            return with(binary, webSocket, data, last);
        }

        @Override
        public CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
            return with(ping, webSocket, message);
        }

        @Override
        public CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
            return with(pong, webSocket, message);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            return with(close, webSocket, statusCode, reason);
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            told.add(webSocket);
            told.add(error);
        }
    }

    @Test
    void everythingIsPassedOnAndAnsweredAsTheApplicationAnswersIt() {
        Slow slow = new Slow();
        WebSocket.Listener listener = watched.socket.listening(slow);
        CharSequence text = CharBuffer.wrap("{\"type\":\"hello\"}");
        ByteBuffer bytes = ByteBuffer.allocate(3);
        Exception error = new IllegalStateException();
        listener.onOpen(counting);

        assertThat(listener.onText(counting, text, true)).isSameAs(slow.text);
        assertThat(listener.onBinary(counting, bytes, false)).isSameAs(slow.binary);
        assertThat(listener.onPing(counting, bytes)).isSameAs(slow.ping);
        assertThat(listener.onPong(counting, bytes)).isSameAs(slow.pong);
        assertThat(listener.onClose(counting, 1000, "done")).isSameAs(slow.close);
        listener.onError(counting, error);
        assertThat(slow.told)
                .usingElementComparator((one, other) -> one == other || one.equals(other) ? 0 : 1)
                .containsExactly(
                        counting, counting, text, true, counting, bytes, false, counting, bytes, counting, bytes,
                        counting, 1000, "done", counting, error);
        assertThat(text).hasToString("{\"type\":\"hello\"}");
        assertThat(bytes.remaining()).isEqualTo(3);
    }

    @Test
    void nothingIsRequestedForTheApplication() {
        WebSocket.Listener listener = watched.socket.listening(new Slow());
        listener.onOpen(counting);
        var text = listener.onText(counting, "{\"type\":\"hello\"}", true);
        var ping = listener.onPing(counting, ByteBuffer.allocate(0));
        var close = listener.onClose(counting, 1000, "");

        assertThat(List.of(text, ping, close))
                .noneMatch(stage -> stage.toCompletableFuture().isDone());
        assertThat(asked).doesNotContain("request", "sendPong", "sendClose", "abort");
    }

    @Test
    void whatTheApplicationThrowsIsThrown() throws Exception {
        WebSocket.Listener listener = watched.socket.listening(new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
                throw new IllegalStateException("the application's own");
            }
        });
        listener.onOpen(counting);

        assertThatThrownBy(() -> listener.onText(counting, WatchedSocket.hello(), true))
                .hasMessage("the application's own");
        assertThat(watched.check().status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void theApplicationSetsThePace() throws Exception {
        SlackStandIn.Line line = watched.connect();
        for (int count = 0; count < 100; count++) {
            line.say("x".repeat(count + 1));
        }
        for (int count = 0; count < 100; count++) {
            watched.application.await("text " + (count + 1));
        }

        assertThat(watched.application.isToldNothing()).isTrue();
    }

    @Test
    void aListenerThatIsUsedAgainFollowsItsNewerConnection() throws Exception {
        WebSocket.Listener listener = watched.socket.listening(new Slow());
        listener.onOpen(counting);
        var hello = listener.onText(counting, WatchedSocket.hello(), true);
        SlackStandIn.Line newer = watched.connect();
        WebSocket unknown = (WebSocket) Proxy.newProxyInstance(
                WebSocket.class.getClassLoader(), new Class<?>[] {WebSocket.class}, (proxy, method, arguments) -> null);
        listener.onOpen(unknown);
        var old = listener.onText(counting, WatchedSocket.disconnect("link_disabled"), true);
        listener.onError(counting, new IllegalStateException());

        assertThat(List.of(hello, old)).hasSize(2);
        assertThat(watched.check().status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(watched.check().details()).doesNotContainKey("lastDisconnect");
        newer.drop();
    }

    @Test
    void anErrorOfTheClientIsTheEndOfTheConnection() throws Exception {
        WebSocket.Listener listener = watched.socket.listening(new Slow());
        listener.onOpen(counting);
        var hello = listener.onText(counting, WatchedSocket.hello(), true);
        listener.onError(counting, new SSLException("secret details"));
        watched.after(Duration.ofMinutes(1));

        assertThat(hello).isNotNull();
        assertThat(watched.check().problem().message())
                .isEqualTo(
                        "The Slack socket has not been connected since 2026-03-15T10:30:00Z: the last error was SSLException.");
        assertThat(watched.check().problem().cause()).isEqualTo(Cause.TLS);
    }
}
