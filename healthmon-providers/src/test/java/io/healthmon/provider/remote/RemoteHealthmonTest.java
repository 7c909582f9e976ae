package io.healthmon.provider.remote;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.HealthMonitor;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.http.BearerTokens;
import io.healthmon.http.HealthHandler;
import io.healthmon.http.Role;
import io.healthmon.http.jdk.JdkHealthServer;
import io.healthmon.provider.service.StandIn;
import io.healthmon.secret.Secret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a real healthmon behind the JDK's server. */
@Timeout(60)
class RemoteHealthmonTest {

    private static final Secret TOKEN = Secret.of("see_51abcdefghijklmnop");

    private volatile CheckResult database = CheckResult.healthy();
    private volatile CheckResult mail = CheckResult.healthy();
    private final HealthMonitor monitor = HealthMonitor.builder()
            .add(Integration.named("Database").critical().failureThreshold(1), context -> database)
            .add(Integration.named("Mail").failureThreshold(1), context -> mail)
            .build();
    private final JdkHealthServer server = JdkHealthServer.start(
            HealthHandler.builder(monitor)
                    .authenticator(BearerTokens.none().with(TOKEN, Role.VIEWER, "vera"))
                    .build(),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

    @AfterEach
    void close() {
        server.close();
        monitor.close();
    }

    @Test
    void beforeItsFirstResultsItIsUnknown() throws Exception {
        assertThat(StandIn.run(RemoteHealthCheck.get(url())).status()).isEqualTo(HealthStatus.UNKNOWN);
    }

    @Test
    void healthyIsHealthy() throws Exception {
        checkAll();

        assertThat(StandIn.run(RemoteHealthCheck.get(url())).status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void downIsDownByItsBody() throws Exception {
        database = CheckResult.down(Cause.CONNECT, "the connection was refused");
        checkAll();
        CheckResult result = StandIn.run(RemoteHealthCheck.get(url()));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().message())
                .isEqualTo("The application at " + origin() + " says that it is down: database (down).");
        assertThat(result.details()).containsEntry("http.status", "503").containsEntry("part.database", "down");
    }

    @Test
    void aTokenShowsTheOtherParts() throws Exception {
        mail = CheckResult.down(Cause.CONNECT, "the connection was refused");
        checkAll();
        CheckResult anonymous = StandIn.run(RemoteHealthCheck.get(url()));
        CheckResult viewer =
                StandIn.run(RemoteHealthCheck.to(url()).token(TOKEN).build());

        assertThat(anonymous.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(anonymous.problem().message()).endsWith(" says that it is degraded, and names no part that is.");
        assertThat(viewer.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(viewer.problem().message()).endsWith(" says that it is degraded: mail (down).");
    }

    @Test
    void itsOtherFormIsReadToo() throws Exception {
        database = CheckResult.down(Cause.CONNECT, "the connection was refused");
        checkAll();
        CheckResult result = StandIn.run(
                RemoteHealthCheck.to(url()).format(RemoteFormat.HEALTH_JSON).build());

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().message()).endsWith(" says that it is down: database:responseTime (down).");
    }

    private void checkAll() throws Exception {
        monitor.checkAllServices().get(30, SECONDS);
    }

    private String origin() {
        return "http://127.0.0.1:" + server.address().getPort();
    }

    private String url() {
        return origin() + "/health";
    }
}
