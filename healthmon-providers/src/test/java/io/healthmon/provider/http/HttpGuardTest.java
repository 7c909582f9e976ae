package io.healthmon.provider.http;

import static io.healthmon.provider.http.Runs.ok;
import static io.healthmon.provider.http.Runs.run;
import static io.healthmon.provider.http.Runs.status;
import static io.healthmon.provider.http.Runs.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.egress.TargetGuard;
import io.healthmon.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HttpGuardTest {

    private static final String SHOP = "shop.example.com";

    /** What the name servers say, one answer after the other; the last one stays. */
    private final Map<String, List<String>> answers = new ConcurrentHashMap<>();

    private final List<String> asked = new ArrayList<>();

    private final TargetGuard guard =
            TargetGuard.publicOnly().resolvingBy(this::resolve).allowing(List.of(SHOP, "other.example.com"));

    private InetAddress[] resolve(String host) throws UnknownHostException {
        synchronized (asked) {
            asked.add(host);
            List<String> known = answers.get(host.toLowerCase(Locale.ROOT));
            if (known == null) {
                return InetAddress.getAllByName(host);
            }
            String next = known.size() > 1 ? known.remove(0) : known.get(0);
            List<InetAddress> found = new ArrayList<>();
            for (String address : next.split(" ", -1)) {
                found.add(InetAddress.getByName(address));
            }
            return found.toArray(InetAddress[]::new);
        }
    }

    private void answer(String host, String... addresses) {
        answers.put(host, new ArrayList<>(Arrays.asList(addresses)));
    }

    private HttpCheck guarded(String url) {
        return HttpCheck.get(url).guardedBy(guard);
    }

    private static String shop(RawServer server, String path) {
        return "http://" + SHOP + ":" + server.port() + path;
    }

    @Test
    void aCheckGoesToTheAddressThatWasJudgedUnderItsName() throws Exception {
        answer(SHOP, "127.0.0.1");
        try (RawServer server = RawServer.answering(ok("fine"));
                HttpCheck check = HttpCheck.to(shop(server, "/a/b?x=1&y=%20"))
                        .method("POST")
                        .body("{\"a\": 1}")
                        .header("X-Key", Secret.of("hidden"))
                        .expectBodyContains("fine")
                        .build()
                        .guardedBy(guard)) {
            assertThat(run(check).status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(server.requests().get(0))
                    .startsWith("POST /a/b?x=1&y=%20 HTTP/1.1\r\n")
                    .contains("Host: " + SHOP + ":" + server.port() + "\r\n", "X-Key: hidden\r\n")
                    .doesNotContainIgnoringCase("proxy-")
                    .endsWith("{\"a\": 1}");
        }
    }

    @Test
    void aNameInAPrivateNetworkIsRefusedInWords() throws Exception {
        answer("crm.example.com", "8.8.8.8 10.0.0.5");
        try (HttpCheck check = guarded("http://crm.example.com/")) {
            CheckResult result = run(check);

            assertThat(result.status()).isEqualTo(HealthStatus.UNKNOWN);
            assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
            assertThat(result.problem().message())
                    .startsWith("crm.example.com has the address 10.0.0.5, which is in a private network");
            assertThat(result.problem().resolution()).contains("security.allowedNetworks");
        }
    }

    @Test
    void aNameIsLookedUpOnceForEachRequestAndASecondAnswerIsJudgedAnew() throws Exception {
        answer(SHOP, "127.0.0.1", "169.254.169.254");
        try (RawServer server = RawServer.answering(ok("fine"));
                HttpCheck check = guarded(shop(server, "/"))) {
            assertThat(run(check).status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(asked).containsExactly(SHOP);
            assertThat(run(check).problem().message()).contains("169.254.169.254, which is link-local");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/",
                "http://[::1]:%d/",
                "http://[::ffff:127.0.0.1]:%d/",
                "http://localhost:%d/",
                "http://169.254.169.254/latest/meta-data/?port=%d",
                "http://rebound.example.com:%d/"
            })
    void aRedirectInsideIsNotFollowed(String inside) throws Exception {
        answer(SHOP, "127.0.0.1");
        answer("rebound.example.com", "127.0.0.1");
        try (RawServer secret = RawServer.answering(ok("secret"));
                RawServer server = RawServer.answering(
                        status(302, "Location: " + String.format(Locale.ROOT, inside, secret.port())));
                HttpCheck check = HttpCheck.to(shop(server, "/"))
                        .redirects(RedirectPolicy.ALWAYS)
                        .build()
                        .guardedBy(guard)) {
            CheckResult result = run(check);

            assertThat(result.status()).isEqualTo(HealthStatus.UNKNOWN);
            assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
            assertThat(secret.connections()).isZero();
        }
    }

    @Test
    void aRedirectToAHostThatIsAllowedIsFollowedWithoutCredentials() throws Exception {
        answer(SHOP, "127.0.0.1");
        answer("other.example.com", "127.0.0.1");
        try (RawServer other = RawServer.answering(ok("fine"));
                RawServer server =
                        RawServer.answering(status(302, "Location: http://other.example.com:" + other.port() + "/x"));
                HttpCheck check = HttpCheck.to(shop(server, "/"))
                        .redirects(RedirectPolicy.ALWAYS)
                        .header("Authorization", Secret.of("Bearer hidden"))
                        .build()
                        .guardedBy(guard)) {
            assertThat(run(check).status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(server.requests().get(0)).contains("Bearer hidden");
            assertThat(other.requests()).singleElement().asString().doesNotContain("hidden", "Proxy-");
        }
    }

    @Test
    void inTheClearNoConnectionServesTwoRequestsWhateverTheServiceSays() throws Exception {
        answer(SHOP, "127.0.0.1");
        answer("other.example.com", "127.0.0.1");
        try (RawServer server = RawServer.answering(ok("fine", "Connection: keep-alive"));
                RawServer other = RawServer.answering(ok("fine", "Keep-Alive: timeout=60"));
                HttpCheck one = guarded(shop(server, "/"));
                HttpCheck two = guarded("http://other.example.com:" + other.port() + "/")) {
            for (int count = 0; count < 3; count++) {
                assertThat(run(one).status()).isEqualTo(HealthStatus.HEALTHY);
                assertThat(run(two).status()).isEqualTo(HealthStatus.HEALTHY);
            }
            assertThat(server.connections()).isEqualTo(3);
            assertThat(other.requests()).hasSize(3).allMatch(request -> request.contains("Host: other.example.com"));
        }
    }

    @Test
    void anInterimAnswerAndOneInChunksComeThrough() throws Exception {
        answer(SHOP, "127.0.0.1");
        String answer = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n";
        try (RawServer server = RawServer.answering(answer);
                HttpCheck check = HttpCheck.to(shop(server, "/"))
                        .expectBodyContains("hello world")
                        .build()
                        .guardedBy(guard)) {
            assertThat(run(check).status()).isEqualTo(HealthStatus.HEALTHY);
        }
    }

    @Test
    void alargeAnswerComesThrough() throws Exception {
        answer(SHOP, "127.0.0.1");
        try (RawServer server = RawServer.answering(ok("x".repeat(60_000) + "end"));
                HttpCheck check = HttpCheck.to(shop(server, "/"))
                        .expectBodyContains("xend")
                        .build()
                        .guardedBy(guard)) {
            assertThat(run(check).status()).isEqualTo(HealthStatus.HEALTHY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH_9.6\r\n", "\u0000\u0001\u0002", "HTTP/1.1\n\n"})
    void whatIsNotHttpIsSaidSoAsWithoutAGuard(String said) throws Exception {
        answer(SHOP, "127.0.0.1");
        RawServer.Behaviour behaviour = connection -> {
            connection.readRequest();
            connection.write(said);
        };
        try (RawServer server = RawServer.start(behaviour);
                HttpCheck bare = HttpCheck.get(server.url());
                HttpCheck check = guarded(shop(server, "/"))) {
            assertThat(run(check).problem().cause())
                    .isEqualTo(run(bare).problem().cause());
        }
    }

    @Test
    void aServiceThatHangsUpIsToldFromOneThatDoesNotListen() throws Exception {
        answer(SHOP, "127.0.0.1");
        try (RawServer server = RawServer.start(RawServer.Connection::readRequest);
                HttpCheck check = guarded(shop(server, "/"))) {
            assertThat(run(check).problem().message()).contains("ended before an answer");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void aPortWhereNobodyListensIsRefusedAsWithoutAGuard(String scheme) throws Exception {
        answer(SHOP, "127.0.0.1");
        try (HttpCheck check = guarded(scheme + "://" + SHOP + ":" + closedPort() + "/")) {
            CheckResult result = run(check);

            assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
            assertThat(result.problem().cause()).isEqualTo(Cause.CONNECT);
            assertThat(result.problem().message()).startsWith("Nothing accepts connections at " + SHOP);
        }
    }

    @Test
    void anAddressWhereNobodyListensIsNotTheLastThatIsTried() throws Exception {
        answer(SHOP, "127.0.0.77 127.0.0.1");
        try (RawServer server = RawServer.answering(ok("fine"));
                HttpCheck check = guarded(shop(server, "/"))) {
            assertThat(run(check).status()).isEqualTo(HealthStatus.HEALTHY);
        }
    }

    @Test
    void aServiceThatIsSilentTimesOutThoughConnected() throws Exception {
        answer(SHOP, "127.0.0.1");
        try (RawServer server = RawServer.start(RawServer.Connection::hold);
                HttpCheck check = guarded(shop(server, "/"))) {
            CheckResult result = check.check(within(Duration.ofMillis(500)));

            assertThat(result.problem().cause()).isEqualTo(Cause.TIMEOUT);
            assertThat(result.problem().message()).contains("though connected");
            assertThat(server.clientLeft()).isTrue();
        }
    }

    @Test
    void anUnknownNameIsAnUnknownName() throws Exception {
        try (HttpCheck check = guarded("http://no-such-host.invalid/")) {
            assertThat(run(check).problem().cause()).isEqualTo(Cause.DNS);
        }
    }

    @Test
    void itsThreadEndsWithTheLastCheck() throws Exception {
        answer(SHOP, "127.0.0.1");
        Set<Thread> before = gates();
        Set<Thread> started;
        try (RawServer server = RawServer.answering(ok("fine"));
                HttpCheck check = guarded(shop(server, "/"))) {
            run(check);
            started = gates();
            started.removeAll(before);
            assertThat(started).hasSize(1).allMatch(Thread::isDaemon);
        }
        for (Thread thread : started) {
            thread.join(10_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void anAddressOfVersion6IsReachedOnceItIsAllowed(String scheme) throws Exception {
        String url = scheme + "://[::1]:" + closedPort() + "/";
        TargetGuard wider = TargetGuard.publicOnly().allowing(List.of("::1"));
        try (HttpCheck check = HttpCheck.get(url).guardedBy(wider)) {
            assertThat(run(check).problem().cause()).isIn(Cause.CONNECT, Cause.LOCAL_NETWORK);
        }
    }

    @Test
    void aGuardedCheckThatIsMovedStaysGuarded() throws Exception {
        answer("crm.example.com", "10.0.0.5");
        try (HttpCheck check = guarded("http://" + SHOP + "/").withEndpoint("http://crm.example.com/")) {
            assertThat(run(check).problem().message()).contains("10.0.0.5");
        }
    }

    private static Set<Thread> gates() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("healthmon-gate"))
                .collect(Collectors.toSet());
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
