package io.healthmon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.http.ApiRequest;
import io.healthmon.http.BearerTokens;
import io.healthmon.http.Caller;
import io.healthmon.http.HealthHandler;
import io.healthmon.http.Role;
import io.healthmon.schedule.Stopwatch;
import io.healthmon.secret.Secret;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every adapter promises that opens WebSockets. */
public abstract class SocketContract extends LiveServerContract {

    private static final int MOST_STREAMS = 100;
    private static final int GOING_AWAY = 1001;
    private static final int TOO_LONG = 1009;

    private static final String[] TOKEN = {"Authorization", "Bearer see"};
    private static final String HANDSHAKE = "Host: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nAuthorization: Bearer see\r\n";
    private static final String HANDSHAKE_WITH_KEY =
            "GET /api/live/ws HTTP/1.1\r\n" + HANDSHAKE + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    private final BearerTokens tokens = BearerTokens.none()
            .with(Secret.of("see"), Role.VIEWER, "vera")
            .with(Secret.of("send"), Role.INGEST, "ines");
    private final HealthHandler handler = HealthHandler.builder(monitor)
            .liveStreams(MOST_STREAMS)
            .authenticator(this::authenticate)
            .build();

    @Override
    final HealthHandler handler() {
        return handler;
    }

    @Test
    void sendsAChangeOfStatusWithinASecondAsJson() throws Exception {
        try (SocketReader reader = open("", TOKEN)) {
            assertThat(reader.next()).startsWith("{\"id\":\"").endsWith("\"event\":\"open\"}");
            Stopwatch since = Stopwatch.started();
            check(CheckResult.down(Cause.TIMEOUT, "no answer \u2026 within 5 s"));
            String event = reader.next();

            assertThat(since.elapsed()).isLessThan(Duration.ofSeconds(1));
            assertThat(event)
                    .contains("\"event\":\"health\"", "\"status\":\"down\"", "no answer \u2026 within 5 s")
                    .endsWith("}}");
        }
    }

    @Test
    void goesOnAfterTheLastEventThatAClientHas() throws Exception {
        String last;
        try (SocketReader reader = open("", TOKEN)) {
            reader.next();
            check(CheckResult.down(Cause.TIMEOUT, "first"));
            last = reader.next().split("\"", -1)[3];
        }
        check(CheckResult.healthy());
        try (SocketReader reader = open("?lastEventId=" + last, TOKEN)) {
            assertThat(reader.next()).contains("\"event\":\"open\"");
            assertThat(reader.next()).contains("\"status\":\"healthy\"");
        }
    }

    @Test
    void sendsAHeartbeatWhenNothingHappens() throws Exception {
        try (SocketReader reader = open("", TOKEN)) {
            reader.next();
            for (int beats = 0; beats < 3; beats++) {
                time().advance(HEARTBEAT);
                assertThat(reader.next()).isEqualTo("{\"event\":\"heartbeat\"}");
            }
        }
    }

    @Test
    void takesATicketOnce() throws Exception {
        String ticket = ticket();
        try (SocketReader reader = open("?ticket=" + ticket)) {
            assertThat(reader.next()).contains("\"event\":\"open\"");
            assertThat(refusal("?ticket=" + ticket)).isEqualTo(401);
        }
    }

    @Test
    void takesATicketAmongTheSubprotocols() throws Exception {
        List<String> protocols = List.of("healthmon", "ticket." + ticket());
        try (SocketReader reader = SocketReader.open(address(""), protocols)) {
            assertThat(reader.subprotocol()).isEqualTo("healthmon");
            assertThat(reader.next()).contains("\"event\":\"open\"");
        }
    }

    @Test
    void refusesWhoMayNotSee() {
        assertThat(refusal("")).isEqualTo(401);
        assertThat(refusal("", "Authorization", "Bearer wrong")).isEqualTo(401);
        assertThat(refusal("", "Authorization", "Bearer send")).isEqualTo(403);
        assertThat(handler.liveStreams()).isZero();
    }

    @Test
    void refusesWhatABrowserAddsByItselfOnThePageOfAnotherOrigin() throws Exception {
        assertThat(refusal("", "Cookie", "session=vera", "Origin", "https://evil.example"))
                .isEqualTo(403);
        try (SocketReader same = open("", "Cookie", "session=vera", "Origin", server().toString());
                SocketReader other = open("?ticket=" + ticket(), "Origin", "https://dashboard.example")) {
            assertThat(same.next()).contains("\"event\":\"open\"");
            assertThat(other.next()).contains("\"event\":\"open\"");
        }
    }

    @Test
    void cutsOffAClientThatTakesNothingWhileOthersGoOn() throws Exception {
        try (SocketReader reader = open("", TOKEN);
                Socket stuck = raw().connectWithSmallBuffer()) {
            reader.next();
            ask(stuck, HANDSHAKE_WITH_KEY);
            assertThat(stuck.getInputStream().read()).isEqualTo('H');
            awaitStreams(2);
            for (int changes = 0; changes < MANY && handler.liveStreams() == 2; changes++) {
                check(changes % 2 == 0 ? CheckResult.down(Cause.TIMEOUT, "long ".repeat(300)) : CheckResult.healthy());
                assertThat(reader.next()).contains("\"event\":\"health\"");
            }
            assertThat(handler.liveStreams()).isEqualTo(1);
            assertThat(RawHttp.receiveToTheEnd(stuck.getInputStream()).length).isLessThan(64 << 20);
            check(CheckResult.degraded(Cause.TIMEOUT, "at last"));
            assertThat(reader.next()).contains("at last");
        }
    }

    @Test
    void noticesThatAClientIsGone() throws Exception {
        try (SocketReader stays = open("", TOKEN)) {
            SocketReader goes = open("", TOKEN);
            stays.next();
            awaitStreams(2);
            goes.close();
            awaitStreams(1);
            check(CheckResult.down(Cause.TIMEOUT, "afterwards"));
            assertThat(stays.next()).contains("afterwards");
        }
    }

    @Test
    void doesNotListenToWhatClientsSayAndEndsThoseWhoSayMuch() throws Exception {
        try (SocketReader reader = open("", TOKEN)) {
            reader.next();
            reader.send("hello");
            check(CheckResult.down(Cause.TIMEOUT, "afterwards"));
            assertThat(reader.next()).contains("afterwards");
            reader.send("x".repeat(10_000));
            assertThat(reader.closeCode()).isEqualTo(TOO_LONG);
        }
        awaitStreams(0);
    }

    @Test
    void sendsToAHundredClientsWithinASecondAndNoMore() throws Exception {
        List<SocketReader> readers = new ArrayList<>();
        for (int number = 0; number < MOST_STREAMS; number++) {
            readers.add(open("", TOKEN));
            readers.get(number).next();
        }
        assertThat(refusal("", TOKEN)).isEqualTo(503);
        Stopwatch since = Stopwatch.started();
        check(CheckResult.down(Cause.TIMEOUT, "to all"));
        for (SocketReader reader : readers) {
            assertThat(reader.next()).contains("to all");
        }
        assertThat(since.elapsed()).isLessThan(Duration.ofSeconds(1));
        readers.forEach(SocketReader::close);
    }

    @Test
    void endsWithTheMonitor() throws Exception {
        try (SocketReader reader = open("", TOKEN)) {
            monitor().close();

            assertThat(reader.closeCode()).isEqualTo(GOING_AWAY);
            assertThat(refusal("", TOKEN)).isEqualTo(503);
        }
    }

    /** Byte by byte: the JDK's client may forget the code when the connection ends right after it. */
    @Test
    void endsWithTheServer() throws Exception {
        try (Socket socket = raw().connectWithSmallBuffer()) {
            ask(socket, HANDSHAKE_WITH_KEY);
            awaitStreams(1);
            readUntil("\"event\":\"open\"}", socket);
            stop();

            assertThat(new String(RawHttp.receiveToTheEnd(socket.getInputStream()), StandardCharsets.ISO_8859_1))
                    .containsPattern("\u0088.\u0003\u00e9"); // a frame that closes, of some length, with 1001
            assertThat(handler.liveStreams()).isZero();
        }
    }

    @Test
    void answersAFaultyHandshakeAndGoesOn() throws Exception {
        assertThat(RawHttp.status(raw().send("GET /api/live/ws HTTP/1.1\r\n" + HANDSHAKE + "\r\n")))
                .isBetween(400, 499);
        assertThat(RawHttp.status(
                        raw().send("POST /api/live/ws HTTP/1.1\r\nContent-Length: 0\r\n" + HANDSHAKE + "\r\n")))
                .isEqualTo(405);
        assertThat(handler.liveStreams()).isZero();
        assertThat(RawHttp.status(raw().send("GET /health HTTP/1.1\r\n" + HANDSHAKE + "\r\n")))
                .isEqualTo(200);
    }

    /** As a host does whose users have a session. */
    private Optional<Caller> authenticate(ApiRequest request) {
        return request.headers().all("Cookie").contains("session=vera")
                ? Optional.of(new Caller("vera", Role.VIEWER))
                : tokens.authenticate(request);
    }

    private String ticket() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server().resolve("/api/live/tickets"))
                .header(TOKEN[0], TOKEN[1])
                .POST(BodyPublishers.noBody())
                .build();
        String json = client().send(request, BodyHandlers.ofString()).body();
        assertThat(json).startsWith("{\"ticket\":\"");
        return json.split("\"", -1)[3];
    }

    private SocketReader open(String query, String... headers) {
        return SocketReader.open(address(query), List.of(), headers);
    }

    private int refusal(String query, String... headers) {
        return catchThrowableOfType(SocketReader.Refused.class, () -> open(query, headers))
                .status();
    }

    private URI address(String query) {
        return URI.create("ws://" + server().getAuthority() + "/api/live/ws" + query);
    }

    private static void readUntil(String end, Socket socket) throws IOException {
        StringBuilder all = new StringBuilder();
        while (all.indexOf(end) < 0) {
            int next = socket.getInputStream().read();
            assertThat(next).as("after " + all).isNotNegative();
            all.append((char) next);
        }
    }
}
