package io.healthmon.provider.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.channel.AlertMessage;
import io.healthmon.json.Json;
import io.healthmon.provider.http.RawServer;
import io.healthmon.secret.Secret;
import io.healthmon.testkit.AlertMessages;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WebhookDeliveryTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private RawServer server;

    @BeforeEach
    void start() throws IOException {
        server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void anOutageIsPostedWithAllThatAReceiverNeeds() throws Exception {
        channel().send(AlertMessages.down());

        assertThat(head())
                .startsWith("POST /hooks/7?key=1 HTTP/1.1\r\n")
                .contains("Content-Type: application/json\r\n");
        assertThat(body())
                .isEqualTo("{\"type\":\"integration.down\",\"timestamp\":\"2026-03-15T10:30:00.500Z\",\"data\":{"
                        + "\"id\":\"stripe\",\"name\":\"Stripe\",\"status\":\"down\",\"severity\":\"critical\","
                        + "\"consecutiveFailures\":3,\"since\":\"2026-03-15T10:28:30.123456Z\",\"duration\":null,"
                        + "\"responseTime\":5000,\"error\":{\"cause\":\"timeout\","
                        + "\"message\":\"No answer from api.stripe.example:443 within 5s, though connected.\","
                        + "\"resolution\":\"See whether the service is overloaded, or raise \\\"timeout\\\".\","
                        + "\"documentation\":\"https://docs.example.com/stripe?a=1&b=2\"},"
                        + "\"link\":\"https://ops.example.com/#stripe\"}}");
    }

    @Test
    void aRecoveryTellsHowLongItLasted() throws Exception {
        channel().send(AlertMessages.recovered());

        Map<String, Object> json = Json.readObject(body().getBytes(StandardCharsets.UTF_8));
        assertThat(json).containsEntry("type", "integration.recovered");
        assertThat(json.get("data"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("status", "healthy")
                .containsEntry("duration", 3_789_876);
    }

    @Test
    void withASecretARequestIsSignedForItsMoment() throws Exception {
        AlertMessage message = AlertMessages.down();
        channel().secret(Secret.of(SECRET)).send(message);

        String id = message.alert().id();
        String signature =
                WebhookSignature.by(Secret.of(SECRET)).of(id, 1_773_570_600, body().getBytes(StandardCharsets.UTF_8));
        assertThat(head())
                .contains("webhook-id: " + id + "\r\n", "webhook-timestamp: 1773570600\r\n")
                .contains("webhook-signature: " + signature + "\r\n");
    }

    @Test
    void aFurtherAttemptHasTheSameIdAndBodyAndAMomentOfItsOwn() throws Exception {
        AlertMessage message = AlertMessages.down();
        channel().secret(Secret.of(SECRET)).send(message);
        String first = body();
        channel().secret(Secret.of(SECRET)).send(AlertMessages.again(message));

        assertThat(body()).isEqualTo(first);
        assertThat(head()).contains("webhook-id: " + message.alert().id(), "webhook-timestamp: 1773570605\r\n");
    }

    @Test
    void withoutASecretARequestHasIdAndTimestampAndNoSignature() throws Exception {
        channel().send(AlertMessages.down());

        assertThat(head()).contains("webhook-id: ", "webhook-timestamp: ").doesNotContain("webhook-signature");
    }

    @Test
    void headersGoAlong() throws Exception {
        channel().header("Authorization", Secret.of("Bearer 123")).send(AlertMessages.down());

        assertThat(head()).contains("Authorization: Bearer 123\r\n");
    }

    private WebhookChannel channel() {
        return WebhookChannel.to(URI.create(server.url() + "hooks/7?key=1"));
    }

    private String head() {
        return last()[0] + "\r\n";
    }

    private String body() {
        return last()[1];
    }

    private String[] last() {
        return server.requests().get(server.requests().size() - 1).split("\r\n\r\n", 2);
    }
}
