package io.healthmon.provider.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.provider.service.StandIn;
import io.healthmon.testkit.ManualTime;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** An application's socket under watch, with Slack's server and a time that a test moves. */
final class WatchedSocket implements AutoCloseable {

    static final Instant START = Instant.parse("2026-03-15T10:30:00Z");
    static final String LINK = "https://docs.slack.dev/apis/events-api/using-socket-mode";

    private static final Integration INTEGRATION =
            SlackSocket.integration("Slack socket").build();

    final ManualTime time = new ManualTime(START);
    final SlackSocket socket;
    final SlackStandIn slack = SlackStandIn.start();
    final ApplicationListener application = new ApplicationListener();
    private final HttpClient client = HttpClient.newHttpClient();
    private WebSocket connection;

    WatchedSocket() throws Exception {
        this(socket -> socket);
    }

    WatchedSocket(UnaryOperator<SlackSocket> setup) throws Exception {
        socket = setup.apply(SlackSocket.timedBy(time.scheduler()::nanoTime));
    }

    static String hello() throws IOException {
        return StandIn.fixture(WatchedSocket.class, "socket_hello.json");
    }

    static String disconnect(String reason) throws IOException {
        String refresh = StandIn.fixture(WatchedSocket.class, "socket_disconnect.json");
        return refresh.replace("refresh_requested", reason);
    }

    /** Opens a connection that Slack does not greet. */
    SlackStandIn.Line open() throws Exception {
        connection = client.newWebSocketBuilder()
                .buildAsync(slack.address(), socket.listening(application))
                .get(10, TimeUnit.SECONDS);
        application.await("open");
        return slack.next();
    }

    /** Opens a connection and greets it. */
    SlackStandIn.Line connect() throws Exception {
        SlackStandIn.Line line = open();
        tell(line, hello());
        return line;
    }

    /** Drops the last connection from the application's side. */
    void abort() {
        connection.abort();
    }

    /** Has Slack say something and waits until the application knows it. */
    void tell(SlackStandIn.Line line, String text) throws Exception {
        line.say(text);
        application.await("text " + text.length());
    }

    void after(Duration time) {
        this.time.advance(time);
    }

    CheckResult check() {
        return socket.check(new CheckContext(INTEGRATION, Duration.ofSeconds(5), time.now()));
    }

    /** Looks whether it is healthy. */
    void isHealthy() {
        CheckResult result = check();
        assertThat(result.status()).as(result.toString()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Override
    public void close() {
        slack.close();
    }
}
