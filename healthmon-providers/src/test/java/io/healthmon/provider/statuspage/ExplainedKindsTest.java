package io.healthmon.provider.statuspage;

import static io.healthmon.provider.statuspage.Pages.incident;
import static io.healthmon.provider.statuspage.Pages.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.AsyncHealthCheck;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.check.Problem;
import io.healthmon.egress.TargetGuard;
import io.healthmon.provider.http.HttpCheck;
import io.healthmon.provider.service.StandIn;
import io.healthmon.provider.service.StandIn.Answer;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHolder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a check can do, it can do explained. */
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
