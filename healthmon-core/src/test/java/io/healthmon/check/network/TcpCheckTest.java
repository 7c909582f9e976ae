package io.healthmon.check.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TcpCheckTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    void aPortThatAcceptsIsHealthy() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, LOOPBACK)) {
            CheckResult result = check(server.getLocalPort(), Duration.ofSeconds(5));

            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(result.responseTime()).isBetween(Duration.ZERO, Duration.ofSeconds(5));
            assertThat(result.details()).containsEntry("address", "127.0.0.1");
        }
    }

    @Test
    void theConnectionIsClosedAtOnce() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, LOOPBACK)) {
            check(server.getLocalPort(), Duration.ofSeconds(5));

            assertThat(server.accept().getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aPortNobodyListensOnIsDownWithAFailedConnection() throws Exception {
        int port = freePort();
        CheckResult result = check(port, Duration.ofSeconds(5));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.CONNECT);
        assertThat(result.problem().message())
                .isEqualTo("No connection to 127.0.0.1:" + port + ": Connection refused.");
        assertThat(result.problem().resolution()).contains("listens");
    }

    @Test
    void anUnknownHostIsDownWithAFailedResolution() throws Exception {
        CheckResult result = TcpCheck.of("no-such-host.invalid", 80).check(context(Duration.ofSeconds(30)));

        assertThat(result.problem().cause()).isEqualTo(Cause.DNS);
        assertThat(result.problem().message()).isEqualTo("The host name no-such-host.invalid could not be resolved.");
    }

    @Test
    void aHostThatDoesNotAnswerIsDownWithATimeout() throws Exception {
        try (DeafPort deaf = new DeafPort()) {
            CheckResult result = check(deaf.port(), Duration.ofMillis(200));

            assertThat(result.problem().cause()).isEqualTo(Cause.TIMEOUT);
            assertThat(result.problem().message())
                    .isEqualTo("No connection to 127.0.0.1:" + deaf.port() + " within 200ms.");
        }
    }

    @Test
    void anInterruptEndsTheConnecting() throws Exception {
        try (DeafPort deaf = new DeafPort()) {
            CompletableFuture<CheckResult> answer = new CompletableFuture<>();
            Thread checker = new Thread(() -> {
                try {
                    answer.complete(check(deaf.port(), Duration.ofMinutes(5)));
                } catch (Exception failed) {
                    answer.completeExceptionally(failed);
                }
            });
            checker.start();
            checker.interrupt();

            assertThatThrownBy(() -> answer.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void settingsNameHostAndPort() {
        IntegrationBuilder integration = Integration.named("Port");
        TcpCheck check = TcpCheck.from(Settings.of(Map.of("host", "db.example.com", "port", 5432)), integration);

        assertThat(check).hasToString("db.example.com:5432");
        assertThat(integration.build().endpoint()).isEqualTo("db.example.com:5432");
    }

    @Test
    void anAddressOfVersionSixStandsInBrackets() {
        assertThat(TcpCheck.of("::1", 80)).hasToString("[::1]:80");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "http://x", "user@host", "a b", "x/y"})
    void aHostThatIsNoneIsRefused(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TcpCheck.of(host, 80))
                .withMessageContaining("use a name or an address");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65_536})
    void aPortOutsideTheLimitsIsRefused(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TcpCheck.of("localhost", port))
                .withMessage("port " + port + " is not allowed; use from 1 to 65535");
    }

    @Test
    void settingsWithoutAPortAreRefused() {
        assertThatThrownBy(() -> TcpCheck.from(Settings.of(Map.of("host", "localhost")), Integration.named("Port")))
                .isInstanceOf(SettingException.class)
                .hasMessage("port: is missing; set \"port\"");
    }

    private static CheckResult check(int port, Duration timeout) throws Exception {
        return TcpCheck.of("127.0.0.1", port).check(context(timeout));
    }

    private static CheckContext context(Duration timeout) {
        return new CheckContext(Integration.named("Port").build(), timeout);
    }

    private static int freePort() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
            return server.getLocalPort();
        }
    }

    /** A port whose queue of connections is full, so that the kernel drops every further attempt. */
    private static final class DeafPort implements AutoCloseable {

        private static final int MORE_THAN_ENOUGH = 16;

        private final ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
        private final List<SocketChannel> queue = new ArrayList<>();

        DeafPort() throws IOException {
            for (int count = 0; count < MORE_THAN_ENOUGH; count++) {
                SocketChannel channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.connect(new InetSocketAddress(LOOPBACK, port()));
                queue.add(channel);
            }
        }

        int port() {
            return server.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            for (SocketChannel channel : queue) {
                channel.close();
            }
            server.close();
        }
    }
}
