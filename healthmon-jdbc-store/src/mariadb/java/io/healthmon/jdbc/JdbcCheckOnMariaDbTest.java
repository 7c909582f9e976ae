package io.healthmon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.network.JdbcCheck;
import io.healthmon.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real MariaDB, driven into what it refuses with. */
@Timeout(120)
class JdbcCheckOnMariaDbTest {

    private static final Secret PASSWORD = Secret.of(MariaDbServer.PASSWORD);

    private static String whole;
    private static String url;

    @BeforeAll
    static void makeDatabase() {
        whole = TestDatabases.mariaDb();
        url = whole.substring(0, whole.indexOf('?'));
    }

    private static CheckResult run(JdbcCheck check) {
        return check.check(new CheckContext(Integration.named("Database").build(), Duration.ofSeconds(3)));
    }

    private static void assertDown(JdbcCheck check, Cause cause) {
        CheckResult result = run(check);

        assertThat(result.status()).as("%s", result).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).as("%s", result).isEqualTo(cause);
        assertThat(result.problem().message()).doesNotContain("horse", "'app'");
        assertThat(result.problem().documentation()).isNull();
    }

    @Test
    void aGoodLoginIsHealthy() {
        assertThat(run(JdbcCheck.of(whole, null, null)).status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(run(JdbcCheck.of(url, "app", PASSWORD).withQuery("select 1")).status())
                .isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void whatItRefusesIsToldApart() throws IOException {
        assertDown(JdbcCheck.of(url, "app", Secret.of("wrong-horse")), Cause.CREDENTIALS_INVALID);
        assertDown(JdbcCheck.of(url + "_not", "app", PASSWORD), Cause.CONFIGURATION);
        assertDown(JdbcCheck.of(url, "app", PASSWORD).withQuery("select * from nowhere"), Cause.CONFIGURATION);
        assertDown(JdbcCheck.of(url, "app", PASSWORD).withQuery("select sleep(60)"), Cause.TIMEOUT);
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertDown(JdbcCheck.of("jdbc:mariadb://localhost:" + port + "/a", "app", PASSWORD), Cause.CONNECT);
    }

    @Test
    void aServerThatTakesNoWritesIsDegraded() {
        JdbcCheck check = JdbcCheck.of(url, "app", PASSWORD).requireWritable();
        assertThat(run(check).status()).isEqualTo(HealthStatus.HEALTHY);
        TestDatabases.run(whole, "set global read_only = 1");
        try {
            CheckResult result = run(check);

            assertThat(result.status()).as("%s", result).isEqualTo(HealthStatus.DEGRADED);
            assertThat(result.problem().message()).endsWith(" is read-only: a replica, or set so.");
        } finally {
            TestDatabases.run(whole, "set global read_only = 0");
        }
    }
}
