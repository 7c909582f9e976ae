package io.healthmon.provider.statuspage;

import static io.healthmon.provider.statuspage.Pages.incident;
import static io.healthmon.provider.statuspage.Pages.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.AsyncHealthCheck;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthCheck.Composed.PartJudge;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.Problem;
import io.healthmon.check.composed.CompositeCheck;
import io.healthmon.check.composed.InverseCheck;
import io.healthmon.check.heartbeat.Heartbeat;
import io.healthmon.check.network.TcpCheck;
import io.healthmon.egress.TargetGuard;
import io.healthmon.provider.http.HttpCheck;
import io.healthmon.provider.service.StandIn;
import io.healthmon.provider.service.StandIn.Answer;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHolder;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a check can do, it can do explained; one that cannot be is refused. */
@Timeout(30)
class ExplainedKindsTest {

    private static final String INCIDENT = summary("none", incident("Elevated errors", "investigating", "minor"));

    @Test
    void aBlockingCheckIsExplainedToo() throws Exception {
        try (StandIn page = StandIn.answering(Answer.of(200, INCIDENT))) {
            HealthCheck check = StatusPage.of("Shop", page.url())
                    .explain(context -> CheckResult.down(new Problem(Cause.CONNECT, "refused", null, null)));

            assertThat(check).isNotInstanceOf(AsyncHealthCheck.class);
            assertThat(StandIn.run(check).problem().resolution())
                    .startsWith("Shop itself reports an incident: Elevated errors");
        }
    }

    @Test
    void whatTheCheckThrowsIsThrown() {
        HealthCheck check = StatusPage.of("Shop", "https://status.example.com").explain((AsyncHealthCheck)
                context -> CompletableFuture.failedFuture(new IllegalStateException("broken")));

        assertThatThrownBy(() -> StandIn.run(check))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("broken");
    }

    @Test
    void cancellingItCancelsTheCheck() {
        CompletableFuture<CheckResult> run = new CompletableFuture<>();
        AsyncHealthCheck check = (AsyncHealthCheck)
                StatusPage.of("Shop", "https://status.example.com").explain((AsyncHealthCheck) context -> run);
        check.checkAsync(new CheckContext(Integration.named("Tested").build(), Duration.ofSeconds(1)))
                .cancel(true);

        assertThat(run).isCancelled();
    }

    @Test
    void itCanDoWhatTheCheckCan() throws Exception {
        try (StandIn shop = StandIn.answering(Answer.of(200, "fine"))) {
            HttpCheck http = HttpCheck.to(shop.url())
                    .header("X-Key", Secret.of("key_51abcdefghijklmnop"))
                    .build();
            HealthCheck check =
                    StatusPage.of("Shop", "https://status.example.com").explain(http);

            assertThat(((SecretHolder) check).secrets()).hasSameElementsAs(http.secrets());
            assertThat(((HealthCheck.Guardable) check).target()).isEqualTo("127.0.0.1");
            StandIn.run(((HealthCheck.Movable) check).withEndpoint(shop.url() + "/elsewhere"));
            assertThat(shop.requests().get(0).line()).isEqualTo("GET /elsewhere");
            assertThat(check).hasToString(http.toString());
            ((AutoCloseable) check).close();
        }
    }

    @Test
    void aCheckThatBlocksCanBeMovedAndGuardedAsBefore() throws Exception {
        try (ServerSocket shop = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                ServerSocket elsewhere = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            HealthCheck check = StatusPage.of("Shop", "https://status.example.com")
                    .explain(TcpCheck.of("localhost", shop.getLocalPort()));

            assertThat(check).isNotInstanceOf(AsyncHealthCheck.class);
            assertThat(((HealthCheck.Guardable) check).target()).isEqualTo("localhost");
            HealthCheck moved = ((HealthCheck.Movable) check).withEndpoint("localhost:" + elsewhere.getLocalPort());
            assertThat(moved)
                    .hasToString(
                            TcpCheck.of("localhost", elsewhere.getLocalPort()).toString());
            assertThat(moved).isInstanceOf(HealthCheck.Movable.class).isInstanceOf(HealthCheck.Guardable.class);
            HealthCheck guarded = ((HealthCheck.Guardable) moved)
                    .guardedBy(TargetGuard.publicOnly().allowing(List.of("localhost")));
            assertThat(StandIn.run(guarded).status()).isEqualTo(HealthStatus.HEALTHY);
        }
    }

    @Test
    void aCheckThatCanOnlyBeGuardedIsNoMoreThanThat() {
        HealthCheck port = InverseCheck.of(TcpCheck.of("db.example.com", 23));
        HealthCheck check = StatusPage.of("Shop", "https://status.example.com").explain(port);

        assertThat(check).isNotInstanceOf(HealthCheck.Movable.class);
        assertThat(check instanceof AsyncHealthCheck).isEqualTo(port instanceof AsyncHealthCheck);
        assertThat(((HealthCheck.Guardable) check).target()).isEqualTo("db.example.com");
        HealthCheck.Guardable here = (HealthCheck.Guardable) StatusPage.of("Shop", "https://status.example.com")
                .explain(InverseCheck.of(TcpCheck.of("127.0.0.1", 23)));
        assertThatThrownBy(() -> here.guardedBy(TargetGuard.publicOnly())).hasMessageContaining("127.0.0.1");
    }

    @Test
    void aCheckThatCanOnlyBeMovedIsNoMoreThanThat() throws Exception {
        record Elsewhere(String endpoint) implements HealthCheck.Movable {

            @Override
            public HealthCheck withEndpoint(String other) {
                return new Elsewhere(other);
            }

            @Override
            public CheckResult check(CheckContext context) {
                return CheckResult.healthy().withDetail("asked", endpoint);
            }
        }
        HealthCheck check = StatusPage.of("Shop", "https://status.example.com").explain(new Elsewhere("here"));

        assertThat(check).isNotInstanceOf(HealthCheck.Guardable.class);
        assertThat(StandIn.run(((HealthCheck.Movable) check).withEndpoint("there"))
                        .details())
                .containsEntry("asked", "there");
    }

    @Test
    void thePartsOfACompositeCheckAreJudgedBehindThePage() throws Exception {
        HealthCheck shop = context -> CheckResult.down(Cause.CONNECT, "Refused.");
        HealthCheck.Composed check = (HealthCheck.Composed)
                StatusPage.of("Shop", "https://status.example.com").explain(CompositeCheck.allOf(Map.of("shop", shop)));
        HealthCheck judged = check.judgedBy(
                (part, seen) -> part == shop ? CheckResult.unknown(Cause.LOCAL_NETWORK, "The network is lost.") : seen);

        assertThat(check.parts()).containsExactly(shop);
        assertThat(StandIn.run(judged).problem().message()).isEqualTo("shop: The network is lost.");
    }

    @Test
    void aJudgedCheckIsStillExplainedAndCanDoWhatItCould() throws Exception {
        try (StandIn page = StandIn.answering(Answer.of(200, INCIDENT))) {
            HealthCheck.Composed check = (HealthCheck.Composed)
                    StatusPage.of("Shop", page.url()).explain(InverseCheck.of(context -> CheckResult.healthy()));
            HealthCheck judged = check.judgedBy(PartJudge.none());

            assertThat(judged).isInstanceOf(HealthCheck.Guardable.class).isNotSameAs(check);
            assertThat(StandIn.run(judged).problem().resolution()).contains("Shop itself reports an incident");
        }
    }

    @Test
    void aCheckOfOneHostHasNoParts() {
        HealthCheck.Composed check = (HealthCheck.Composed)
                StatusPage.of("Shop", "https://status.example.com").explain(TcpCheck.of("db.example.com", 23));

        assertThat(check.parts()).isEmpty();
        assertThat(check.judgedBy(PartJudge.none())).isSameAs(check);
    }

    @Test
    void aHeartbeatIsNotExplained() {
        StatusPage page = StatusPage.of("Shop", "https://status.example.com");
        HealthCheck heartbeat = Heartbeat.every(Duration.ofHours(1), Secret.of("hb_51abcdefghijklmnop"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> page.explain(heartbeat))
                .withMessageStartingWith(
                        "Heartbeat cannot be explained by a status page, because it goes on from its own")
                .withMessageEndingWith("register it as it is");
    }

    @Test
    void aGuardJudgesThePageToo() {
        HealthCheck.Guardable check = (HealthCheck.Guardable)
                StatusPage.of("Shop", "http://localhost:7/").explain(HttpCheck.get("https://shop.example.com/"));

        assertThatThrownBy(() -> check.guardedBy(TargetGuard.publicOnly()))
                .hasMessageContaining("is this machine itself");
    }

    @Test
    void underAGuardThePageIsReadThroughIt() throws Exception {
        try (StandIn shop = StandIn.answering(Answer.of(503, ""));
                StandIn page = StandIn.answering(Answer.of(200, INCIDENT))) {
            HealthCheck.Guardable check =
                    (HealthCheck.Guardable) StatusPage.of("Shop", page.url().replace("127.0.0.1", "localhost"))
                            .explain(HttpCheck.get(shop.url().replace("127.0.0.1", "localhost")));
            HealthCheck guarded = check.guardedBy(TargetGuard.publicOnly().allowing(List.of("localhost")));

            assertThat(StandIn.run(guarded).details().get("statusPage")).contains("Elevated errors");
        }
    }
}
