package io.healthmon.provider.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.healthmon.channel.DeliveryException;
import io.healthmon.provider.http.Keytool;
import io.healthmon.provider.http.RawServer;
import io.healthmon.secret.Secret;
import io.healthmon.testkit.AlertMessages;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class WebhookAnswersTest {

    private static final String HOOK = "services/T0/B0/s3cr3tpath?sig=s3cr3tquery";

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204})
    void twoHundredsMeanThatTheAlertWasTaken(int status) throws IOException {
        try (RawServer server = RawServer.answering("HTTP/1.1 " + status + " x\r\nContent-Length: 0\r\n\r\n")) {
            assertThatCode(() -> send(server.url())).doesNotThrowAnyException();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aHugeBodyIsNotReadToItsEnd() throws Exception {
        try (RawServer server = RawServer.start(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n");
            byte[] block = new byte[64 * 1_024];
            while (true) {
                connection.write(block);
            }
        })) {
            assertThatCode(() -> send(server.url())).doesNotThrowAnyException();
            assertThat(server.clientLeft()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowedAndItsPlaceIsNamed(int status) throws IOException {
        DeliveryException failure = answered("HTTP/1.1 " + status
                + " x\r\nLocation: https://user:pw@new.example.com:8443/s3cr3tpath\r\nContent-Length: 0\r\n\r\n");

        assertThat(failure.permanent()).isFalse();
        assertThat(failure)
                .hasMessageContaining("answers " + status + ", a redirect to https://new.example.com:8443. ")
                .hasMessageContaining("set \"url\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/s3cr3tpath", "//", "http://", "%%%", ""})
    void aRedirectToAnAddressThatCannotBeReadIsARefusalToo(String location) throws IOException {
        DeliveryException failure =
                answered("HTTP/1.1 301 x\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n");

        assertThat(failure.permanent()).isFalse();
        assertThat(failure).hasMessageContaining("answers 301, a redirect");
    }

    @Test
    void goneMeansThatTryingAgainIsOfNoUse() throws IOException {
        DeliveryException failure = answered("HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n");

        assertThat(failure.permanent()).isTrue();
        assertThat(failure).hasMessageContaining("answers 410");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void aReceiverIsLeftAloneForTheSecondsThatItAsksFor(int status) throws IOException {
        DeliveryException failure =
                answered("HTTP/1.1 " + status + " x\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n");

        assertThat(failure.permanent()).isFalse();
        assertThat(failure.retryAfter()).contains(Duration.ofMinutes(2));
        assertThat(failure).hasMessageContaining("answers " + status + " and asks to be left alone for 120 s");
    }

    @Test
    void aReceiverIsLeftAloneUntilTheDateThatItNames() throws IOException {
        DeliveryException failure = answered("HTTP/1.1 429 x\r\nDate: Fri, 20 Nov 2026 10:00:00 GMT\r\n"
                + "Retry-After: Fri, 20 Nov 2026 10:07:00 GMT\r\nContent-Length: 0\r\n\r\n");

        assertThat(failure.retryAfter()).contains(Duration.ofMinutes(7));
    }

    @Test
    void withoutADateOfItsOwnTheAnswersDateIsThatOfTheAttempt() throws IOException {
        DeliveryException failure =
                answered("HTTP/1.1 503 x\r\nRetry-After: Sun, 15 Mar 2026 10:31:00 GMT\r\nContent-Length: 0\r\n\r\n");

        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Retry-After: soon\r\n", "Retry-After: -5\r\n"})
    void aReceiverThatDoesNotSayHowLongIsTriedAgainAsUsual(String header) throws IOException {
        DeliveryException failure = answered("HTTP/1.1 429 x\r\n" + header + "Content-Length: 0\r\n\r\n");

        assertThat(failure.permanent()).isFalse();
        assertThat(failure.retryAfter()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 408, 413, 422, 500, 501, 502, 504})
    void everyOtherStatusMayBeTriedAgain(int status) throws IOException {
        DeliveryException failure = answered("HTTP/1.1 " + status + " x\r\nContent-Length: 0\r\n\r\n");

        assertThat(failure.permanent()).isFalse();
        assertThat(failure).hasMessageContaining(" answers " + status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhal",
                "220 mail.example.com ESMTP\r\n"
            })
    void withoutAWholeAnswerItIsTriedAgainYetNotByTheAttemptItself(String answer) throws IOException {
        try (RawServer server = RawServer.start(connection -> {
            connection.readRequest();
            connection.write(answer);
        })) {
            DeliveryException failure = failure(server.url());

            assertThat(failure.permanent()).isFalse();
            assertThat(failure).hasMessageContaining("127.0.0.1:" + server.port());
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aConnectionThatIsResetIsTriedAgainYetNotByTheAttemptItself() throws IOException {
        try (RawServer server = RawServer.start(connection -> {
            connection.readRequest();
            connection.reset();
        })) {
            assertThat(failure(server.url())).hasMessageContaining("ended before an answer");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aPortWhereNobodyListensIsSaidToBeOne() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        assertThat(failure("http://127.0.0.1:" + port + "/"))
                .hasMessageContaining("Nothing accepts connections at 127.0.0.1:" + port);
    }

    @Test
    void aHostThatIsNotKnownIsSaidToBeOne() {
        assertThat(failure("https://no-such-host.invalid/")).hasMessageContaining("no-such-host.invalid is not known");
    }

    @Test
    void aReceiverThatSpeaksNoTlsIsSaidToBeOne() throws IOException {
        try (RawServer server = RawServer.start(connection -> connection.write("HTTP/1.1 400 Bad Request\r\n\r\n"))) {
            assertThat(failure("https://127.0.0.1:" + server.port() + "/")).hasMessageContaining("does not speak TLS");
        }
    }

    @Test
    void aCertificateHasToBeTrusted(@TempDir Path directory) throws Exception {
        Keytool keytool = new Keytool(directory);
        Path keys = keytool.selfSigned("hook", "-ext", "SAN=IP:127.0.0.1");
        SSLContext context = Keytool.server(keys, keytool.trusting(keys));
        try (RawServer server = RawServer.answering(context, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            String url = "https://127.0.0.1:" + server.port() + "/";
            WebhookChannel trusting =
                    WebhookChannel.to(URI.create(url)).truststore(keytool.trusting(keys), Secret.of(Keytool.PASSWORD));

            assertThat(failure(url)).hasMessageContaining("self-signed").hasMessageContaining("tls.truststore");
            assertThatCode(() -> trusting.send(AlertMessages.down())).doesNotThrowAnyException();
            assertThat(server.requests()).hasSize(1);
        }
    }

    private static DeliveryException answered(String answer) throws IOException {
        try (RawServer server = RawServer.answering(answer)) {
            DeliveryException failure = failure(server.url());
            assertThat(server.requests()).hasSize(1);
            return failure;
        }
    }

    private static DeliveryException failure(String url) {
        DeliveryException failure = catchThrowableOfType(DeliveryException.class, () -> send(url));
        assertThat(failure.getMessage()).doesNotContain("s3cr3t", "services", "\n");
        return failure;
    }

    private static void send(String url) throws Exception {
        WebhookChannel.to(URI.create(url + HOOK)).send(AlertMessages.down());
    }
}
