package io.healthmon.provider.slack;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.HealthMonitor;
import io.healthmon.HealthMonitorBuilder;
import io.healthmon.check.HealthStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The document says what the code does. */
@Timeout(60)
class SlackSocketDocumentTest {

    private static final Path DOCUMENT = Path.of("../docs/providers.md");
    private static final Path SOURCE =
            Path.of("src/test/java/io/healthmon/provider/slack/SlackSocketDocumentTest.java");

    private static void isInTheSource(String section) throws IOException {
        String document = Files.readString(DOCUMENT);
        String behind = document.substring(document.indexOf(section));
        String example = behind.substring(behind.indexOf("```java") + 7);
        assertThat(folded(Files.readString(SOURCE))).contains(folded(example.substring(0, example.indexOf("```"))));
    }

    private static String folded(String text) {
        return text.replaceAll("\\s+", "");
    }

    @Test
    void theExampleWorks() throws Exception {
        ApplicationListener listener = new ApplicationListener();
        try (SlackStandIn slack = SlackStandIn.start();
                HealthMonitor monitor =
                        connect(HealthMonitor.builder(), HttpClient.newHttpClient(), slack.address(), listener)) {
            listener.await("open");
            String hello = WatchedSocket.hello();
            slack.next().say(hello);
            listener.await("text " + hello.length());

            assertThat(monitor.check("slack-socket").get(10, SECONDS).status()).isEqualTo(HealthStatus.HEALTHY);
        }
        isInTheSource("## Slack Socket Mode");
    }

    private static HealthMonitor connect(
            HealthMonitorBuilder builder, HttpClient client, URI address, WebSocket.Listener listener) {
        SlackSocket socket = SlackSocket.create();
        HealthMonitor monitor = builder.add(
                        SlackSocket.integration("Slack socket").build(), socket)
                .build();
        socket.reportTo(monitor.passive("slack-socket"));

        CompletableFuture<WebSocket> connection = client.newWebSocketBuilder()
                .buildAsync(address, socket.listening(listener))
                .whenComplete((opened, failure) -> {
                    if (failure != null) {
                        socket.failed(failure); // no listener hears of a handshake that fails
                    }
                });
        assertThat(connection).isNotNull();
        return monitor;
    }

    @Test
    void theExampleWithTheSdkFits() throws Exception {
        HealthMonitorBuilder builder = HealthMonitor.builder();
        SocketModeApp app = new SocketModeApp();
        SlackSocket socket = SlackSocket.create().asking(() -> app.getClient().verifyConnection());
        builder.add(SlackSocket.integration("Slack socket").build(), socket);

        app.startAsync();
        app.getClient().addWebSocketMessageListener(socket::received);
        app.getClient().addWebSocketCloseListener(socket::closed);
        app.getClient().addWebSocketErrorListener(socket::failed);
        try (HealthMonitor monitor = builder.build()) {
            app.message.handle(WatchedSocket.hello());
            assertThat(monitor.check("slack-socket").get(10, SECONDS).status()).isEqualTo(HealthStatus.HEALTHY);
            app.error.handle(new IOException("broken"));
            app.close.handle(1006, null);
            assertThat(monitor.check("slack-socket").get(10, SECONDS).status()).isEqualTo(HealthStatus.HEALTHY);
        }
        isInTheSource("### With Slack's Java SDK");
    }

    /** What the SDK looks like, as far as the example has to do with it. */
    private static final class SocketModeApp {

        private MessageListener message;
        private CloseListener close;
        private ErrorListener error;

        interface MessageListener {
            void handle(String message);
        }

        interface CloseListener {
            void handle(Integer code, String reason);
        }

        interface ErrorListener {
            void handle(Throwable reason);
        }

        void startAsync() {
            message = null;
        }

        SocketModeApp getClient() {
            return this;
        }

        boolean verifyConnection() {
            return false;
        }

        void addWebSocketMessageListener(MessageListener listener) {
            message = listener;
        }

        void addWebSocketCloseListener(CloseListener listener) {
            close = listener;
        }

        void addWebSocketErrorListener(ErrorListener listener) {
            error = listener;
        }
    }
}
