package io.healthmon.provider.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.healthmon.channel.AlertMessage;
import io.healthmon.channel.DeliveryException;
import io.healthmon.secret.Secret;
import io.healthmon.testkit.AlertMessages;
import io.healthmon.testkit.RecordedLogs;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SmtpFailureTest {

    @Test
    void aRecipientWhoIsRefusedForGoodKeepsTheMailFromNobodyElse() throws Exception {
        try (SmtpServer server = refusing("bad@example.com", "550 5.1.1 no such mailbox")) {
            AlertMessage message = AlertMessages.down("bad@example.com");
            channel(server).build().send(message);

            assertThat(server.mails()).singleElement().asString().startsWith("<ops@example.com> \r\n");
            assertThat(RecordedLogs.containing(message.alert().id()))
                    .singleElement()
                    .asString()
                    .startsWith("WARN ")
                    .contains("reached 1 of 2 recipients", "bad@example.com (550 5.1.1 no such mailbox)");
        }
    }

    @Test
    void aMailWhoseRecipientsAreAllRefusedForGoodIsNotTriedAgain() throws Exception {
        try (SmtpServer server = refusing("example.com", "550 5.1.1 no such mailbox")) {
            DeliveryException failure = failure(channel(server), AlertMessages.down("b@example.com"));

            assertThat(failure.permanent()).isTrue();
            assertThat(failure)
                    .hasMessageContaining("refuses ops@example.com (550 5.1.1 no such mailbox), b@example.com");
            assertThat(server.mails()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"450 4.2.1 busy", "451 greylisted", "452 full", "421 going", "552 5.2.2 mailbox full"})
    void aRecipientWhoIsPutOffGetsTheMailLaterAndTheOthersOnce(String reply) throws Exception {
        AtomicBoolean putsOff = new AtomicBoolean(true);
        try (SmtpServer server =
                SmtpServer.plain(line -> line.contains("grey@example.com") && putsOff.get() ? reply : null)) {
            SmtpChannel channel = channel(server).build();
            AlertMessage message = AlertMessages.down("grey@example.com");
            DeliveryException failure = catchThrowableOfType(DeliveryException.class, () -> channel.send(message));
            putsOff.set(false);
            channel.send(AlertMessages.again(message));

            assertThat(failure.permanent()).isFalse();
            assertThat(failure).hasMessageContaining("grey@example.com (" + reply + ")");
            assertThat(server.mails())
                    .extracting(mail -> mail.lines().findFirst().orElseThrow().strip())
                    .containsExactly("<ops@example.com>", "<grey@example.com>");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'.', '554 5.7.1 looks like spam', true",
        "'.', '451 4.3.0 try later', false",
        "'DATA', '554 5.5.1 no valid recipients', true",
        "'MAIL', '553 5.7.1 sender refused', true",
        "'MAIL', '452 4.3.1 disk full', false",
        "'MAIL', '530 5.7.0 authentication required', false"
    })
    void aMailThatIsRefusedForGoodIsNotTriedAgainAndOneThatIsPutOffIs(String command, String reply, boolean lasting)
            throws Exception {
        try (SmtpServer server = replying(command, reply)) {
            DeliveryException failure = failure(channel(server), AlertMessages.down());

            assertThat(failure.permanent()).isEqualTo(lasting);
            assertThat(failure).hasMessageContaining(reply);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "."})
    void aServerThatBreaksOffIsTriedAgainWithTheSameMail(String command) throws Exception {
        AtomicBoolean breaks = new AtomicBoolean(true);
        try (SmtpServer server =
                SmtpServer.plain(line -> is(command, line) && breaks.get() ? SmtpServer.HANG_UP : null)) {
            SmtpChannel channel = channel(server).build();
            AlertMessage message = AlertMessages.down();
            DeliveryException failure = catchThrowableOfType(DeliveryException.class, () -> channel.send(message));
            breaks.set(false);
            channel.send(AlertMessages.again(message));

            assertThat(failure.permanent()).isFalse();
            assertThat(failure).hasMessageContaining("127.0.0.1:" + server.port());
            assertThat(server.mails())
                    .last()
                    .asString()
                    .contains("Message-ID: <healthmon." + message.alert().id());
        }
    }

    @Test
    void aServerThatDripsIsGivenUpAllTheSame() throws Exception {
        try (SmtpServer server = replying("EHLO", SmtpServer.DRIP)) {
            DeliveryException failure = failure(channel(server), AlertMessages.down());

            assertThat(failure.permanent()).isFalse();
            assertThat(failure).hasMessageContaining("had not taken the mail within 8s");
        }
    }

    @Test
    void aMailThatEverybodyHasIsNotSentAgain() throws Exception {
        try (SmtpServer server = SmtpServer.plain(line -> null)) {
            AlertMessage message = AlertMessages.down();
            Mailbox mailbox = new Mailbox("health@example.com", List.of("ops@example.com"));
            MailServer address = new MailServer("127.0.0.1", server.port(), SmtpTls.NONE, context(), null, null);
            mailbox.mailing(address, message).call();
            mailbox.mailing(address, message).call();

            assertThat(server.mails()).hasSize(1);
        }
    }

    private static SSLSocketFactory context() {
        return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    @Test
    void aServerThatBreaksOffAfterItHasTakenTheMailHasTakenIt() throws Exception {
        try (SmtpServer server = replying("QUIT", SmtpServer.HANG_UP)) {
            assertThatCode(() -> channel(server).build().send(AlertMessages.down()))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void aLoginThatIsNotAcceptedMayBeMended() throws Exception {
        try (SmtpServer server = replying("AUTH", "535 5.7.8 Username and Password not accepted")) {
            DeliveryException failure = failure(channel(server), AlertMessages.down());

            assertThat(failure.permanent()).isFalse();
            assertThat(failure)
                    .hasMessageContaining("does not accept the login (535 5.7.8). See \"user\" and \"password\"");
        }
    }

    @Test
    void aServerThatRefusesToTalkIsTriedAgain() throws Exception {
        try (SmtpServer server = replying("", "554 5.7.1 your address is blocked")) {
            DeliveryException failure = failure(channel(server), AlertMessages.down());

            assertThat(failure.permanent()).isFalse();
            assertThat(failure).hasMessageContaining("refused to talk (554 5.7.1)");
        }
    }

    @Test
    void aPortWhereNobodyListensIsSaidToBeOne() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        DeliveryException failure = failure(
                SmtpChannel.builder("127.0.0.1")
                        .port(port)
                        .from("a@example.com")
                        .to("b@example.com"),
                AlertMessages.down());

        assertThat(failure).hasMessageContaining("Nothing accepts connections at 127.0.0.1:" + port);
    }

    @Test
    void aHostThatIsNotKnownIsSaidToBeOne() {
        DeliveryException failure = failure(
                SmtpChannel.builder("no-such-host.invalid")
                        .from("a@example.com")
                        .to("b@example.com"),
                AlertMessages.down());

        assertThat(failure).hasMessageContaining("no-such-host.invalid is not known");
    }

    @Test
    void anAlertForNobodyIsNotTriedAgain() {
        DeliveryException failure =
                failure(SmtpChannel.builder("127.0.0.1").from("a@example.com"), AlertMessages.down());

        assertThat(failure.permanent()).isTrue();
        assertThat(failure).hasMessageContaining("no recipient").hasMessageContaining("\"alertEmail\"");
    }

    @Test
    void aRecipientThatIsNoAddressKeepsTheMailFromNobodyElse() throws Exception {
        try (SmtpServer server = SmtpServer.plain(line -> null)) {
            AlertMessage message = AlertMessages.down("nobody", "x@example.com\r\nRCPT TO:<y@example.com>");
            channel(server).build().send(message);

            assertThat(server.mails()).singleElement().asString().startsWith("<ops@example.com> \r\n");
            assertThat(RecordedLogs.containing(message.alert().id()))
                    .singleElement()
                    .asString()
                    .contains("nobody")
                    .doesNotContain("\n", "\r");
        }
    }

    private static SmtpServer refusing(String recipient, String reply) throws IOException {
        UnaryOperator<@Nullable String> replies =
                line -> line.startsWith("RCPT") && line.contains(recipient) ? reply : null;
        return SmtpServer.plain(replies);
    }

    private static SmtpServer replying(String command, String reply) throws IOException {
        return SmtpServer.plain(line -> is(command, line) ? reply : null);
    }

    private static boolean is(String command, String line) {
        return command.isEmpty() ? line.isEmpty() : line.startsWith(command);
    }

    private static SmtpChannelBuilder channel(SmtpServer server) {
        return SmtpChannel.builder("127.0.0.1")
                .port(server.port())
                .tls(SmtpTls.NONE)
                .login("alerts", Secret.of("correct-horse"))
                .from("health@example.com")
                .to("ops@example.com");
    }

    private static DeliveryException failure(SmtpChannelBuilder builder, AlertMessage message) {
        return catchThrowableOfType(
                DeliveryException.class, () -> builder.build().send(message));
    }
}
