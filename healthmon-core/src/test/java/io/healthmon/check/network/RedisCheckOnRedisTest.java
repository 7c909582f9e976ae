package io.healthmon.check.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.network.RedisProcess.Client;
import io.healthmon.schedule.Stopwatch;
import io.healthmon.secret.Secret;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Redis, driven into what it refuses with. */
@Timeout(60)
class RedisCheckOnRedisTest {

    private static final Secret PASSWORD = Secret.of("S3cr3t-Horse");

    @TempDir
    Path directory;

    private static CheckResult run(RedisCheck check) throws Exception {
        return run(check, Duration.ofSeconds(10));
    }

    private static CheckResult run(RedisCheck check, Duration timeout) throws Exception {
        return check.check(new CheckContext(Integration.named("Cache").build(), timeout));
    }

    private static CheckResult eventually(RedisCheck check, Predicate<CheckResult> wanted) throws Exception {
        Stopwatch sinceStart = Stopwatch.started();
        CheckResult result = run(check);
        while (!wanted.test(result)) {
            assertThat(sinceStart.elapsed()).as("%s", result).isLessThan(Duration.ofSeconds(30));
            LockSupport.parkNanos(1_000_000);
            result = run(check);
        }
        return result;
    }

    private static void assertExplained(CheckResult result, HealthStatus status, Cause cause, String message) {
        assertThat(result.status()).as("%s", result).isEqualTo(status);
        assertThat(result.problem().cause()).isEqualTo(cause);
        assertThat(result.problem().message()).contains(message).doesNotContain("Horse");
    }

    @Test
    void aServerIsHealthy() throws Exception {
        try (RedisProcess redis = RedisProcess.ready(directory)) {
            CheckResult result = run(redis.check());

            assertThat(result.status()).as("%s", result).isEqualTo(HealthStatus.HEALTHY);
            assertThat(result.responseTime()).isPositive();
        }
    }

    @Test
    void aPasswordIsAskedForAndJudged() throws Exception {
        try (RedisProcess redis = RedisProcess.ready(directory, "--requirepass", PASSWORD.reveal())) {
            RedisCheck check = redis.check();

            assertThat(run(check.password(PASSWORD)).status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(run(check.login("default", PASSWORD)).status()).isEqualTo(HealthStatus.HEALTHY);
            assertExplained(run(check), HealthStatus.UNKNOWN, Cause.CREDENTIALS_MISSING, "requires a password");
            assertExplained(
                    run(check.password(Secret.of("wrong-Horse"))),
                    HealthStatus.DOWN,
                    Cause.CREDENTIALS_INVALID,
                    "user or password is wrong");
            assertExplained(
                    run(check.login("nobody", PASSWORD)),
                    HealthStatus.DOWN,
                    Cause.CREDENTIALS_INVALID,
                    "user or password is wrong");
        }
    }

    @Test
    void aPasswordThatTheServerHasNotIsToldSo() throws Exception {
        try (RedisProcess redis = RedisProcess.ready(directory)) {
            assertExplained(
                    run(redis.check().password(PASSWORD)), HealthStatus.DOWN, Cause.CONFIGURATION, "has no password");
        }
    }

    @Test
    void aUserWhoMayNotPingIsDegraded() throws Exception {
        try (RedisProcess redis = RedisProcess.ready(directory);
                Client admin = redis.client()) {
            assertThat(admin.ask("ACL", "SETUSER", "monitor", "on", ">" + PASSWORD.reveal(), "-@all"))
                    .isEqualTo("+OK");

            assertExplained(
                    run(redis.check().login("monitor", PASSWORD)),
                    HealthStatus.DEGRADED,
                    Cause.PERMISSION,
                    "does not allow PING");
            admin.ask("ACL", "SETUSER", "monitor", "+ping");
            assertThat(run(redis.check().login("monitor", PASSWORD)).status()).isEqualTo(HealthStatus.HEALTHY);
        }
    }

    @Test
    void aScriptThatBlocksTheServerIsTold() throws Exception {
        try (RedisProcess redis = RedisProcess.ready(directory, "--lua-time-limit", "10");
                Client client = redis.client();
                Client admin = redis.client()) {
            client.tell("EVAL", "while true do end", "0");

            CheckResult busy = eventually(redis.check(), result -> result.status() != HealthStatus.HEALTHY);
            assertExplained(busy, HealthStatus.DEGRADED, Cause.SERVER_ERROR, "is blocked by a script");
            assertThat(admin.ask("SCRIPT", "KILL")).isEqualTo("+OK");
            eventually(redis.check(), result -> result.status() == HealthStatus.HEALTHY);
        }
    }

    @Test
    void aServerThatCannotSaveIsTold() throws Exception {
        Path gone = Files.createDirectory(directory.resolve("gone"));
        try (RedisProcess redis = RedisProcess.ready(gone);
                Client admin = redis.client()) {
            Files.delete(gone);
            assertThat(admin.ask("CONFIG", "SET", "save", "3600 1")).isEqualTo("+OK");
            admin.ask("BGSAVE");

            CheckResult failed = eventually(redis.check(), result -> result.status() != HealthStatus.HEALTHY);
            assertExplained(failed, HealthStatus.DEGRADED, Cause.SERVER_ERROR, "cannot save its data to disk");
        }
    }

    @Test
    void aServerThatLoadsItsDataIsTold() throws Exception {
        try (RedisProcess redis = RedisProcess.ready(directory, "--rdbcompression", "no");
                Client admin = redis.client()) {
            // why: while it loads, it looks up from it every 2 MiB
            assertThat(admin.ask("DEBUG", "POPULATE", "6", "key", "2500000")).isEqualTo("+OK");
            assertThat(admin.ask("SAVE")).isEqualTo("+OK");
        }
        try (RedisProcess redis = RedisProcess.loading(directory, "--key-load-delay", "300000")) {
            CheckResult loading =
                    eventually(redis.check(), result -> result.problem().cause() != Cause.CONNECT);

            assertExplained(loading, HealthStatus.DEGRADED, Cause.SERVER_ERROR, "is loading its data");
        }
    }

    @Test
    void aServerWithTooManyClientsIsTold() throws Exception {
        try (RedisProcess redis = RedisProcess.ready(directory);
                Client only = redis.client()) {
            assertThat(only.ask("CONFIG", "SET", "maxclients", "1")).isEqualTo("+OK");

            assertExplained(run(redis.check()), HealthStatus.DOWN, Cause.QUOTA, "as many clients as it takes");
        }
    }

    @Test
    void protectedModeIsTold() throws Exception {
        Optional<InetAddress> outside = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && address.getAddress().length == 4)
                .findFirst();
        assumeTrue(outside.isPresent(), "this machine has nothing but its loopback interface");
        try (RedisProcess redis = RedisProcess.ready(directory)) {
            String host = outside.orElseThrow().getHostAddress();

            assertExplained(
                    run(RedisCheck.of(host, redis.port())),
                    HealthStatus.DOWN,
                    Cause.CONFIGURATION,
                    "is in protected mode");
        }
    }

    @Test
    void aServerWithTlsIsHealthyByTlsAndRecognisedWithout() throws Exception {
        Keytool keytool = new Keytool(directory);
        Path keys = keytool.selfSigned("cache", "-ext", "SAN=ip:127.0.0.1");
        String port = Integer.toString(RedisProcess.freePort());
        String[] byTls = {
            "--port",
            "0",
            "--tls-port",
            port,
            "--tls-cert-file",
            keytool.certificatePem(keys).toString(),
            "--tls-key-file",
            keytool.keyPem(keys).toString(),
            "--tls-auth-clients",
            "no"
        };
        try (RedisProcess redis = RedisProcess.ready(directory, byTls)) {
            RedisCheck check = RedisCheck.of("rediss://127.0.0.1:" + port)
                    .truststore(keytool.trusting(keys), Secret.of(Keytool.PASSWORD));

            assertThat(run(check).status()).as("%s", redis.port()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(run(check).details()).containsKey("notAfter");
            assertExplained(
                    run(RedisCheck.of("redis://127.0.0.1:" + port)), HealthStatus.DOWN, Cause.CONFIGURATION, "TLS");
        }
    }

    @Test
    void aServerWithoutTlsAnswersNoHandshake() throws Exception {
        try (RedisProcess redis = RedisProcess.ready(directory)) {
            CheckResult result = run(redis.check().tls(), Duration.ofSeconds(2));

            assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
            assertThat(result.problem().cause()).isIn(Cause.CONFIGURATION, Cause.TIMEOUT);
            assertThat(result.problem().message() + result.problem().resolution())
                    .contains("TLS on this port");
        }
    }
}
