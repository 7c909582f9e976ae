package io.healthmon.provider.http;

import static io.healthmon.provider.http.Runs.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.schedule.Stopwatch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GateTest {

    private final Gate gate = Gate.open();

    @AfterEach
    void close() {
        gate.close();
    }

    @Test
    void whoHasNoTicketIsTurnedAway() throws Exception {
        try (RawServer server = once()) {
            assertThat(said("GET " + server.url() + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                    .startsWith("HTTP/1.1 403 ");
            assertThat(said("CONNECT 127.0.0.1:" + server.port() + " HTTP/1.1\r\nProxy-Ticket: 00\r\n\r\n"))
                    .startsWith("HTTP/1.1 403 ");
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void aTicketIsGoodForItsOwnPlaceOnlyAndForAsLongAsTheRequest() throws Exception {
        try (RawServer server = once();
                RawServer other = once()) {
            Passage passage = admit(server);
            String ticket = "\r\nProxy-Ticket: " + passage.ticket() + "\r\n\r\n";

            assertThat(said("GET " + server.url() + " HTTP/1.1" + ticket)).startsWith("HTTP/1.1 200 ");
            assertThat(said("GET " + other.url() + " HTTP/1.1" + ticket)).startsWith("HTTP/1.1 403 ");
            passage.close();
            assertThat(said("GET " + server.url() + " HTTP/1.1" + ticket)).startsWith("HTTP/1.1 403 ");
            assertThat(other.connections()).isZero();
        }
    }

    @Test
    void whileTheProcessHasTooManyFilesOpenItTriesAgainNowAndThen() throws Exception {
        CountDownLatch tries = new CountDownLatch(5);
        AtomicBoolean full = new AtomicBoolean(true);
        try (RawServer server = once();
                Gate crowded = Gate.open(listener -> {
                    tries.countDown();
                    if (full.get()) {
                        throw new IOException("Too many open files");
                    }
                    return listener.accept();
                });
                Socket client = new Socket(
                        crowded.address().getAddress(), crowded.address().getPort())) {
            Stopwatch since = Stopwatch.started();
            assertThat(tries.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(since.elapsed()).isGreaterThan(Duration.ofMillis(600));

            full.set(false);
            client.getOutputStream()
                    .write(("GET " + server.url() + " HTTP/1.1\r\nHost: x\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    void aSecondRequestBehindTheFirstIsNotPassedOn() throws Exception {
        try (RawServer server = once()) {
            String request = "GET " + server.url() + " HTTP/1.1\r\nProxy-Ticket: "
                    + admit(server).ticket() + "\r\n\r\n";
            said(request + "GET /hidden HTTP/1.1\r\nAuthorization: hidden\r\n\r\n");

            assertThat(server.requests()).noneMatch(each -> each.contains("hidden"));
        }
    }

    @Test
    void whatTheClientNeverSendsIsRefused() throws Exception {
        try (RawServer server = once()) {
            String ticket = "\r\nProxy-Ticket: " + admit(server).ticket() + "\r\n";

            assertThat(said("POST " + server.url() + " HTTP/1.1" + ticket + "Transfer-Encoding: chunked\r\n\r\n"))
                    .startsWith("HTTP/1.1 403 ");
            assertThat(said("POST " + server.url() + " HTTP/1.1" + ticket + "Content-Length: -1\r\n\r\n"))
                    .startsWith("HTTP/1.1 403 ");
            assertThat(said("nonsense\r\n\r\n")).startsWith("HTTP/1.1 403 ");
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void aHeadWithoutAnEndIsCutOff() throws Exception {
        String endless =
                "GET http://a/ HTTP/1.1\r\n" + "X-Long: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n".repeat(3_000);

        assertThat(said(endless)).isEmpty();
    }

    @Test
    void whenItIsClosedItsConnectionsAre() throws Exception {
        try (RawServer server = RawServer.start(RawServer.Connection::hold);
                Socket client = connect()) {
            String place = "127.0.0.1:" + server.port();
            String ticket = admit(server).ticket();
            send(client, "CONNECT " + place + " HTTP/1.1\r\nProxy-Ticket: " + ticket + "\r\n\r\n");
            byte[] answer = client.getInputStream().readNBytes(39);
            gate.close();

            assertThat(new String(answer, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 200 ");
            assertThat(server.clientLeft()).isTrue();
        }
    }

    /** A server that answers once on each connection, and then ends it. */
    private static RawServer once() throws IOException {
        return RawServer.start(connection -> {
            connection.readRequest();
            connection.write(ok("fine"));
        });
    }

    private Passage admit(RawServer server) {
        return gate.admit(URI.create(server.url()), List.of(InetAddress.getLoopbackAddress()), Duration.ofSeconds(10));
    }

    private Socket connect() throws IOException {
        Socket client = new Socket(gate.address().getAddress(), gate.address().getPort());
        client.setSoTimeout(10_000);
        return client;
    }

    /** Sends and returns what comes until the connection ends. */
    private String said(String text) throws IOException {
        try (Socket client = connect()) {
            try {
                send(client, text);
                return new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            } catch (IOException reset) {
                return "";
            }
        }
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        client.getOutputStream().flush();
    }
}
