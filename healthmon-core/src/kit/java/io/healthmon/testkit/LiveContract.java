package io.healthmon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.http.BearerTokens;
import io.healthmon.http.HealthHandler;
import io.healthmon.http.Role;
import io.healthmon.schedule.Stopwatch;
import io.healthmon.secret.Secret;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What every adapter promises of the event stream. */
public abstract class LiveContract extends LiveServerContract {

    private static final int MOST_STREAMS = 3;
    private static final String STREAM =
            "GET /api/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer see\r\n\r\n";

    private final HealthHandler handler = HealthHandler.builder(monitor)
            .liveStreams(MOST_STREAMS)
            .authenticator(BearerTokens.none()
                    .with(Secret.of("see"), Role.VIEWER, "vera")
                    .with(Secret.of("send"), Role.INGEST, "ines"))
            .build();

    @Override
    final HealthHandler handler() {
        return handler;
    }

    @Test
    void sendsHeadersAndACommentAtOnce() throws Exception {
        try (LiveReader reader = open()) {
            assertThat(reader.status()).isEqualTo(200);
            assertThat(reader.header("Content-Type")).startsWith("text/event-stream");
            assertThat(reader.header("Cache-Control")).isEqualTo("no-store");
            assertThat(reader.header("X-Accel-Buffering")).isEqualTo("no");
            assertThat(reader.header("Content-Length")).isEmpty();
            LiveReader.Block greeting = reader.next();
            assertThat(greeting.isComment()).isTrue();
            assertThat(greeting.lines()).contains("retry: 3000");
            assertThat(greeting.id()).isNotBlank();
        }
    }

    @Test
    void showsAChangeOfStatusWithinASecondAsTheApiDoes() throws Exception {
        try (LiveReader reader = open()) {
            reader.next();
            Stopwatch since = Stopwatch.started();
            check(CheckResult.down(Cause.TIMEOUT, "no answer \u2026 within 5 s"));
            LiveReader.Block event = reader.next();

            assertThat(since.elapsed()).isLessThan(Duration.ofSeconds(1));
            assertThat(event.event()).isEqualTo("health");
            assertThat(event.id()).isNotBlank();
            assertThat(event.data())
                    .contains("\"status\":\"down\"")
                    .isEqualTo(
                            send("GET", "/api/integrations/mail/health", "see").body());
        }
    }

    @Test
    void goesOnAfterTheLastEventThatAClientHas() throws Exception {
        String last;
        try (LiveReader reader = open()) {
            reader.next();
            check(CheckResult.down(Cause.TIMEOUT, "first"));
            last = reader.next().id();
        }
        check(CheckResult.healthy());
        try (LiveReader reader = open("Last-Event-ID", last)) {
            assertThat(reader.nextEvent().data()).contains("\"status\":\"healthy\"");
        }
    }

    @Test
    void asksAClientWithAnUnknownIdToBeginAnew() throws Exception {
        try (LiveReader reader = open("Last-Event-ID", "0123456789abcdef-7")) {
            assertThat(reader.nextEvent().event()).isEqualTo("reset");
            check(CheckResult.down(Cause.TIMEOUT, "afterwards"));
            assertThat(reader.nextEvent().event()).isEqualTo("health");
        }
    }

    @Test
    void sendsAHeartbeatWhenNothingHappens() throws Exception {
        try (LiveReader reader = open()) {
            reader.next();
            for (int beats = 0; beats < 3; beats++) {
                time().advance(HEARTBEAT);
                LiveReader.Block heartbeat = reader.next();
                assertThat(heartbeat.isComment()).isTrue();
                assertThat(heartbeat.event()).isNull();
            }
        }
    }

    @Test
    void cutsOffAClientThatTakesNothingWhileOthersGoOn() throws Exception {
        try (LiveReader reader = open();
                Socket stuck = raw().connectWithSmallBuffer()) {
            ask(stuck, STREAM);
            assertThat(stuck.getInputStream().read()).isEqualTo('H');
            awaitStreams(2);
            for (int changes = 0; changes < MANY && handler.liveStreams() == 2; changes++) {
                check(changes % 2 == 0 ? CheckResult.down(Cause.TIMEOUT, "long ".repeat(300)) : CheckResult.healthy());
                assertThat(reader.nextEvent().event()).isEqualTo("health");
            }
            assertThat(handler.liveStreams()).isEqualTo(1);
            assertThat(RawHttp.receiveToTheEnd(stuck.getInputStream()).length).isLessThan(64 << 20);
            check(CheckResult.degraded(Cause.TIMEOUT, "at last"));
            assertThat(reader.nextEvent().data()).contains("at last");
        }
    }

    @Test
    void noticesThatAClientIsGoneWhileOthersStay() throws Exception {
        try (LiveReader stays = open()) {
            stays.next();
            LiveReader goes = open();
            assertThat(handler.liveStreams()).isEqualTo(2);
            goes.close();
            while (handler.liveStreams() > 1) {
                time().advance(HEARTBEAT);
                assertThat(stays.next().isComment()).isTrue();
                assertThat(send("GET", "/health", "see").statusCode()).isEqualTo(200);
            }
            check(CheckResult.down(Cause.TIMEOUT, "afterwards"));
            assertThat(stays.nextEvent().event()).isEqualTo("health");
        }
    }

    @Test
    void refusesWhoMayNotSee() throws Exception {
        HttpResponse<String> anonymous = send("GET", "/api/live", "");
        assertThat(anonymous.statusCode()).isEqualTo(401);
        assertThat(anonymous.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(send("GET", "/api/live", "send").statusCode()).isEqualTo(403);
        assertThat(send("POST", "/api/live", "see").statusCode()).isEqualTo(405);
    }

    @Test
    void answersHeadWithoutAStream() throws Exception {
        HttpResponse<String> head = send("HEAD", "/api/live", "see");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        assertThat(head.body()).isEmpty();
        assertThat(handler.liveStreams()).isZero();
    }

    @Test
    void refusesMoreStreamsThanAreAllowed() throws Exception {
        try (LiveReader first = open();
                LiveReader second = open();
                LiveReader third = open()) {
            HttpResponse<String> fourth = send("GET", "/api/live", "see");

            assertThat(first.status() + second.status() + third.status()).isEqualTo(600);
            assertThat(fourth.statusCode()).isEqualTo(503);
            assertThat(fourth.headers().firstValue("Retry-After")).hasValue("10");
            assertThat(send("GET", "/health", "").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void endsWithTheMonitor() throws Exception {
        try (LiveReader reader = open()) {
            monitor().close();
            reader.awaitEnd();

            assertThat(handler.liveStreams()).isZero();
            assertThat(send("GET", "/api/live", "see").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void endsWithTheServer() throws Exception {
        try (LiveReader reader = open()) {
            stop();
            reader.awaitEnd();
        }
    }

    @Test
    void givesATicketAndRefusesAPlainRequestForASocket() throws Exception {
        HttpResponse<String> ticket = send("POST", "/api/live/tickets", "see");
        assertThat(ticket.statusCode()).isEqualTo(200);
        assertThat(ticket.body()).matches("\\{\"ticket\":\"[A-Za-z0-9_-]{24}\",\"expiresInSeconds\":30}");
        HttpResponse<String> plain = send("GET", "/api/live/ws", "see");
        assertThat(plain.statusCode()).isEqualTo(426);
        assertThat(plain.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    private LiveReader open(String... headers) throws IOException, InterruptedException {
        String[] all = new String[headers.length + 2];
        all[0] = "Authorization";
        all[1] = "Bearer see";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return LiveReader.open(server().resolve("/api/live"), all);
    }

    private HttpResponse<String> send(String method, String path, String token)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server().resolve(path)).timeout(Duration.ofSeconds(20));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return client().send(request.method(method, BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    }
}
