package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.network.JdbcCheck;
import io.healthmon.check.network.TcpCheck;
import io.healthmon.egress.TargetGuard;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MovedCheckTest {

    private final Integration declared = Integration.named("A").build();
    private final TargetGuard guard = TargetGuard.publicOnly().resolvingBy(host ->
            new InetAddress[] {InetAddress.getByAddress(host, new byte[] {10, 0, 0, 5})});

    private CheckResult moved(HealthCheck check, String endpoint) throws Exception {
        return MovedCheck.of(declared, check, endpoint, guard).check(new CheckContext(declared, Duration.ofSeconds(5)));
    }

    @Test
    void onTheDeclaredHostItGoesWhereItDidBefore() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CheckResult result = moved(TcpCheck.of("127.0.0.1", 1), "127.0.0.1:" + server.getLocalPort());

            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
        }
    }

    @Test
    void toAnotherHostItIsGuarded() throws Exception {
        CheckResult result = moved(TcpCheck.of("127.0.0.1", 1), "crm.example.com:443");

        assertThat(result.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
        assertThat(result.problem().message()).contains("crm.example.com has the address 10.0.0.5");
        assertThat(result.problem().resolution()).contains("security.allowedNetworks");
    }

    @Test
    void toTheMetadataOfTheCloudItIsRefusedAtOnce() throws Exception {
        CheckResult result = moved(TcpCheck.of("crm.example.com", 80), "169.254.169.254");

        assertThat(result.problem().message())
                .startsWith("The edited endpoint \"169.254.169.254\" cannot be used: 169.254.169.254 is link-local");
    }

    @Test
    void aDatabaseStaysOnItsServer() throws Exception {
        JdbcCheck check = JdbcCheck.of("jdbc:postgresql://db.example.com/app", null, null);

        assertThat(moved(check, "jdbc:postgresql://other.example.com/app")
                        .problem()
                        .message())
                .contains("a database's driver connects by itself");
    }
}
