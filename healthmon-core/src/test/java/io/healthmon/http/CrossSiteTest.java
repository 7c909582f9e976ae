package io.healthmon.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.http.ApiRequest.Connection;
import io.healthmon.http.HandlerFixture.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers are given as {@code name: value | name: value}. */
class CrossSiteTest {

    private static final String LIVE_TICKETS = "/api/live/tickets";

    private final HandlerFixture fixture = new HandlerFixture().add("Mail", integration -> integration);
    private HealthHandler handler;

    @BeforeEach
    void start() {
        Authenticator host = request -> Optional.ofNullable(request.connection().principal())
                .map(principal -> new Caller(principal.getName(), Role.OPERATOR));
        handler = HealthHandler.builder(fixture.monitor())
                .authenticator(HandlerFixture.tokens().or(host))
                .origins("https://status.example.com")
                .build();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Answer send(String method, String address, String headers) {
        Map<String, List<String>> map = new LinkedHashMap<>();
        for (String header : ("Host: mon:8080 | " + headers).split(" \\| ", -1)) {
            String[] parts = header.split(": ", 2);
            map.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(parts[1]);
        }
        Connection signedIn = new Connection("HTTP/1.1", "192.0.2.1", () -> "otto");
        return new Answer(handler.handle(HandlerFixture.request(method, address, "", map, signedIn)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Sec-Fetch-Site: SAME-SITE",
                "Sec-Fetch-Site: something new",
                "Sec-Fetch-Site: same-origin | Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: cross-site | Origin: http://mon:8080",
                "Sec-Fetch-Site: cross-site | X-Requested-With: XMLHttpRequest",
                "Sec-Fetch-Site: same-origin | Origin: https://evil.example.com",
                "Origin: https://evil.example.com",
                "Origin: null",
                "Origin: http://mon",
                "Origin: http://mon:8081",
                "Origin: http://mon:8080.example.com",
                "Origin: http://mon:8080@evil.example.com",
                "Origin: http://mon:8080/path",
                "Origin: ftp://mon:8080",
                "Origin: http://status.example.com",
                "Origin: http://mon:8080 | Origin: https://evil.example.com",
                "Origin: https://evil.example.com | X-Forwarded-Host: evil.example.com",
                "Origin: https://evil.example.com | Content-Type: application/json",
                "Origin: https://evil.example.com | Authorization: Basic b3R0bzo=",
                "Content-Type: text/plain",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Type: multipart/form-data; boundary=application/json",
                "Accept: */*"
            })
    void refusesWhatAPageOfAnotherSiteMayHaveSent(String headers) {
        Answer refused = send("POST", LIVE_TICKETS, headers);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json()).containsEntry("status", 403);
        assertThat(refused.text()).doesNotContain("evil");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-Fetch-Site: same-origin",
                "Sec-Fetch-Site: none",
                "Sec-Fetch-Site: same-origin | Origin: http://mon:8080",
                "Origin: http://mon:8080",
                "Origin: https://mon:8080",
                "Origin: HTTP://MON:8080",
                "Origin: https://status.example.com",
                "Content-Type: application/json",
                "Content-Type: Application/JSON; charset=utf-8",
                "X-Requested-With: XMLHttpRequest",
                "Authorization: Bearer see | Sec-Fetch-Site: cross-site | Origin: https://evil.example.com"
            })
    void takesWhatOnlyItsOwnPageOrAProgramCanHaveSent(String headers) {
        assertThat(send("POST", LIVE_TICKETS, headers).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void letsAnybodyLookForAPageCannotReadTheAnswer(String method) {
        Answer answer = send(method, "/api/integrations", "Origin: https://evil.example.com");

        assertThat(answer.status()).isIn(200, 204);
        assertThat(answer.response().headers().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
    }

    @Test
    void saysNothingOfSitesToSomebodyWhoIsNotSignedIn() {
        Map<String, List<String>> headers =
                Map.of("Host", List.of("mon:8080"), "Origin", List.of("https://evil.example.com"));
        Connection anonymous = new Connection("HTTP/1.1", "192.0.2.1", null);

        assertThat(handler.handle(HandlerFixture.request("POST", LIVE_TICKETS, "", headers, anonymous))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void asksForAWebSocketAreJudgedAlike() {
        Map<String, List<String>> headers =
                Map.of("Host", List.of("mon:8080"), "Origin", List.of("https://evil.example.com"));
        Map<String, List<String>> own =
                Map.of("Host", List.of("mon:8080"), "Origin", List.of("https://status.example.com"));
        Connection signedIn = new Connection("HTTP/1.1", "192.0.2.1", () -> "otto");

        assertThat(handler.openSocket(HandlerFixture.request("GET", "/api/live/ws", "", headers, signedIn), "")
                        .status())
                .isEqualTo(403);
        ApiResponse opened = handler.openSocket(HandlerFixture.request("GET", "/api/live/ws", "", own, signedIn), "");
        assertThat(opened.status()).isEqualTo(101);
        opened.live().orElseThrow().close();
    }
}
