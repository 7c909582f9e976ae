package io.healthmon.provider.smtp;

import io.healthmon.channel.AlertChannel;
import io.healthmon.channel.AlertMessage;
import io.healthmon.secret.Secret;
import io.healthmon.testkit.RemoteChannelContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class SmtpContractTest extends RemoteChannelContract {

    private static final String PASSWORD = "correct-horse-battery";
    private static final String LOGIN =
            Base64.getEncoder().encodeToString(("\0alerts\0" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    private volatile Mood mood = Mood.TAKES;
    private SmtpServer server;
    private AlertChannel channel;

    @BeforeEach
    void start() throws IOException {
        server = SmtpServer.plain(this::reply);
        channel = SmtpChannel.builder("127.0.0.1")
                .port(server.port())
                .tls(SmtpTls.NONE)
                .login("alerts", Secret.of(PASSWORD))
                .from("Health <health@example.com>")
                .to("ops@example.com")
                .build();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private @Nullable String reply(String line) {
        return switch (mood) {
            case TAKES -> null;
            case REFUSES ->
                line.startsWith("AUTH") ? "535 5.7.8 not alerts with " + PASSWORD + " (" + LOGIN + ")\nline" : null;
            case HANGS -> line.startsWith("MAIL") ? SmtpServer.HANG : null;
        };
    }

    @Override
    protected AlertChannel channel() {
        return channel;
    }

    @Override
    protected int arrivals(AlertMessage message) {
        String id = "Message-ID: <healthmon." + message.alert().id() + "@example.com>\r\n";
        return (int) server.mails().stream().filter(mail -> mail.contains(id)).count();
    }

    @Override
    protected void receiver(Mood next) {
        mood = next;
    }

    @Override
    protected CountDownLatch waits() {
        return server.hangs();
    }

    @Override
    protected List<String> secrets() {
        return List.of(PASSWORD, LOGIN);
    }
}
