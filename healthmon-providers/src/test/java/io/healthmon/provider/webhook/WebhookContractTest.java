package io.healthmon.provider.webhook;

import io.healthmon.channel.AlertChannel;
import io.healthmon.channel.AlertMessage;
import io.healthmon.provider.http.RawServer;
import io.healthmon.secret.Secret;
import io.healthmon.testkit.RemoteChannelContract;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class WebhookContractTest extends RemoteChannelContract {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final CountDownLatch waits = new CountDownLatch(1);
    private volatile Mood mood = Mood.TAKES;
    private RawServer server;
    private AlertChannel channel;

    @BeforeEach
    void start() throws IOException {
        server = RawServer.start(this::answer);
        channel = WebhookChannel.to(URI.create(server.url() + "T0001/hook-path?sig=hook-query"))
                .secret(Secret.of(SECRET))
                .header("Authorization", Secret.of("Bearer hook-header"));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private void answer(RawServer.Connection connection) throws IOException {
        while (connection.readRequest()) {
            switch (mood) {
                case TAKES -> {
                    taken.add(connection.lastRequest());
                    connection.write("HTTP/1.1 204 No Content\r\n\r\n");
                }
                case REFUSES -> refuse(connection);
                case HANGS -> {
                    waits.countDown();
                    connection.hold();
                }
            }
        }
    }

    private static void refuse(RawServer.Connection connection) throws IOException {
        String echo = connection.lastRequest();
        connection.write("HTTP/1.1 500 Bearer hook-header\r\nLocation: /hook-path\r\nContent-Length: " + echo.length()
                + "\r\n\r\n" + echo);
    }

    @Override
    protected AlertChannel channel() {
        return channel;
    }

    @Override
    protected int arrivals(AlertMessage message) {
        String header = "webhook-id: " + message.alert().id();
        return (int) taken.stream().filter(request -> request.contains(header)).count();
    }

    @Override
    protected void receiver(Mood next) {
        mood = next;
    }

    @Override
    protected CountDownLatch waits() {
        return waits;
    }

    @Override
    protected List<String> secrets() {
        return List.of(SECRET, SECRET.substring(6), "hook-header", "hook-path", "hook-query", "T0001");
    }
}
