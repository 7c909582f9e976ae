package io.healthmon.http;

import static io.healthmon.http.HandlerFixture.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.http.HandlerFixture.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocketHandshakeTest {

    private static final String PATH = "/api/live/ws";

    private final HandlerFixture fixture = new HandlerFixture().add("Mail", mail -> mail);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void opensWithABearerTokenAndSendsObjects() throws Exception {
        ApiResponse response = handshake(PATH, bearer("see"));
        assertThat(response.status()).isEqualTo(101);
        LiveClient client = LiveClient.of(response);
        fixture.answer("mail", CheckResult.down(Cause.TIMEOUT, "no answer")).check("mail");

        assertThat(client.next())
                .startsWith("{\"id\":\"")
                .contains("\",\"event\":\"health\",\"data\":{\"id\":\"mail\"")
                .endsWith("}}");
    }

    @Test
    void opensWithATicketInTheAddressOnceOnly() {
        String ticket = ticket("see");

        assertThat(handshake(PATH + "?ticket=" + ticket).status()).isEqualTo(101);
        assertThat(handshake(PATH + "?ticket=" + ticket).status()).isEqualTo(401);
    }

    @Test
    void opensWithATicketAmongTheSubprotocolsAndAgreesToTheOther() {
        ApiResponse response = handshake(
                PATH, "Sec-WebSocket-Protocol", "healthmon, ticket." + ticket("see"), "Origin", "https://a.b");

        assertThat(response.status()).isEqualTo(101);
        assertThat(response.headers()).containsEntry("Sec-WebSocket-Protocol", "healthmon");
        assertThat(handshake(PATH, bearer("see")).headers()).doesNotContainKey("Sec-WebSocket-Protocol");
    }

    @Test
    void refusesATicketAfter30Seconds() {
        String late = ticket("see");
        String inTime = ticket("see");
        fixture.time.advance(Duration.ofSeconds(30).minusMillis(1));
        assertThat(handshake(PATH + "?ticket=" + inTime).status()).isEqualTo(101);
        fixture.time.advance(Duration.ofMillis(1));

        assertThat(handshake(PATH + "?ticket=" + late).status()).isEqualTo(401);
    }

    @Test
    void refusesAWrongTicketEvenBesideAToken() {
        assertThat(handshake(PATH + "?ticket=nonsense", bearer("see")).status()).isEqualTo(401);
        assertThat(handshake(PATH).status()).isEqualTo(401);
        assertThat(handshake(PATH, bearer("send")).status()).isEqualTo(403);
    }

    @Test
    void takesNoTokenFromTheAddress() {
        assertThat(handshake(PATH + "?token=see&access_token=see").status()).isEqualTo(401);
        assertThat(handshake(PATH + "?ticket=see").status()).isEqualTo(401);
    }

    @Test
    void givesEachCallerABoundedNumberOfTickets() {
        List<String> tickets = new ArrayList<>();
        for (int number = 0; number < LiveTickets.MOST_OF_A_CALLER; number++) {
            tickets.add(ticket("see"));
        }
        Answer refused = fixture.post("/api/live/tickets", bearer("see"));

        assertThat(tickets).doesNotHaveDuplicates();
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("30");
        assertThat(ticket("run")).isNotBlank();
        fixture.time.advance(Duration.ofSeconds(30));
        assertThat(ticket("see")).isNotBlank();
    }

    @Test
    void givesNoTicketToWhoMayNotSee() {
        assertThat(fixture.post("/api/live/tickets").status()).isEqualTo(401);
        assertThat(fixture.post("/api/live/tickets", bearer("send")).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "https://health.example.com,        health.example.com,      101",
        "https://health.example.com:443,    health.example.com,      101",
        "https://health.example.com,        health.example.com:443,  101",
        "http://Health.Example.com,         health.example.com:80,   101",
        "http://localhost:8080,             localhost:8080,          101",
        "http://[::1]:8080,                 [::1]:8080,              101",
        "https://evil.example.com,          health.example.com,      403",
        "https://health.example.com.evil.com, health.example.com,    403",
        "https://health.example.com:8443,   health.example.com,      403",
        "http://localhost:8081,             localhost:8080,          403",
        "null,                              health.example.com,      403",
        "https://,                          health.example.com,      403",
        "'ht tp://x',                       health.example.com,      403",
        "'',                                health.example.com,      403",
    })
    void refusesAPageOfAnotherOriginThatBringsItsCookiesOnly(String origin, String host, int status) {
        HealthHandler trusting = HealthHandler.builder(fixture.monitor())
                .authenticator(request -> Optional.of(new Caller("cookie", Role.VIEWER)))
                .build();
        ApiRequest handshake = HandlerFixture.request("GET", PATH, "", "Origin", origin, "Host", host);

        assertThat(trusting.openSocket(handshake, "").status()).isEqualTo(status);
    }

    @Test
    void opensForWhoeverIsNoBrowserAndSendsNoOrigin() {
        HealthHandler trusting = HealthHandler.builder(fixture.monitor())
                .authenticator(request -> Optional.of(new Caller("certificate", Role.VIEWER)))
                .build();

        assertThat(trusting.openSocket(HandlerFixture.request("GET", PATH, ""), "")
                        .status())
                .isEqualTo(101);
    }

    @Test
    void resumesAfterTheLastEvent() throws Exception {
        LiveClient first = LiveClient.of(handshake(PATH, bearer("see")));
        fixture.check("mail");
        String event = first.next();
        first.close();
        fixture.answer("mail", CheckResult.down(Cause.TIMEOUT, "meanwhile")).check("mail");
        String id = event.substring("{\"id\":\"".length(), event.indexOf("\","));

        LiveClient second = LiveClient.of(handshake(PATH + "?lastEventId=" + id, bearer("see")));
        assertThat(second.next()).contains("meanwhile");
    }

    @Test
    void standsBelowTheMountAndNowhereElse() {
        ApiRequest mounted = HandlerFixture.request("GET", "/ops" + PATH, "", bearer("see"));

        assertThat(fixture.handler().openSocket(mounted, "/ops").status()).isEqualTo(101);
        assertThat(fixture.handler().openSocket(mounted, "").status()).isEqualTo(404);
        assertThat(handshake("/api/live", bearer("see")).status()).isEqualTo(404);
        assertThat(fixture.handler()
                        .openSocket(HandlerFixture.request("POST", PATH, ""), "")
                        .status())
                .isEqualTo(405);
    }

    @Test
    void sendsNoBodyToHead() {
        ApiResponse refused = fixture.handler().openSocket(HandlerFixture.request("HEAD", PATH, "", bearer("see")), "");

        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.body()).isEmpty();
    }

    @Test
    void asksAPlainRequestToUpgrade() {
        Answer answer = fixture.get(PATH, bearer("see"));

        assertThat(answer.status()).isEqualTo(426);
        assertThat(answer.header("Upgrade")).isEqualTo("websocket");
    }

    @Test
    void endsWithTheMonitor() throws Exception {
        LiveClient client = LiveClient.of(handshake(PATH, bearer("see")));
        fixture.monitor().close();

        assertThat(client.isEnded()).isTrue();
        assertThat(handshake(PATH, bearer("see")).status()).isEqualTo(503);
    }

    private String ticket(String token) {
        return (String) fixture.post("/api/live/tickets", bearer(token)).json().get("ticket");
    }

    private ApiResponse handshake(String address, String... headers) {
        return fixture.handler().openSocket(HandlerFixture.request("GET", address, "", headers), "");
    }
}
