package io.healthmon.check.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.egress.TargetGuard;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class GuardedTargetTest {

    private static final String HOST = "shop.example.com";

    private final List<String> asked = new ArrayList<>();

    /** First this machine, which is allowed by name, then the metadata of the cloud. */
    private final TargetGuard rebinding = TargetGuard.publicOnly()
            .allowing(List.of(HOST))
            .resolvingBy(host -> {
                asked.add(host);
                byte[] address = asked.size() == 1
                        ? InetAddress.getLoopbackAddress().getAddress()
                        : new byte[] {(byte) 169, (byte) 254, (byte) 169, (byte) 254};
                return new InetAddress[] {InetAddress.getByAddress(host, address)};
            });

    static Stream<HealthCheck.Guardable> checks() {
        return Stream.of(
                TcpCheck.of("crm.example.com", 443),
                TlsCheck.of("crm.example.com", 443),
                SmtpCheck.of("crm.example.com", 25),
                RedisCheck.of("crm.example.com", 6379),
                DnsCheck.of("www.example.com").record(DnsRecord.MX).server("crm.example.com"));
    }

    @ParameterizedTest
    @MethodSource("checks")
    void aTargetInAPrivateNetworkIsRefusedInWords(HealthCheck.Guardable check) throws Exception {
        TargetGuard guard = TargetGuard.publicOnly().resolvingBy(host ->
                new InetAddress[] {InetAddress.getByAddress(host, new byte[] {10, 0, 0, 5})});
        CheckResult result = run(check.guardedBy(guard));

        assertThat(result.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
        assertThat(result.problem().message())
                .startsWith("crm.example.com has the address 10.0.0.5, which is in a private network");
        assertThat(check.target()).isEqualTo("crm.example.com");
    }

    @Test
    void aNameIsResolvedOnceAndItsNextAnswerJudgedAnew() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            HealthCheck check = TcpCheck.of(HOST, server.getLocalPort()).guardedBy(rebinding);

            assertThat(run(check).status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(asked).containsExactly(HOST);
            assertThat(run(check).problem().message()).contains("169.254.169.254, which is link-local");
        }
    }

    @Test
    void aNameServerIsAskedAtTheAddressThatWasJudged() throws Exception {
        DnsCheck check = DnsCheck.of("www.example.com").record(DnsRecord.MX).server("ns.example.com:53");
        TargetGuard loopback = TargetGuard.publicOnly()
                .allowing(List.of("127.0.0.1"))
                .resolvingBy(host -> new InetAddress[] {InetAddress.getLoopbackAddress()});

        assertThat(run(check.guardedBy(loopback)).problem().cause()).isNotEqualTo(Cause.CONFIGURATION);
        assertThat(check.guardedBy(TargetGuard.publicOnly()).target()).isEqualTo("ns.example.com");
    }

    @Test
    void aGuardStaysWithACheckThatIsMoved() throws Exception {
        TargetGuard guard = TargetGuard.publicOnly();
        TcpCheck check = TcpCheck.of("crm.example.com", 1).guardedBy(guard).withEndpoint("127.0.0.1:1");

        assertThat(run(check).problem().message()).startsWith("127.0.0.1 is this machine itself");
    }

    @Test
    void anAddressInsideIsRefusedWhenTheCheckIsMade() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TcpCheck.of("::1", 1).guardedBy(TargetGuard.publicOnly()))
                .withMessageContaining("security.allowedNetworks");
    }

    private static CheckResult run(HealthCheck check) throws Exception {
        return check.check(new CheckContext(Integration.named("A").build(), Duration.ofSeconds(2)));
    }
}
