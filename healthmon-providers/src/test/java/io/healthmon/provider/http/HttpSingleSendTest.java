package io.healthmon.provider.http;

import static io.healthmon.provider.http.Runs.get;
import static io.healthmon.provider.http.Runs.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpSingleSendTest {

    /** The lie itself: should a later JDK stop telling it, this test says so. */
    @Test
    void theClientAloneSendsAGetTwiceWhenItsConnectionEndsUnanswered() throws Exception {
        try (RawServer server = RawServer.start(RawServer.Connection::readRequest)) {
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(server.url())).build();
            assertThatThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.discarding()))
                    .isInstanceOf(IOException.class);

            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void aGetWhoseNewConnectionEndsUnansweredIsSentOnce() throws Exception {
        try (RawServer server = RawServer.start(RawServer.Connection::readRequest)) {
            CheckResult result = get(server.url());

            assertThat(server.requests()).hasSize(1);
            assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
            assertThat(result.problem().cause()).isEqualTo(Cause.CONNECT);
            assertThat(result.problem().message())
                    .contains("ended before an answer")
                    .doesNotContain("twice");
            assertThat(result.details()).doesNotContainKey("sent");
        }
    }

    @Test
    void aGetWhoseNewConnectionIsResetIsSentOnce() throws Exception {
        try (RawServer server = RawServer.start(connection -> {
            connection.readRequest();
            connection.reset();
        })) {
            CheckResult result = get(server.url());

            assertThat(server.requests()).hasSize(1);
            assertThat(result.problem().cause()).isEqualTo(Cause.CONNECT);
        }
    }

    @Test
    void aPostWhoseConnectionEndsUnansweredIsSentOnce() throws Exception {
        try (RawServer server = RawServer.start(RawServer.Connection::readRequest)) {
            CheckResult result = Runs.run(
                    HttpCheck.to(server.url()).method("POST").body("{}").build());

            assertThat(server.requests()).hasSize(1);
            assertThat(result.problem().cause()).isEqualTo(Cause.CONNECT);
        }
    }

    @Test
    void aDeadConnectionFromBeforeIsReplacedOnceAndTold() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (RawServer server = RawServer.start(connection -> {
            boolean first = connections.incrementAndGet() == 1;
            connection.readRequest();
            connection.write(ok("fine"));
            connection.readRequest();
            if (first) {
                connection.reset();
            }
        })) {
            HttpCheck check = HttpCheck.get(server.url());
            Runs.run(check);
            CheckResult second = Runs.run(check);

            assertThat(second.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(second.details()).containsEntry("sent", "2");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aServiceThatStopsAnsweringIsSaidToHaveBeenAskedTwiceAndThenOnce() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (RawServer server = RawServer.start(connection -> {
            while (connection.readRequest() && requests.incrementAndGet() == 1) {
                connection.write(ok("fine"));
            }
        })) {
            HttpCheck check = HttpCheck.get(server.url());
            Runs.run(check);
            CheckResult second = Runs.run(check);
            CheckResult third = Runs.run(check);

            assertThat(second.problem().message()).contains("twice");
            assertThat(second.details()).containsEntry("sent", "2");
            assertThat(third.details()).doesNotContainKey("sent");
            assertThat(server.requests()).hasSize(4);
        }
    }

    @Test
    void aConnectionThatWorksIsUsedAgain() throws Exception {
        try (RawServer server = RawServer.answering(ok("fine"))) {
            HttpCheck check = HttpCheck.get(server.url());
            for (int count = 0; count < 10; count++) {
                assertThat(Runs.run(check).status()).isEqualTo(HealthStatus.HEALTHY);
            }

            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.requests()).hasSize(10);
        }
    }

    /** The client asks for the proxy on the thread that begins an exchange. */
    @Test
    void aRequestToAnAddressBeginsOnTheThreadOfTheCaller() throws Exception {
        ProxySelector usual = ProxySelector.getDefault();
        List<Thread> askers = new CopyOnWriteArrayList<>();
        try (RawServer server = RawServer.answering(ok("fine"))) {
            ProxySelector.setDefault(new ProxySelector() {
                @Override
                public List<Proxy> select(URI uri) {
                    askers.add(Thread.currentThread());
                    return List.of(Proxy.NO_PROXY);
                }

                @Override
                public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
            });
            HttpCheck check = HttpCheck.get(server.url());
            Runs.run(check);
            Runs.run(check);
        } finally {
            ProxySelector.setDefault(usual);
        }

        assertThat(askers).isNotEmpty().containsOnly(Thread.currentThread());
    }
}
