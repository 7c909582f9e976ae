package io.healthmon.check.composed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.heartbeat.Heartbeat;
import io.healthmon.check.network.TcpCheck;
import io.healthmon.egress.TargetGuard;
import io.healthmon.secret.Secret;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InverseCheckTest {

    private final CheckContext context = new CheckContext(Integration.named("A").build(), Duration.ofSeconds(5));

    private CheckResult inverse(HealthCheck inner) throws Exception {
        return InverseCheck.of(inner).check(context);
    }

    @Test
    void aClosedPortIsHealthyAndAnOpenOneIsDown() throws Exception {
        int port;
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 5, here)) {
            port = server.getLocalPort();
            CheckResult open = inverse(TcpCheck.of(here.getHostAddress(), port));
            assertThat(open.status()).isEqualTo(HealthStatus.DOWN);
            assertThat(open.problem().cause()).isEqualTo(Cause.ASSERTION);
            assertThat(open.problem().message()).isEqualTo("It works, but it is expected not to.");
            assertThat(open.details()).containsEntry("address", here.getHostAddress());
        }

        CheckResult closed = inverse(TcpCheck.of(here.getHostAddress(), port));
        assertThat(closed.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(closed.details()).containsEntry(InverseCheck.EXPECTED_FAILURE, "connect");
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {
                "TIMEOUT",
                "DNS",
                "TLS",
                "LOCAL_NETWORK",
                "CHECK_ERROR",
                "CREDENTIALS_MISSING",
                "CONFIGURATION",
                "SERVER_ERROR",
                "RATE_LIMITED",
                "QUOTA"
            })
    void aFailureThatIsNoRefusalIsUnknownWithTheSameCause(Cause cause) throws Exception {
        CheckResult result = inverse(run -> CheckResult.down(cause, "It broke."));

        assertThat(result.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(result.problem().cause()).isEqualTo(cause);
        assertThat(result.problem().message()).isEqualTo("Cannot tell whether it is refused: It broke.");
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {
                "CONNECT",
                "CREDENTIALS_INVALID",
                "CREDENTIALS_EXPIRED",
                "CREDENTIALS_REVOKED",
                "PERMISSION",
                "ACCOUNT",
                "CLIENT_ERROR",
                "ASSERTION"
            })
    void aRefusalIsHealthy(Cause cause) throws Exception {
        assertThat(inverse(run -> CheckResult.down(cause, "No.")).status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void anUnknownResultNeverBecomesHealthy(Cause cause) throws Exception {
        CheckResult result = inverse(run -> CheckResult.unknown(cause, "Nobody knows."));

        assertThat(result.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(result.problem().cause()).isEqualTo(cause);
    }

    @Test
    void aNetworkThatCannotBeReachedIsNoClosedPort() throws Exception {
        CheckResult result = inverse(run -> {
            throw new ConnectException("Network is unreachable");
        });

        assertThat(result.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.CONNECT);
    }

    @Test
    void aDegradedResultIsDownBecauseItWorks() throws Exception {
        assertThat(inverse(run -> CheckResult.degraded(Cause.TLS, "expires")).status())
                .isEqualTo(HealthStatus.DOWN);
    }

    @Test
    void aServiceThatMayNotDoItIsRefusedThoughItIsDegradedOnly() throws Exception {
        CheckResult result = inverse(run -> CheckResult.degraded(Cause.PERMISSION, "No right to read the table."));

        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(result.details()).containsEntry(InverseCheck.EXPECTED_FAILURE, "permission");
    }

    @Test
    void aRightThatIsMissingIsUnknownWhereAnotherRefusalIsExpected() throws Exception {
        InverseCheck check = InverseCheck.of(run -> CheckResult.degraded(Cause.PERMISSION, "No right."))
                .expecting(Cause.CONNECT);
        CheckResult result = check.check(context);

        assertThat(result.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(result.problem().resolution())
                .isEqualTo("If permission is how the target refuses, add it to \"expectedCauses\".");
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"RATE_LIMITED", "QUOTA"})
    void whoeverAskedTooOftenCannotTellWhetherItWorks(Cause cause) throws Exception {
        CheckResult result = inverse(run -> CheckResult.degraded(cause, "Too many requests."));

        assertThat(result.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(result.problem().cause()).isEqualTo(cause);
    }

    @Test
    void anAllowanceThatIsNearlyUsedUpIsNeverTakenForARefusal() throws Exception {
        InverseCheck check = InverseCheck.of(run -> CheckResult.degraded(Cause.QUOTA, "9 of 100 calls left."))
                .expecting(Cause.QUOTA);
        CheckResult result = check.check(context);

        assertThat(result.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(result.problem().resolution())
                .isEqualTo("Raise the allowance or check less often, so that the check can tell.");
    }

    @Test
    void aLimitThatIsExpectedIsARefusalThoughItIsDegradedOnly() throws Exception {
        InverseCheck check = InverseCheck.of(run -> CheckResult.degraded(Cause.RATE_LIMITED, "Too many requests."))
                .expecting(Cause.RATE_LIMITED);

        assertThat(check.check(context).status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PERMISSION", "RATE_LIMITED", "QUOTA"})
    void anyOtherDegradedResultIsDownBecauseItWorks(Cause cause) throws Exception {
        CheckResult result = inverse(run -> CheckResult.degraded(cause, "In part."));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().message()).isEqualTo("It works, but it is expected not to.");
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"PERMISSION", "QUOTA", "TLS"})
    void whateverItComesToTheScheduleHeedsWhatTheInnerCheckWants(Cause cause) throws Exception {
        Instant until = Instant.parse("2026-03-15T10:30:00Z");
        CheckResult result = inverse(run -> CheckResult.degraded(cause, "Not now.")
                .withResponseTime(Duration.ofMillis(12))
                .withRetryAfter(Duration.ofMinutes(10))
                .withValidUntil(until));

        assertThat(result.retryAfter()).isEqualTo(Duration.ofMinutes(10));
        assertThat(result.validUntil()).isEqualTo(until);
        assertThat(result.responseTime()).isEqualTo(Duration.ofMillis(12));
        assertThat(result.details()).containsEntry("retryAfter", "600");
    }

    @Test
    void whatACheckThrowsIsJudgedByItsCause() throws Exception {
        assertThat(inverse(run -> {
                            throw new ConnectException("Connection refused");
                        })
                        .status())
                .isEqualTo(HealthStatus.HEALTHY);
        assertThat(inverse(run -> {
                            throw new IllegalStateException("broken");
                        })
                        .status())
                .isEqualTo(HealthStatus.UNKNOWN);
    }

    @Test
    @Timeout(30)
    void aCheckThatHangsPastItsLimitCannotTell() throws Exception {
        HealthCheck hangs = run -> {
            new CountDownLatch(1).await();
            return CheckResult.healthy();
        };
        CheckContext brief = new CheckContext(Integration.named("A").build(), Duration.ofMillis(100));

        CheckResult result = InverseCheck.of(hangs).check(brief);

        assertThat(result.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.TIMEOUT);
        assertThat(InverseCheck.of(hangs).expecting(Cause.TIMEOUT).check(brief).status())
                .isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void anErrorOfTheCheckCannotTell() throws Exception {
        CheckResult result = inverse(run -> {
            throw new StackOverflowError();
        });

        assertThat(result.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.CHECK_ERROR);
    }

    @Test
    void anInterruptPasses() {
        assertThatThrownBy(() -> inverse(run -> {
                    throw new InterruptedException("stop");
                }))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void otherCausesCanBeExpected() throws Exception {
        InverseCheck check = InverseCheck.of(run -> CheckResult.down(Cause.TIMEOUT, "Silence."))
                .expecting(Cause.TIMEOUT, Cause.CONNECT);

        assertThat(check.check(context).details()).containsEntry(InverseCheck.EXPECTED_FAILURE, "timeout");
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"LOCAL_NETWORK", "CHECK_ERROR", "CREDENTIALS_MISSING"})
    void whatSaysNothingOfTheTargetCannotBeExpected(Cause cause) {
        InverseCheck check = InverseCheck.of(run -> CheckResult.healthy());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> check.expecting(cause))
                .withMessageStartingWith("expectedCauses \"" + cause.label() + "\" is not allowed");
        assertThatIllegalArgumentException()
                .isThrownBy(check::expecting)
                .withMessageStartingWith("expectedCauses is empty; use one or more such as connect");
    }

    @Test
    void aHeartbeatCannotBeInverted() {
        Heartbeat heartbeat = Heartbeat.every(Duration.ofHours(1), Secret.of("t"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> InverseCheck.of(heartbeat))
                .withMessage("Heartbeat cannot be a part of an inverse check, because it goes on from its own results;"
                        + " give it an integration of its own");
    }

    @Test
    void aGuardReachesTheInnerCheckAndARefusedTargetIsUnknown() throws Exception {
        InverseCheck check = InverseCheck.of(TcpCheck.of("inner.example", 22));
        TargetGuard guard =
                TargetGuard.publicOnly().resolvingBy(host -> new InetAddress[] {InetAddress.getLoopbackAddress()});

        assertThat(check.target()).isEqualTo("inner.example");
        assertThat(check.guardedBy(guard).check(context).status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InverseCheck.of(run -> CheckResult.healthy()).guardedBy(guard));
    }

    @Test
    void theInnerCheckIsClosed() {
        AtomicInteger closed = new AtomicInteger();
        class Closeable implements HealthCheck, AutoCloseable {
            @Override
            public CheckResult check(CheckContext run) {
                return CheckResult.healthy();
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        }
        InverseCheck.of(new Closeable()).close();

        assertThat(closed).hasValue(1);
    }
}
